"""One worksheet as plain text cells, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

WIDE = 3  # a cell merged over so many columns is a label, not a row
FORMULA_CHARS = 40  # shown of one without a result
Area = tuple[tuple[int, int], tuple[int, int]]  # top left and bottom right, from 0


class Worksheet(NamedTuple):
    name: str
    rows: list[list[str]]
    labels: frozenset[int]


def worksheet(
    name: str,
    rows: list[list[str]],
    merged: Iterable[Area],
    without_result: Mapping[tuple[int, int], str],
) -> Worksheet:
    """`without_result`: what is shown of formulas whose result the file does not hold, by row and column."""
    for (row, column), text in without_result.items():
        _put(rows, row, column, text[:FORMULA_CHARS])
    labels = set()
    for (top, left), (bottom, right) in merged:
        if right - left + 1 >= WIDE:
            labels.add(top)
        _fill_down(rows, top, bottom, left)
    return Worksheet(name, rows, frozenset(labels))


def _put(rows: list[list[str]], row: int, column: int, text: str) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
    rows[row][column] = text


def _fill_down(rows: list[list[str]], top: int, bottom: int, column: int) -> None:
    """A unit written once beside its five people is the unit of all five."""
    text = _at(rows, top, column)
    for row in range(top + 1, min(bottom + 1, len(rows))) if text else ():
        if not _at(rows, row, column):
            _put(rows, row, column, text)


def _at(rows: list[list[str]], row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def text_of(value: object) -> str:
    """As a person sees it: a phone number kept as a number has no decimals."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        case date():
            return f"{value:%Y-%m-%d}"
    return str(value)
