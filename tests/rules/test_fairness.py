"""How the duty was shared out is counted person by person, and whoever stands out is named."""

from __future__ import annotations

from datetime import date

from domain.fairness import Burden, Share, Spread, StandsOut, fairness
from domain.roster import PlannedShift
from domain.shift import DutyPost, Seat
from domain.working_days import WeekdaysOnly
from tests.support.duty import CALENDAR, crew, hours

A, B, C, D = crew(DutyPost.LEAD_OFFICER, 4)
THURSDAY, SATURDAY, HOLIDAY = date(2026, 9, 17), date(2026, 9, 19), date(2026, 10, 3)


def shift(day, person, since=8, until=32, post=DutyPost.LEAD_OFFICER):
    starts, ends = hours(day, since, until)
    return PlannedShift(starts=starts, ends=ends, seats=(Seat(post=post, person=person),))


def share_of(*shifts, person=A):
    return fairness(shifts, [person], CALENDAR).shares[0]


def test_a_share_is_counted_by_what_each_shift_asked():
    told = share_of(
        shift(THURSDAY, A, 8, 20), shift(SATURDAY, A), shift(HOLIDAY, A, 20, 32), shift(THURSDAY, B)
    )
    assert told == Share(person=A, shifts=3, minutes=48 * 60, nights=2, weekends=1, holidays=1)


def test_a_shift_that_is_on_at_two_in_the_morning_is_a_night():
    spans = {(0, 8): 1, (20, 26): 0, (20, 27): 1, (2, 8): 1, (3, 8): 0, (8, 24): 0, (26, 30): 1}
    for (since, until), nights in spans.items():
        assert share_of(shift(THURSDAY, A, since, until)).nights == nights


def test_the_day_of_a_shift_is_the_one_it_begins_on_in_beijing():
    friday_into_saturday = shift(date(2026, 9, 18), A, 20, 32)
    assert share_of(friday_into_saturday).weekends == 0
    assert share_of(shift(SATURDAY, A, 1, 9)).weekends == 1  # Friday in UTC


def test_two_seats_of_one_shift_are_one_turn():
    both = tuple(Seat(post=post, person=A) for post in DutyPost)
    one = shift(THURSDAY, A)
    told = share_of(PlannedShift(starts=one.starts, ends=one.ends, seats=both))
    assert (told.shifts, told.minutes) == (1, 24 * 60)


def test_everybody_compared_is_told_also_who_had_no_turn():
    told = fairness([shift(THURSDAY, A), shift(SATURDAY, C)], [B, A], CALENDAR)
    assert [one.person for one in told.shares] == [B, A]
    assert told.shares[0] == Share(person=B)
    assert told.spreads[Burden.SHIFTS] == Spread(0, 0, 1)
    assert list(told.spreads) == list(Burden)
    assert (told.stand_out, told.unsure) == ((), 0)


def test_who_is_two_from_the_middle_stands_out():
    turns = [shift(date(2026, 9, n), who) for n, who in ((1, A), (2, B), (3, C), (7, A), (8, A), (9, B))]  # fmt: skip
    told = fairness(turns, [A, B, C, D], CALENDAR)
    assert told.spreads[Burden.SHIFTS] == Spread(0, 1, 3)
    assert told.stand_out == (
        StandsOut(A, Burden.NIGHTS, 3, 1),
        StandsOut(A, Burden.SHIFTS, 3, 1),
    )
    few = fairness(turns + [shift(date(2026, 9, n), B) for n in (10, 14)], [A, B, D], CALENDAR)
    assert (D, Burden.SHIFTS, 0, 3) in few.stand_out


def test_days_of_an_unknown_year_are_told_once_each():
    turns = [shift(THURSDAY, A, 8, 20), shift(THURSDAY, B, 20, 32), shift(SATURDAY, A)]
    assert fairness(turns, [A, B], WeekdaysOnly()).unsure == 2


def test_nobody_to_compare_is_nothing_to_say():
    assert fairness([shift(THURSDAY, A)], [], CALENDAR) == ((), {}, (), 0)
