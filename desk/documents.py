"""文书: a paper takes the next number of its series, or is taken back."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from desk.draft import ChangedMeanwhile, Draft
from desk.register import SHANGHAI
from domain import desk_duty as desk_duties
from domain import document as documents
from domain import incident as incidents
from domain import series as numbers
from domain.desk_duty import desk_duty_id
from domain.desk_duty_commands import do
from domain.document import (
    Document,
    DocumentIssued,
    DocumentKind,
    Marks,
    Occasion,
    Print,
    document_id,
)
from domain.kernel import Value
from domain.restoration import require_seen
from domain.times import WorldTime


class IssueDocument(Value):
    """`number`: the one it was printed with. Printed before it is issued, so that its hashes are on record."""

    occasion: Occasion
    number: int
    title: str
    lead: str
    marks: Marks
    print: Print
    issued: WorldTime


class WithdrawDocument(Value):
    document: UUID
    reason: str


class DocumentAnswer(Value):
    document: UUID
    year: int
    number: int


class NumberGone(ChangedMeanwhile):
    """文号刚被占用，请再发一次"""

    EN: ClassVar[str] = "The number has just been taken: issue it once more"


def series_of(kind: DocumentKind, *, exercise: bool) -> str:
    """An exercise uses up no real number."""
    return f"{'exercise-' if exercise else ''}document-{kind.value}"


def issue_document(draft: Draft, issuing: IssueDocument) -> DocumentAnswer:
    """Raises NumberGone, IssuedAlready, RestorationUnseen. Issued again after it was withdrawn, it keeps its number."""
    require_seen(draft.register.office.restoration)
    if incident := issuing.occasion.incident:
        draft.inherit(draft.require(incident, incidents.evolve).exercise)
    id = document_id(draft.register.office.unit, issuing.occasion)
    known = draft.load(id, documents.evolve)
    issued = _issued(issuing, known)
    if draft.record(id, documents.issue(known, issued)):
        if known is None:
            _take(draft, id, issued)
        elif issued.number != issuing.number:
            raise NumberGone(issued.number)
        _do_the_days_duty(draft, issued)
    return DocumentAnswer(document=id, year=issued.year, number=issued.number)


def withdraw_document(draft: Draft, withdrawing: WithdrawDocument) -> DocumentAnswer:
    id = withdrawing.document
    document = draft.require(id, documents.evolve)
    draft.inherit(draft.exercise_of(id))
    draft.record(id, documents.withdraw(document, reason=withdrawing.reason))
    issued = document.issued
    return DocumentAnswer(document=id, year=issued.year, number=issued.number)


def _issued(issuing: IssueDocument, known: Document | None) -> DocumentIssued:
    before = known.issued if known else None
    return DocumentIssued(
        occasion=issuing.occasion,
        year=before.year if before else issuing.issued.earliest.astimezone(SHANGHAI).year,
        number=before.number if before else issuing.number,
        edition=before.edition + 1 if before else 1,
        title=issuing.title,
        lead=issuing.lead,
        marks=issuing.marks,
        print=issuing.print,
        issued=issuing.issued,
    )


def _take(draft: Draft, id: UUID, issued: DocumentIssued) -> None:
    """The paper is printed with its number already: another one is refused."""
    name = series_of(issued.occasion.kind, exercise=draft.exercise is not None)
    stream = numbers.series_id(draft.register.office.store_id, name, issued.year)
    series = draft.load(stream, numbers.evolve)
    [taken] = numbers.take(series, name=name, year=issued.year, taken_for=id)
    if taken.number != issued.number:
        raise NumberGone(taken.number)
    draft.record(stream, [taken])


def _do_the_days_duty(draft: Draft, issued: DocumentIssued) -> None:
    """编发值班日报: what the day owes is done with the paper itself, and nobody ticks it off."""
    kind, day = issued.occasion.kind, issued.occasion.subject
    id = desk_duty_id(draft.register.office.unit, kind.value, day)
    duty = draft.load(id, desk_duties.evolve)
    if duty and duty.open:
        number = f"〔{issued.year}〕{issued.number}号"
        happened = do(duty, words=issued.title, number=number, nil=False, done=issued.issued)
        draft.record(id, happened)
