"""The page of a template: A4 in the measures of GB/T 9704-2012, its fonts, its page numbers."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from projections.documents.template_parts import BODY, LEFT, RIGHT, SMALL, TEXT, Look, style, write

NUMERALS = "宋体"
TIGHTER = -5  # twentieths of a point: 28 characters on 156 mm, the last one's share included


def a_paper(*, landscape: bool = False) -> Paper:
    paper = Document()
    paper.core_properties.author = paper.core_properties.comments = ""
    _page(paper.sections[0], landscape=landscape)
    _normal(paper)
    paper.settings.odd_and_even_pages_header_footer = True
    _page_number(paper.sections[0].footer.paragraphs[0], RIGHT)
    _page_number(paper.sections[0].even_page_footer.paragraphs[0], LEFT)
    return paper


def _page(section: Section, *, landscape: bool) -> None:
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    margins = (Mm(37), Mm(26), Mm(35), Mm(28))
    top, right, bottom, left = (Mm(20),) * 4 if landscape else margins
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Mm(12 if landscape else 25)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)


def _normal(paper: Paper) -> None:
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = TEXT, BODY
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in [one for one in fonts.attrib if one.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), TEXT)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(TIGHTER))
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz")
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
    normal.paragraph_format.widow_control = False  # else a page ends a line early


def _page_number(paragraph: Paragraph, side: Any) -> None:
    """— 1 —, one character from the outer edge."""
    look = Look(font=NUMERALS, size=SMALL, align=side, pitch=None)
    style(paragraph, look)
    edge = paragraph.paragraph_format
    edge.left_indent = edge.right_indent = SMALL
    write(paragraph, "— ", look)
    for mark in ("begin", "", "end"):
        write(paragraph, "", look)
        paragraph.runs[-1]._r.append(_field(mark))
    write(paragraph, " —", look)


def _field(mark: str) -> Any:
    """The number of the page, as every program reckons it."""
    if mark:
        found = OxmlElement("w:fldChar")
        found.set(qn("w:fldCharType"), mark)
    else:
        found = OxmlElement("w:instrText")
        found.text = "PAGE"
    return found
