"""What the shipped templates are built from: pages, paragraphs and rules in the measures of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TITLE, TEXT, SECOND, FIRST = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
NUMERALS = "宋体"  # page numbers
BODY, TITLE_SIZE, SMALL = Pt(16), Pt(22), Pt(14)  # 三号, 二号, 四号
PITCH = Pt(28.95)  # 22 lines on 225 mm
TIGHTER = -5  # twentieths of a point: 28 characters on 156 mm, the last one's share included
RED = RGBColor(0xFF, 0, 0)
WIDTH = Mm(156)
THICK, THIN = 8, 6  # eighths of a point: 0.35 and 0.25 mm
AFTER_BORDERS = ("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")  # Word is strict
CENTER, LEFT, RIGHT = (getattr(WD_ALIGN_PARAGRAPH, one) for one in ("CENTER", "LEFT", "RIGHT"))


class Look(NamedTuple):
    """How one paragraph looks. `pitch` None: as high as what stands in it."""

    font: str = TEXT
    size: Length = BODY
    align: Any = None
    indent: int = 0  # characters before its first line
    pitch: Length | None = PITCH
    red: bool = False
    before: int = 0  # in the units of a Length


PLAIN = Look()


def say(paper: Paper | _Cell, words: str, look: Look = PLAIN) -> Paragraph:
    """A paragraph of one run: a tag must not be cut in two."""
    paragraph = paper.add_paragraph()
    style(paragraph, look)
    write(paragraph, words, look)
    return paragraph


def write(paragraph: Paragraph, words: str, look: Look) -> None:
    run = paragraph.add_run(words)
    run.font.name, run.font.size = look.font, look.size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), look.font)
    if look.red:
        run.font.color.rgb = RED


def style(paragraph: Paragraph, look: Look) -> None:
    """Word reads an indent in characters, LibreOffice the one in points."""
    kept = paragraph.paragraph_format
    kept.space_before, kept.space_after, kept.alignment = Length(look.before), Pt(0), look.align
    if look.pitch:
        kept.line_spacing_rule, kept.line_spacing = WD_LINE_SPACING.EXACTLY, look.pitch
    if look.pitch != PITCH:
        _off_the_grid(paragraph)
    if look.indent:
        kept.first_line_indent = Pt(look.size.pt * look.indent)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(
            qn("w:firstLineChars"), str(look.indent * 100)
        )


def _off_the_grid(paragraph: Paragraph) -> None:
    """Of another height than the lines of the page."""
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc")


def tab(paragraph: Paragraph, at: int) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(at), WD_TAB_ALIGNMENT.RIGHT)


def rule_below(paragraph: Paragraph, *, color: str, size: int) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_line("bottom", color, size))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)


def a_table(paper: Paper, widths: Sequence[int], rows: int, *, ruled: bool = True) -> Table:
    """Columns as wide as said, in every program."""
    table: Table = paper.add_table(
        rows=rows, cols=len(widths), style="Table Grid" if ruled else None
    )
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    if not ruled:
        _no_margins(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Length(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
    return table


def fill(cell: _Cell, words: str, look: Look) -> None:
    paragraph = cell.paragraphs[0]
    style(paragraph, look)
    write(paragraph, words, look)


def repeat(table: Table, row: int = 0) -> None:
    """The head stands on every page."""
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def border(cell: _Cell, **sides: int) -> None:
    """`top=THICK, bottom=THIN`; a side not named has no rule."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(_line(side, "000000", sides.get(side, 0)))
    cell._tc.get_or_add_tcPr().append(borders)


def _no_margins(table: Table) -> None:
    """Its rules are as wide as the text."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _line(side: str, color: str, size: int) -> Any:
    line = OxmlElement(f"w:{side}")
    given = {"val": "single" if size else "nil", "sz": size, "space": 6, "color": color}
    for name, value in given.items():
        line.set(qn(f"w:{name}"), str(value))
    return line
