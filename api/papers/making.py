"""A paper printed: its docx by the office's template, its PDF where there are fonts, and the number it gets."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from api.drafting import KEPT_IN
from api.languages import word_of
from api.papers.composing import Composed
from api.running import Running
from desk.documents import series_of
from desk.files import Files
from desk.register import SHANGHAI
from domain import document as documents
from domain import series as numbers
from domain.document import Document, Print, Secrecy, Urgency, document_id
from domain.kernel import fold
from projections.documents.about_incident import EXERCISE, ON_EVERY_PAGE, STRIPE
from projections.documents.docx_filling import filled, template_path
from projections.documents.official import (
    NO_NUMBER,
    Printed,
    Sheet,
    Witness,
    context,
    numbered,
)
from projections.documents.pdf import FontsMissing, set_in_type


class Format(StrEnum):
    """As what a paper is handed out."""

    DOCX = "docx"
    PDF = "pdf"


class Chosen(NamedTuple):
    """What is chosen when a paper is issued. `signer`: a name, "" while nobody is named."""

    lead: str
    signer: str = ""
    secrecy: Secrecy = Secrecy.NONE
    urgency: Urgency = Urgency.NONE
    readers: str = ""


class Place(NamedTuple):
    """The number that the paper has, or gets next."""

    year: int
    number: int


def sheet_of(running: Running, paper: Composed, chosen: Chosen, place: Place | None) -> Sheet:
    """`place` None: it is not numbered yet."""
    told = paper.told._replace(lead=chosen.lead)
    words = context(told, _printed(running, paper, chosen, place), paper.witness)
    words |= {STRIPE: ON_EVERY_PAGE} if paper.exercise else {}
    return Sheet(paper.kind.value, words, paper.witness.code, told.photos, paper.at)


def _printed(running: Running, paper: Composed, chosen: Chosen, place: Place | None) -> Printed:
    series = word_of(KEPT_IN, paper.kind)
    name = f"{EXERCISE if paper.exercise else ''}{series}"  # its numbers are a series of their own
    return Printed(
        office=running.desk.register().office.name,
        series=series,
        number=numbered(name, *place) if place else f"{name}{NO_NUMBER}",
        signer=chosen.signer,
        secrecy=_mark(chosen.secrecy),
        urgency=_mark(chosen.urgency),
        readers=chosen.readers,
        day=paper.at.astimezone(SHANGHAI).date(),
    )


def record_sheet(running: Running, name: str, words: dict[str, Any], witness: Witness) -> Sheet:
    """A paper without a number: what it tells, and from which place of the log."""
    office = running.desk.register().office.name
    told = words | {"office": office, "witness": witness.words}
    return Sheet(name, told, witness.code, (), running.clock().now)


def printed(sheet: Sheet, format: Format, office: Path) -> bytes:
    """Raises TemplateBroken, FontsMissing."""
    return as_docx(sheet, office) if format is Format.DOCX else as_pdf(sheet, office)


def as_docx(sheet: Sheet, office: Path) -> bytes:
    """Raises TemplateBroken."""
    return filled(template_path(office, sheet.name), sheet)


def as_pdf(sheet: Sheet, office: Path) -> bytes:
    """Raises FontsMissing."""
    return set_in_type(sheet, office)


def kept(sheet: Sheet, witness: Witness, office: Path) -> Print:
    """On the disk. A paper is issued also where nobody installed a font: the docx is what counts."""
    files = Files(office)
    docx = files.store(as_docx(sheet, office))
    try:
        pdf = files.store(as_pdf(sheet, office))
    except FontsMissing:
        pdf = None
    return Print(seq=witness.seq, head=witness.head, docx=docx, pdf=pdf)


def issued_before(running: Running, paper: Composed) -> Document | None:
    unit = running.desk.register().office.unit
    history = running.log.stream(document_id(unit, paper.occasion))
    return fold(documents.evolve, None, (one.event for one in history))


def next_place(running: Running, paper: Composed) -> Place:
    """What was issued keeps its number, also when it was taken back."""
    before = issued_before(running, paper)
    if before:
        return Place(before.issued.year, before.issued.number)
    year = paper.at.astimezone(SHANGHAI).year
    name = series_of(paper.kind, exercise=paper.exercise is not None)
    store: UUID = running.desk.register().office.store_id
    history = running.log.stream(numbers.series_id(store, name, year))
    series = fold(numbers.evolve, None, (one.event for one in history))
    return Place(year, (series.last if series else 0) + 1)


def _mark(mark: Secrecy | Urgency) -> str:
    """Nothing is printed where there is nothing to mark."""
    return "" if mark in (Secrecy.NONE, Urgency.NONE) else word_of(KEPT_IN, mark)
