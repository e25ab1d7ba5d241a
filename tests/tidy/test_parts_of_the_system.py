"""Whatever the system does by itself is said to be done by a part that has a name in both languages."""

from __future__ import annotations

import ast

import pytest

from api.languages import LANGUAGES, catalogue
from tests.support.tree import PRODUCT


def parts():
    calls = (one for file in PRODUCT for one in ast.walk(file.tree) if isinstance(one, ast.Call))
    return sorted(
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in ("system", "acting_as")
        and isinstance(call.args[0], ast.Constant)
    )


def test_it_does_something():
    assert "sweep" in parts()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", parts())
def test_every_part_of_the_system_has_its_words(part, language):
    assert f"part.{part}" in catalogue(language)
