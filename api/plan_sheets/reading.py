"""The rows of a register that say something, by column; what stands in columns nobody knows goes with the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from api.plan_sheets.headings import Header, header_of
from api.plan_sheets.refusals import NoPlanList
from api.sheets.cells import clean
from api.sheets.reader import Table
from contingency_plans.plan_columns import PlanColumn

FOOTNOTE = re.compile(r"^(?:注|说明|备注|合计|总计|填表|制表|审核|共\d+)")
TITLE_CHARS_MAX = 200


class PlanLine(NamedTuple):
    """One row: its cells by column."""

    sheet: str
    number: int
    cells: dict[PlanColumn, str]

    @property
    def title(self) -> str:
        return self.cells[PlanColumn.TITLE]


class PlanLines(NamedTuple):
    """What was read; and worksheets, columns and rows that say nothing of a plan, in words."""

    lines: list[PlanLine]
    columns: tuple[PlanColumn, ...]
    noted: tuple[str, ...]
    unread: list[tuple[int, str]]


def plan_lines(tables: list[Table]) -> PlanLines:
    """Raises NoPlanList when no table has a column of titles."""
    found = PlanLines([], (), (), [])
    for table in tables:
        header = header_of(table)
        if header is None:
            found.unread.extend([(0, table.name)] if any(map(any, table.rows)) else [])
            continue
        found.lines.extend(_lines(table, header, found.unread))
        columns = tuple(dict.fromkeys((*found.columns, *header.columns)))
        noted = tuple(dict.fromkeys((*found.noted, *header.others.values())))
        found = found._replace(columns=columns, noted=noted)
    if not found.columns:
        raise NoPlanList
    return found


def _lines(table: Table, header: Header, unread: list[tuple[int, str]]) -> Iterator[PlanLine]:
    head = [clean(text) for text in table.rows[header.row]]
    for at, row in enumerate(table.rows[header.row + 1 :], header.row + 1):
        texts = [text for text in map(clean, row) if text]
        if not texts or [clean(text) for text in row] == head:
            continue
        cells = _cells(row, header)
        title = clean(cells.get(PlanColumn.TITLE, ""))
        aside = len(texts) == 1 and (at in table.labels or bool(FOOTNOTE.match(texts[0])))
        if not title or aside or len(title) > TITLE_CHARS_MAX:
            unread.append((at + 1, " ".join(texts)[:60]))
            continue
        yield PlanLine(table.name, at + 1, cells)


def _cells(row: list[str], header: Header) -> dict[PlanColumn, str]:
    cells = {column: row[at].strip() for column, at in header.columns.items() if at < len(row)}
    others = [
        f"{head}：{clean(row[at])}"
        for at, head in header.others.items()
        if at < len(row) and clean(row[at])
    ]
    if others:
        notes = [cells.get(PlanColumn.NOTE, ""), *others]
        cells[PlanColumn.NOTE] = "；".join(one for one in notes if one)
    return cells
