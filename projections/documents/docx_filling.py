"""A template of the office's filled with words: no word becomes markup, and no template runs a program."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import segno
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.shared import Emu, Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Undefined
from jinja2.sandbox import SandboxedEnvironment

from domain.kernel import Refused
from projections.documents.about_incident import STRIPE
from projections.documents.official import Sheet
from projections.documents.paper_text import fit
from projections.documents.template_builder import SHIPPED

OWN = "templates"  # in the office's folder: a file of the same name stands before the shipped one
PHOTO_WIDTH, PHOTO_HEIGHT, QR_WIDTH = Mm(120), Mm(112), Mm(18)


class TemplateBroken(Refused):
    """公文模板有误，请用 shoubao templates check 核对"""

    EN: ClassVar[str] = "The template of this document is broken: run shoubao templates check"


def template_path(office: Path, name: str) -> Path:
    own = office / OWN / f"{name}.docx"
    return own if own.is_file() else SHIPPED / f"{name}.docx"


def filled(template: Path, sheet: Sheet, undefined: type[Undefined] = Undefined) -> bytes:
    """Raises TemplateBroken. An unknown tag prints nothing: the paper must be there at 08:20."""
    environment = SandboxedEnvironment(autoescape=True, undefined=undefined)
    kept = BytesIO()
    try:
        paper = DocxTemplate(template)
        paper.render(sheet.words | _pictures(paper, sheet), environment, autoescape=True)
        _stripe(paper, sheet.words.get(STRIPE, ""))
        paper.save(kept)
    except Exception as error:  # a template is anybody's: whatever it raises, it is the template
        raise TemplateBroken(template.name, str(error)) from error
    return kept.getvalue()


def _stripe(paper: DocxTemplate, words: str) -> None:
    """On top of every page of what is part of an exercise, whatever headers the office's own template has."""
    for section in paper.docx.sections if words else ():
        heads = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        if paper.docx.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        for head in heads:
            head.is_linked_to_previous = False
            line = head.add_paragraph(words)
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _pictures(paper: DocxTemplate, sheet: Sheet) -> dict[str, Any]:
    return {
        "qr": InlineImage(paper, _qr(sheet.code), width=QR_WIDTH),
        "photos": [
            {"picture": _photo(paper, one.content), "caption": fit(one.caption)}
            for one in sheet.photos
        ],
    }


def _photo(paper: DocxTemplate, content: bytes) -> InlineImage:
    """As large as the box allows, upright ones less wide."""
    picture = Image.from_blob(content)
    share = min(PHOTO_WIDTH / picture.px_width, PHOTO_HEIGHT / picture.px_height)
    return InlineImage(paper, BytesIO(content), width=Emu(int(picture.px_width * share)))


def _qr(code: str) -> BytesIO:
    kept = BytesIO()
    segno.make(code, error="m", micro=False).save(kept, kind="png", scale=4, border=1)
    kept.seek(0)
    return kept
