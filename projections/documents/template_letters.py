"""预案催办函 as a template: a letter an owner, each on a page of its own, all under one number."""

from __future__ import annotations

from docx.document import Document as Paper
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

from projections.documents.template_page import a_paper
from projections.documents.template_papers import signed
from projections.documents.template_parts import (
    CENTER,
    PITCH,
    SECOND,
    TITLE,
    TITLE_SIZE,
    WIDTH,
    Look,
    a_table,
    fill,
    repeat,
    rule_below,
    say,
    tab,
    write,
)
from projections.documents.template_tables import CELL, HEAD, witness

COLUMNS = (("序号", 14), ("预　案", 48), ("事　项", 24), ("期　限", 36), ("依　据", 34))


def plan_reminder() -> Paper:
    paper = a_paper()
    say(paper, "{%p for letter in letters %}")
    _head(paper)
    say(paper, "{{ title }}", Look(TITLE, TITLE_SIZE, CENTER, pitch=Pt(36), before=PITCH))
    say(paper, "", Look(pitch=Pt(12)))
    say(paper, "{{ letter.addressee }}：")
    say(paper, "{{ lead }}", Look(indent=2))
    _owed(paper)
    signed(paper)
    witness(paper, "{{ letter.place }}。{{ witness }}")
    say(paper, "{%p if not loop.last %}")
    say(paper, "", Look(pitch=Pt(1))).add_run().add_break(WD_BREAK.PAGE)
    say(paper, "{%p endif %}")
    say(paper, "{%p endfor %}")
    return paper


def _head(paper: Paper) -> None:
    """信函格式: who writes in red over a red rule, under it marks and number."""
    red = Look(TITLE, Pt(30), CENTER, pitch=Pt(44), red=True)
    rule_below(say(paper, "{{ office }}", red), color="FF0000", size=18)
    line = say(paper, "{{ secrecy }}　{{ urgency }}\t{{ number }}", Look(before=Pt(6)))
    tab(line, WIDTH)
    line = say(paper, "\t签发人：", Look())
    write(line, "{{ signer }}", Look(font=SECOND))
    tab(line, WIDTH)


def _owed(paper: Paper) -> None:
    table = a_table(paper, [Mm(width) for _, width in COLUMNS], 4)
    for column, (name, _) in enumerate(COLUMNS):
        fill(table.cell(0, column), name, HEAD)
        fill(table.cell(2, column), "{{ row[" + str(column) + "] }}", CELL)
    fill(table.cell(1, 0), "{%tr for row in letter.rows %}", CELL)
    fill(table.cell(3, 0), "{%tr endfor %}", CELL)
    repeat(table)
