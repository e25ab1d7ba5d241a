"""信息报告情况通报: a month's figures as a paper, ready for a number and a signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from projections.documents import paper


class Circular(NamedTuple):
    """Everything in the reader's words; number and signature are left for ink."""

    title: str
    heading: str
    text: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    closing: Sequence[str]
    signature: Sequence[str]


def circular(issue: Circular) -> bytes:
    """A docx, A4 on its long side."""
    document = paper.landscape()
    paper.heading(document, issue.heading)
    paper.title(document, issue.title)
    for one in issue.text:
        paper.line(document, one)
    share = 267 // len(issue.head)
    paper.table(document, issue.head, issue.rows, [share] * len(issue.head))
    for one in issue.closing:
        paper.line(document, one)
    for one in issue.signature:
        paper.signature(document, one)
    return paper.as_bytes(document)
