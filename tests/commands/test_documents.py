"""Numbers of papers have no gaps; what was taken back keeps its own, and an exercise uses up no real one."""

from __future__ import annotations

from datetime import date

import pytest

from desk.documents import (
    DocumentAnswer,
    NumberGone,
    WithdrawDocument,
    issue_document,
    withdraw_document,
)
from desk.draft import Unknown
from desk.duty_plan import PlanDeskDuties, plan_desk_duties
from domain.desk_duty import DeskDutyDone
from domain.document import DocumentKind, IssuedAlready
from domain.series import NumberTaken
from tests.support.documents import a_paper
from tests.support.ladder import unit_id


def issued(office, *given, **more) -> DocumentAnswer:
    done = office.do(issue_document, a_paper(office.at(), *given, **more))
    return done.answer(DocumentAnswer)


def numbers_of(office, series):
    taken = (one.event for one in office.events(NumberTaken.TOPIC))
    return [(one.year, one.number) for one in taken if one.series == series]


def test_numbers_follow_one_another_by_kind_and_year(office):
    assert issued(office, "2026-11-24", 1).number == 1
    assert issued(office, "2026-11-25", 2).number == 2
    assert issued(office, "a flash", 1, kind=DocumentKind.FLASH).number == 1
    office.clock.forward(days=60)
    answer = issued(office, "2027-01-23", 1)
    assert (answer.year, answer.number) == (2027, 1)
    assert numbers_of(office, "document-bulletin") == [(2026, 1), (2026, 2), (2027, 1)]


def test_a_paper_printed_with_a_number_that_is_gone_is_refused(office):
    issued(office, "2026-11-24", 1)
    for number in (1, 3):
        with pytest.raises(NumberGone):
            issued(office, "2026-11-25", number)
    assert numbers_of(office, "document-bulletin") == [(2026, 1)]


def test_asked_for_twice_it_has_one_number(office):
    first = issued(office, "2026-11-24", 1)
    assert issued(office, "2026-11-24", 1) == first
    with pytest.raises(IssuedAlready):
        issued(office, "2026-11-24", 1, lead="接报1起")
    assert numbers_of(office, "document-bulletin") == [(2026, 1)]


def test_taken_back_it_comes_again_under_its_number_in_another_year_too(office):
    first = issued(office, "a report", 1, kind=DocumentKind.SPECIAL_REPORT)
    office.do(withdraw_document, WithdrawDocument(document=first.document, reason="正文有误"))
    office.clock.forward(days=60)
    with pytest.raises(NumberGone):
        issued(office, "a report", 2, kind=DocumentKind.SPECIAL_REPORT, lead="更正")
    again = issued(office, "a report", 1, kind=DocumentKind.SPECIAL_REPORT, lead="更正")
    assert again == first
    assert numbers_of(office, "document-special_report") == [(2026, 1)]


def test_an_exercise_has_a_series_of_its_own(office):
    drill = office.call(exercise=unit_id("drill")).incident
    issued(office, str(drill), 1, kind=DocumentKind.FLASH, incident=drill)
    assert numbers_of(office, "document-flash") == []
    assert numbers_of(office, "exercise-document-flash") == [(2026, 1)]


def test_of_an_incident_or_a_paper_that_is_not_there_nothing_is_issued(office):
    nobody = unit_id("nobody")
    with pytest.raises(Unknown):
        issued(office, "x", 1, kind=DocumentKind.FLASH, incident=nobody)
    with pytest.raises(Unknown):
        office.do(withdraw_document, WithdrawDocument(document=nobody, reason="x"))


def test_the_bulletin_does_what_the_day_owes_and_no_other_paper_does(office):
    office.clock.forward(days=1, hours=-3)
    office.do(plan_desk_duties, PlanDeskDuties(day=date(2026, 11, 25)))
    issued(office, "2026-11-25", 1, kind=DocumentKind.FLASH)
    assert office.events(DeskDutyDone.TOPIC) == []
    issued(office, "2026-11-25", 1)
    [done] = office.events(DeskDutyDone.TOPIC)
    assert (done.event.number, done.event.minutes_late) == ("〔2026〕1号", 0)
