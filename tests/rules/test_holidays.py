"""The State Council's notice of a year is put on record; the office's own word goes before what is shipped."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from desk.holidays import OfficeCalendar
from domain.holidays import DAYS_MAX, HolidaysNoticed, HolidaysWrong, NoticedYears, notice_holidays
from domain.kernel import fold
from domain.office import OfficeFounded, evolve
from tests.support.given import given
from tests.support.ladder import unit_id

FOUNDED = OfficeFounded(
    store_id=unit_id("store"), region_code="320199", name="临江区", unit=unit_id("county")
)
NOTICE = HolidaysNoticed(
    year=2027,
    off=(date(2027, 1, 1), date(2027, 2, 8)),
    worked=(date(2027, 2, 20),),
    document="国办发明电〔2026〕7号",
)


def noticing(notice):
    return lambda office: notice_holidays(office.holidays, notice)


def test_a_notice_is_put_on_record_once_and_a_later_one_takes_its_place():
    noticed = given(evolve, FOUNDED).when(noticing(NOTICE)).then(NOTICE)
    noticed.when(noticing(NOTICE)).then_nothing_happens()
    later = replace(NOTICE, off=(date(2027, 1, 1),))
    assert noticed.when(noticing(later)).then(later).state.holidays == (later,)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(NOTICE, off=()),
        replace(NOTICE, worked=(date(2027, 1, 1),)),
        replace(NOTICE, off=(date(2026, 12, 31),)),
        replace(NOTICE, off=(date(2027, 1, 1),) * 2),
        replace(NOTICE, off=tuple(date(2027, 1 + n // 28, 1 + n % 28) for n in range(DAYS_MAX))),
    ],
)
def test_one_that_contradicts_itself_is_refused(wrong):
    given(evolve, FOUNDED).when(noticing(wrong)).then_refused(HolidaysWrong)


def test_a_year_may_have_as_many_days_as_any_notice_has_and_not_one_more():
    days = tuple(date(2027, 1 + n // 28, 1 + n % 28) for n in range(DAYS_MAX + 1))
    most = replace(NOTICE, off=days[:DAYS_MAX], worked=())
    given(evolve, FOUNDED).when(noticing(most)).then(most)
    more = replace(most, off=days)
    given(evolve, FOUNDED).when(noticing(more)).then_refused(HolidaysWrong)


def test_which_days_are_worked():
    calendar = NoticedYears((NOTICE,))
    days = [date(2027, 1, 1), date(2027, 2, 20), date(2027, 1, 2), date(2027, 1, 4)]
    assert [calendar.is_working(day) for day in days] == [False, True, False, True]
    assert calendar.is_working(date(2028, 1, 4)) is None


def test_the_offices_own_notice_goes_before_what_is_shipped():
    new_year = date(2026, 1, 1)
    assert OfficeCalendar(()).is_working(new_year) is False
    own = replace(NOTICE, year=2026, off=(date(2026, 1, 5),), worked=())
    office = fold(evolve, None, [FOUNDED, own])
    calendar = OfficeCalendar(office.holidays)
    assert calendar.is_working(new_year) is True
    assert calendar.knows(2026)
    assert not calendar.knows(2027)
