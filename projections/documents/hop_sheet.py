"""逐级报告表 as a paper an inspector takes along: two pages for an ordinary incident."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from projections.documents import paper

WIDTHS = (27, 27, 23, 23, 23, 23, 21, 21, 52, 27)  # millimetres, 267 between the margins


class HopSheet(NamedTuple):
    """Everything in the reader's words. `heading` stands on every page, `remarks` under the table."""

    title: str
    heading: str
    about: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    remarks: Sequence[str]


def hop_sheet(sheet: HopSheet) -> bytes:
    """A docx, A4 on its long side."""
    document = paper.landscape()
    paper.heading(document, sheet.heading)
    paper.title(document, sheet.title)
    for one in sheet.about:
        paper.line(document, one)
    paper.table(document, sheet.head, sheet.rows, WIDTHS)
    for one in sheet.remarks:
        paper.line(document, one, size=10)
    return paper.as_bytes(document)
