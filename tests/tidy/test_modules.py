"""Every file says in one sentence what it is for, and our generic package names really are ours."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.support.tree import PACKAGES, PRODUCT, ROOT, TESTS

DOCSTRING_LINE = re.compile(r".{10,}[.!?]")
ELSEWHERE = re.compile(r"(?<![\w.])/(?:work|tmp|home|root|Users)/\w")


@pytest.mark.parametrize("file", [*PRODUCT, *TESTS], ids=str)
def test_a_module_says_in_one_sentence_what_it_is_for(file):
    docstring = ast.get_docstring(file.tree) or ""
    assert DOCSTRING_LINE.fullmatch(docstring.splitlines()[0] if docstring else "")


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_of_a_generic_name_is_the_one_of_this_repository(package):
    module = importlib.import_module(package)
    assert module.__file__
    assert Path(module.__file__).parent == ROOT / package


def test_no_folder_of_tests_is_a_package_that_could_hide_one_of_ours():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("file", PRODUCT, ids=str)
def test_no_path_of_anybodys_machine_stands_in_the_product(file):
    assert ELSEWHERE.findall(file.text) == []
