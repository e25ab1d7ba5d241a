"""登记册的一行所说的版本: its number, dates, status and validity, as far as they are understood."""

from __future__ import annotations

from datetime import date

from contingency_plans.doc_number import read_number, year_of
from contingency_plans.freshness import years_after
from contingency_plans.plan_columns import PlanColumn, RowReading
from contingency_plans.plan_dates import Doubt, read_date
from contingency_plans.plan_entry import UNNAMED
from contingency_plans.plan_events import IssueDate, PlanVersion
from contingency_plans.plan_flags import PlanFlag
from contingency_plans.plan_status import PlanStatus, read_status
from contingency_plans.plan_titles import DRAFT, PlanTitle

DOUBTS = {
    ("issued", Doubt.MENDED): PlanFlag.ISSUED_MENDED,
    ("issued", Doubt.AMBIGUOUS): PlanFlag.ISSUED_AMBIGUOUS,
    ("issued", Doubt.UNREAD): PlanFlag.ISSUED_UNREAD,
    ("published", Doubt.MENDED): PlanFlag.PUBLISHED_MENDED,
    ("published", Doubt.AMBIGUOUS): PlanFlag.PUBLISHED_AMBIGUOUS,
    ("published", Doubt.UNREAD): PlanFlag.PUBLISHED_UNREAD,
}
NUMBERS = ("doc_no", "doc_no_found")
ISSUED_BY = "印发"  # 区政府办公室印发


def read_version(reading: RowReading, titled: PlanTitle) -> PlanVersion:
    number = read_number(reading.text(PlanColumn.NUMBER, *NUMBERS))
    if number.flag:
        reading.flag(number.flag, number.found)
    if number.flag is PlanFlag.NUMBER_UNREAD:
        reading.unsaid.update(NUMBERS)  # it does not take the place of one that is known
    label = _label(reading, titled)
    issued = _date(reading, PlanColumn.ISSUED)
    published = _date(reading, PlanColumn.PUBLISHED)
    _compare(reading, number.text, issued, published)
    typed, status = _status(reading)
    draft = status.draft or bool(DRAFT.search(label))
    if not (number.found or issued or published or typed or draft):
        reading.unsaid.add("draft")  # nobody says that it was issued: what is a draft stays one
    return PlanVersion(
        id=UNNAMED,
        label=label,
        issued=issued,
        published=published,
        doc_no=number.text,
        doc_no_found=number.found,
        issuer=_issuer(reading),
        approver=reading.text(PlanColumn.APPROVER, "approver"),
        draft=draft,
        valid_until=_valid_until(reading, status, issued),
        status=typed,
        note=reading.text(PlanColumn.NOTE, "note"),
    )


def _label(reading: RowReading, titled: PlanTitle) -> str:
    beside = reading.text(PlanColumn.EDITION)
    words = [titled.label, "" if beside in titled.label else beside]
    label = " ".join(one for one in words if one)
    if not label:
        reading.unsaid.add("label")
    return label


def _date(reading: RowReading, column: PlanColumn) -> IssueDate | None:
    typed = reading.text(column, column.value)
    found = read_date(typed)
    if found.doubt:
        reading.flag(DOUBTS[column.value, found.doubt], typed)
    if found.doubt is Doubt.UNREAD:
        reading.unsaid.add(column.value)
    return found.date


def _compare(
    reading: RowReading, number: str, issued: IssueDate | None, published: IssueDate | None
) -> None:
    year = year_of(number)
    if issued and year and not issued.first.year <= year <= issued.last.year:
        reading.flag(PlanFlag.NUMBER_OF_OTHER_YEAR, f"{number} {issued.words}")
    if issued and published and published.last < issued.first:
        reading.flag(PlanFlag.PUBLISHED_BEFORE_ISSUED, f"{published.words} {issued.words}")


def _status(reading: RowReading) -> tuple[str, PlanStatus]:
    typed = reading.text(PlanColumn.STATUS, "status")
    status = read_status(typed)
    for clause in status.unread:
        reading.flag(PlanFlag.STATUS_UNREAD, clause)
    if status.until_unread:
        reading.flag(PlanFlag.VALID_UNTIL_UNREAD, status.until_unread)
    return typed, status


def _issuer(reading: RowReading) -> str:
    told = reading.text(PlanColumn.ISSUER, "issuer")
    owner = reading.text(PlanColumn.OWNER)
    if not told and owner.endswith(ISSUED_BY):
        reading.unsaid.discard("issuer")
        told = owner
    return told.removesuffix(ISSUED_BY)


def _valid_until(reading: RowReading, status: PlanStatus, issued: IssueDate | None) -> date | None:
    typed = reading.text(PlanColumn.VALID_UNTIL)
    told = read_date(typed).date
    if typed and told is None:
        reading.flag(PlanFlag.VALID_UNTIL_UNREAD, typed)
    until = (told.last if told else None) or status.valid_until or _years_on(status, issued)
    if until is None:
        reading.unsaid.add("valid_until")
    return until


def _years_on(status: PlanStatus, issued: IssueDate | None) -> date | None:
    """有效期5年 from a day of issue that is known to the day; else nobody can say."""
    if not status.valid_years or issued is None or issued.first != issued.last:
        return None
    return years_after(issued.first, status.valid_years)
