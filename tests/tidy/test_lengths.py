"""Short files and short functions: what does not fit on a screen is not read at three in the morning."""

from __future__ import annotations

import ast

import pytest

from tests.support.tree import PRODUCT, TESTS, SourceFile

FILE_MAX, FILE_P95 = 250, 200
FUNCTION_MAX, FUNCTION_P95, TEST_MAX = 30, 15, 25
SOURCES = [*PRODUCT, *TESTS]


def percentile(lengths: list[int], share: float) -> int:
    return sorted(lengths)[round(share * (len(lengths) - 1))]


def functions(file: SourceFile) -> list[tuple[str, int]]:
    """Name and length, from `def` to the last line; decorators are not counted."""
    return [
        (f"{file.name}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize("file", SOURCES, ids=str)
def test_a_file_and_its_functions_are_short(file):
    too_long = [
        name
        for name, length in functions(file)
        if length > (TEST_MAX if " test_" in name else FUNCTION_MAX)
    ]
    assert file.lines <= FILE_MAX
    assert too_long == []


@pytest.mark.parametrize("files", [PRODUCT, TESTS], ids=["product", "tests"])
def test_nearly_all_files_are_much_shorter(files):
    assert percentile([file.lines for file in files if file.lines], 0.95) <= FILE_P95


def test_nearly_all_functions_are_much_shorter():
    lengths = [length for file in PRODUCT for _, length in functions(file)]
    assert percentile(lengths, 0.95) <= FUNCTION_P95
