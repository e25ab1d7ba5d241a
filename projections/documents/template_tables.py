"""Tables of templates: the handover record and the roster, a row of data a row of the table."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Paper
from docx.shared import Mm, Pt

from projections.documents.template_page import a_paper
from projections.documents.template_parts import (
    CENTER,
    FIRST,
    RIGHT,
    TITLE,
    TITLE_SIZE,
    WIDTH,
    Look,
    a_table,
    fill,
    repeat,
    say,
)

CELL = Look(size=Pt(12), pitch=Pt(20))
HEAD = Look(font=FIRST, size=Pt(12), pitch=Pt(20), align=CENTER)
SIDES = (
    ("交　班", "outgoing"),
    ("接　班", "relief"),
    ("设　备", "devices"),
    ("校　时", "clock"),
    ("签　字", "signatures"),
)
TINY = Look(size=Pt(9), pitch=Pt(12))


def handover_record() -> Paper:
    """交接班记录: both sides, the list as it was offered, how it was answered, and who signed."""
    paper = a_paper()
    say(paper, "{{ office }}", Look(TITLE, Pt(18), CENTER, pitch=Pt(30)))
    say(paper, "{{ title }}", Look(TITLE, TITLE_SIZE, CENTER, pitch=Pt(40)))
    form(paper, SIDES, (22, 134), CELL)
    say(paper, "", Look(pitch=Pt(12)))
    table_of(paper, ("序号", "类别", "内容", "时限", "接班意见"), (12, 25, 69, 25, 25))
    witness(paper)
    return paper


def form(paper: Paper, parts: Sequence[tuple[str, str]], widths: Sequence[int], look: Look) -> None:
    """A name and a tag in each row."""
    table = a_table(paper, [Mm(one) for one in widths], len(parts))
    for number, (name, tag) in enumerate(parts):
        fill(table.cell(number, 0), name, look._replace(font=FIRST, align=CENTER))
        fill(table.cell(number, 1), "{{ " + tag + " }}", look)


def roster() -> Paper:
    """值班表: a row a shift."""
    paper = a_paper(landscape=True)
    say(paper, "{{ office }}", Look(TITLE, Pt(18), CENTER, pitch=Pt(30)))
    say(paper, "{{ title }}", Look(TITLE, TITLE_SIZE, CENTER, pitch=Pt(40)))
    names = ("日期", "星期", "班次", "总带班", "在岗带班", "驻地带班", "主班", "副班", "备班")
    table_of(paper, names, (26, 15, 42, 29, 29, 29, 29, 29, 29))
    witness(paper)
    return paper


def table_of(paper: Paper, names: Sequence[str], widths: Sequence[int]) -> None:
    """A row of data is a list of cells: `row[0]`, `row[1]` …"""
    table = a_table(paper, [Mm(one) for one in widths], 4)
    for column, name in enumerate(names):
        fill(table.cell(0, column), name, HEAD)
        fill(table.cell(2, column), "{{ row[" + str(column) + "] }}", CELL)
    fill(table.cell(1, 0), "{%tr for row in rows %}", CELL)
    fill(table.cell(3, 0), "{%tr endfor %}", CELL)
    repeat(table)


def witness(paper: Paper, words: str = "{{ witness }}") -> None:
    """From which place of the log it was made, in words and as QR."""
    say(paper, "", Look(pitch=Pt(6)))
    table = a_table(paper, [WIDTH - Mm(22), Mm(22)], 1, ruled=False)
    fill(table.cell(0, 0), words, TINY)
    fill(table.cell(0, 1), "{{ qr }}", Look(pitch=None, align=RIGHT))
