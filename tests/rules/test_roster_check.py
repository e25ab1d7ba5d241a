"""What is wrong with a roster: gaps, two seats at once, leave, rest, training, leaders, unknown years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.duty_calendar import Away, DutyCalendar, after
from domain.duty_change import LeaveGranted
from domain.person import DutyTrained
from domain.roster import PlannedShift
from domain.roster_check import FindingKind, RosterUnsound, look_through, require_sound
from domain.shift import CheckedIn, DutyPost, Seat, ShiftDropped, ShiftRevised, ShiftSet
from domain.working_days import WeekdaysOnly
from tests.support.given import refused
from tests.support.ladder import minute, unit_id

LEADER, ZHOU, WANG, HAN = (unit_id(name) for name in ("leader", "zhou", "wang", "han"))
START = datetime(2026, 10, 14, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Known:
    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


def shift(at, hours, lead, second=None, leader=LEADER):
    seats = [(DutyPost.DUTY_LEADER_ON_CALL, leader), (DutyPost.LEAD_OFFICER, lead)]
    seats += [(DutyPost.SECOND_OFFICER, second)] if second else []
    return PlannedShift(
        starts=START + at * HOUR,
        ends=START + (at + hours) * HOUR,
        seats=tuple(Seat(post=post, person=one) for post, one in seats if one),
    )


NOTHING, KNOWN = DutyCalendar(), Known()


def found(*shifts, calendar=NOTHING, days=KNOWN):
    return [(one.kind, one.person) for one in look_through(shifts, calendar, days)]


def standing(*shifts, **more):
    return DutyCalendar(shifts={unit_id(str(n)): one for n, one in enumerate(shifts)}, **more)


def test_nothing_is_found_where_everything_is_right():
    assert found(shift(0, 24, ZHOU), shift(24, 24, WANG), shift(48, 24, ZHOU)) == []


def test_a_minute_between_two_shifts_is_a_gap_and_towards_a_shift_that_stays_it_is_told():
    assert found(shift(0, 23, ZHOU), shift(24, 24, WANG)) == [(FindingKind.GAP, None)]
    told = [(FindingKind.UNCOVERED, None)]
    assert found(shift(24, 24, WANG), calendar=standing(shift(0, 23, ZHOU))) == told
    assert found(calendar=standing(shift(0, 23, ZHOU), shift(24, 24, WANG))) == []


def test_the_gap_says_from_when_to_when():
    [gap] = look_through((shift(0, 23, ZHOU), shift(24, 24, WANG)), DutyCalendar(), Known())
    assert (gap.since, gap.until) == (START + 23 * HOUR, START + 24 * HOUR)


def test_a_short_shift_within_a_long_one_makes_no_gap_but_an_overlap():
    kinds = found(shift(0, 24, ZHOU), shift(4, 2, WANG), shift(24, 24, HAN))
    assert kinds == [(FindingKind.OVERLAP, None)]


def test_an_hour_of_overlap_is_a_handover():
    assert found(shift(0, 25, ZHOU), shift(24, 24, WANG)) == []
    assert found(shift(0, 26, ZHOU), shift(24, 24, WANG)) == [(FindingKind.OVERLAP, None)]


def test_nobody_sits_in_two_seats_at_once():
    twice = [(FindingKind.DOUBLE_BOOKED, ZHOU)]
    assert found(shift(0, 24, ZHOU, ZHOU)) == twice
    assert (FindingKind.DOUBLE_BOOKED, ZHOU) in found(shift(0, 24, ZHOU), shift(12, 24, WANG, ZHOU))
    assert found(shift(0, 24, ZHOU, leader=ZHOU)) == []


def test_twelve_hours_are_rest_enough_and_who_is_on_call_needs_none():
    assert found(shift(0, 12, ZHOU), shift(12, 12, WANG), shift(24, 12, ZHOU)) == []
    little = found(shift(0, 12, ZHOU), shift(12, 11, WANG), shift(23, 12, ZHOU))
    assert little == [(FindingKind.LITTLE_REST, ZHOU)]


def test_whoever_is_on_leave_is_on_no_roster():
    away = (Away(person=ZHOU, since=START + 23 * HOUR, until=START + 30 * HOUR),)
    on_leave = [(FindingKind.ON_LEAVE, ZHOU)]
    assert found(shift(0, 24, ZHOU), calendar=DutyCalendar(away=away)) == on_leave
    assert found(shift(0, 23, ZHOU), calendar=DutyCalendar(away=away)) == []
    assert found(shift(30, 23, ZHOU), calendar=DutyCalendar(away=away)) == []


def test_where_training_is_kept_an_officer_without_it_is_told():
    trained = DutyCalendar(trained={WANG: date(2026, 1, 5)})
    assert found(shift(0, 24, WANG, ZHOU), calendar=trained) == [(FindingKind.UNTRAINED, ZHOU)]
    assert found(shift(0, 24, WANG, ZHOU)) == []


def test_a_shift_without_any_leader_and_a_year_nobody_knows_are_told_once():
    assert found(shift(0, 24, ZHOU, leader=None)) == [(FindingKind.NO_LEADER, None)]
    unknown = found(shift(0, 24, ZHOU), shift(24, 24, WANG), days=WeekdaysOnly())
    assert unknown == [(FindingKind.HOLIDAY_UNKNOWN, None)]


@pytest.mark.parametrize(
    ("shifts", "never"),
    [
        ([shift(0, 23, ZHOU), shift(24, 24, WANG)], True),
        ([shift(0, 24, ZHOU, ZHOU)], True),
        ([shift(0, 24, ZHOU, leader=None)], False),
    ],
)
def test_only_a_gap_two_places_and_leave_can_never_be_published(shifts, never):
    told = look_through(shifts, DutyCalendar(), Known())
    if never:
        with refused(RosterUnsound):
            require_sound(told)
    else:
        require_sound(told)


def test_the_calendar_is_what_the_shifts_the_leave_and_the_training_say():
    one = shift(0, 24, ZHOU)
    id, starts, ends = unit_id("shift"), one.starts, one.ends
    lead = (Seat(post=DutyPost.LEAD_OFFICER, person=WANG),)
    setting = ShiftSet(shift=id, unit=HAN, starts=starts, ends=ends, seats=one.seats)
    calendar = after(DutyCalendar(), [(id, setting)])
    assert calendar.shifts == {id: one}
    revised = after(calendar, [(id, ShiftRevised(starts=starts, ends=ends, seats=lead))])
    assert revised.shifts[id].seats == lead
    assert after(revised, [(id, ShiftDropped(starts=starts))]).shifts == {}
    leave = after(calendar, [(HAN, LeaveGranted(person=ZHOU, since=starts, until=ends))])
    assert leave.is_away(ZHOU, starts, ends)
    assert not leave.is_away(WANG, starts, ends)
    trained = after(calendar, [(ZHOU, DutyTrained(person=ZHOU, on=date(2026, 1, 5)))])
    assert trained.trained == {ZHOU: date(2026, 1, 5)}
    here = CheckedIn(person=ZHOU, post=DutyPost.LEAD_OFFICER, arrived=minute(0))
    assert after(calendar, [(id, here)]) == calendar


def test_the_calendar_finds_what_touches_a_time_and_what_begins_in_it():
    calendar = standing(shift(24, 24, WANG), shift(0, 24, ZHOU))
    touching = calendar.between(START + 23 * HOUR, START + 25 * HOUR)
    assert [one.starts for _, one in touching] == [START, START + 24 * HOUR]
    assert calendar.between(START + 48 * HOUR, START + 50 * HOUR) == []
    [(_, begins)] = calendar.beginning(START + HOUR, START + 25 * HOUR)
    assert begins.starts == START + 24 * HOUR
