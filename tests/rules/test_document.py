"""A paper is issued once under its number, is taken back with a reason, and comes again as another edition."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from domain.document import (
    DocumentIssued,
    DocumentKind,
    DocumentWithdrawn,
    IssuedAlready,
    Marks,
    Occasion,
    Print,
    Secrecy,
    Urgency,
    document_id,
    evolve,
    issue,
    withdraw,
)
from domain.kernel import ReasonMissing
from domain.times import Basis, moment
from tests.support.given import given
from tests.support.ladder import unit_id

MORNING = moment(datetime(2026, 11, 25, 0, 20, tzinfo=UTC), Basis.KEY_PRESS)
ISSUED = DocumentIssued(
    occasion=Occasion(kind=DocumentKind.BULLETIN, subject="2026-11-25", incident=None),
    year=2026,
    number=12,
    edition=1,
    title="2026年11月24日值班情况",
    lead="未接报突发事件。",
    marks=Marks(
        signer=unit_id("signer"), secrecy=Secrecy.NONE, urgency=Urgency.NONE, readers=("区委",)
    ),
    print=Print(seq=7, head="ab" * 32, docx="cd" * 32, pdf=None),
    issued=MORNING,
)
GONE = DocumentWithdrawn(reason="标题有误")


def test_the_same_paper_is_issued_once_and_another_one_is_refused():
    there = given(evolve).when(lambda d: issue(d, ISSUED)).then(ISSUED)
    later = replace(ISSUED, print=replace(ISSUED.print, seq=9, docx="ef" * 32), number=13)
    there.when(lambda d: issue(d, later)).then_nothing_happens()
    for other in (
        replace(ISSUED, lead="接报1起。"),
        replace(ISSUED, title="值班情况"),
        replace(ISSUED, marks=replace(ISSUED.marks, urgency=Urgency.URGENT)),
    ):
        there.when(lambda d, other=other: issue(d, other)).then_refused(IssuedAlready)


def test_taken_back_with_a_reason_it_is_issued_again():
    there = given(evolve, ISSUED)
    there.when(lambda d: withdraw(d, reason=" ")).then_refused(ReasonMissing)
    gone = there.when(lambda d: withdraw(d, reason="标题有误")).then(GONE)
    gone.when(lambda d: withdraw(d, reason="又一次")).then_nothing_happens()
    again = replace(ISSUED, edition=2)
    assert not gone.when(lambda d: issue(d, again)).then(again).state.withdrawn


def test_a_paper_is_known_by_its_office_kind_and_subject():
    one = document_id(unit_id("office"), ISSUED.occasion)
    assert one == document_id(unit_id("office"), replace(ISSUED.occasion, incident=unit_id("i")))
    others = {
        document_id(unit_id("other office"), ISSUED.occasion),
        document_id(unit_id("office"), replace(ISSUED.occasion, subject="2026-11-26")),
        document_id(unit_id("office"), replace(ISSUED.occasion, kind=DocumentKind.FLASH)),
    }
    assert len(others - {one}) == 3
