"""A sober paper in the manner of GB/T 9704: fonts by their names, a table whose head repeats, no macro and no link."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from unicodedata import category

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

TITLE_FONT, TEXT_FONT, HEAD_FONT = "方正小标宋简体", "仿宋", "黑体"
LONG_SIDE, SHORT_SIDE = Mm(297), Mm(210)
MARGIN = Mm(15)


def landscape() -> Paper:
    """An empty A4 sheet on its long side."""
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = LONG_SIDE, SHORT_SIDE
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, MARGIN)
    return paper


def title(paper: Paper, words: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, words, TITLE_FONT, Pt(18))


def line(paper: Paper, words: str, size: float = 12) -> None:
    paragraph = paper.add_paragraph()
    _write(paragraph, words, TEXT_FONT, Pt(size))
    paragraph.paragraph_format.space_before = Pt(4)


def signature(paper: Paper, words: str) -> None:
    """Where the office signs and dates: on the right, under everything."""
    line(paper, words)
    paper.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def heading(paper: Paper, words: str) -> None:
    """On every page, over the table: whose paper it is, and from which place of the log."""
    paragraph = paper.sections[0].header.paragraphs[0]
    paragraph.text = ""
    _write(paragraph, words, TEXT_FONT, Pt(9))


def table(
    paper: Paper, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """`widths` in millimetres. The head stands on every page, and no row breaks in two."""
    made: Table = paper.add_table(rows=1, cols=len(head), style="Table Grid")
    made.autofit = False
    _fill(made.rows[0], head, HEAD_FONT)
    _mark(made.rows[0], "w:tblHeader")
    for row in rows:
        added = made.add_row()  # type: ignore[no-untyped-call]
        _mark(added, "w:cantSplit")
        _fill(added, row, TEXT_FONT)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)


def as_bytes(paper: Paper) -> bytes:
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _fill(row: _Row, words: Sequence[str], font: str) -> None:
    for cell, word in zip(row.cells, words, strict=True):
        _write(cell.paragraphs[0], word, font, Pt(9))


def _write(paragraph: Paragraph, words: str, font: str, size: Pt) -> None:
    """What no paper may hold (form feeds and the like) is left out; the log keeps it."""
    run = paragraph.add_run("".join(one for one in words if category(one)[0] != "C"))
    run.font.name, run.font.size = font, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(0)


def _mark(row: _Row, name: str) -> None:
    """python-docx has no word for it."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))
