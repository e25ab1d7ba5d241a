"""Which breach of duty the attendance shows, once, and which it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.attendance import ExcuseAbsence, excuse_absence
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.duty_breaches import FindDutyBreach, find_duty_breach
from desk.office import DoubtClock, doubt_clock
from domain.duty_breach import DutyBreachKind, DutyBreachProposed, DutyBreachWithdrawn, Explained
from domain.office import DoubtKind
from domain.shift import DutyPost, Seat
from tests.support.duty_night import DutyNight

LEAD, SECOND = DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER


@pytest.fixture
def desk(office, tmp_path):
    """A shift of two that begins in an hour; the watch begins with it."""
    office.night = DutyNight(office, tmp_path / "views.db")
    office.gu, office.shen, office.wei = map(office.person, ("顾", "沈", "魏"))
    office.starts = office.clock.at + timedelta(hours=1)
    office.shift = set_so(office, office.gu, office.shen)
    yield office
    office.night.over()


def set_so(office, lead, second):
    seats = (Seat(post=LEAD, person=lead), Seat(post=SECOND, person=second))
    setting = SetShift(
        starts=office.starts,
        ends=office.starts + timedelta(hours=24),
        seats=seats,
        set_at=office.at(),
        begins_watch=True,
    )
    return office.do(set_shift, setting).answer(ShiftAnswer).shift


def comes(desk, person):
    desk.do(check_in, CheckIn(shift=desk.shift, person=person, arrived=desk.at()))


def proposed(desk):
    told = (one.event for one in desk.events(DutyBreachProposed.TOPIC))
    return [(one.kind, one.person) for one in told]


def withdrawn(desk):
    return [one.event.why for one in desk.events(DutyBreachWithdrawn.TOPIC)]


def test_who_comes_in_time_is_accused_of_nothing(desk):
    desk.night.passes(minutes=55)
    comes(desk, desk.gu)
    comes(desk, desk.shen)
    desk.night.passes(hours=3)
    assert proposed(desk) == []


def test_a_minute_late_is_late_and_before_the_minute_is_over_is_not(desk):
    desk.night.passes(hours=1, seconds=59)
    comes(desk, desk.gu)
    desk.night.passes(seconds=1)
    comes(desk, desk.shen)
    assert proposed(desk) == [(DutyBreachKind.LATE, desk.shen)]


def test_absent_is_proposed_once_and_coming_at_last_is_not_late_as_well(desk):
    comes(desk, desk.gu)
    desk.night.passes(hours=1, minutes=10)
    assert proposed(desk) == [(DutyBreachKind.ABSENT, desk.shen)]
    comes(desk, desk.shen)
    desk.night.passes(hours=3)
    assert len(proposed(desk)) == 1


def test_with_nobody_at_the_desk_that_has_the_watch_the_post_is_unmanned(desk):
    desk.night.passes(hours=1, minutes=10)
    kinds = [kind for kind, _ in proposed(desk)]
    assert kinds.count(DutyBreachKind.ABSENT) == 2
    assert (DutyBreachKind.UNMANNED, None) in proposed(desk)


def test_excused_or_substituted_it_is_withdrawn_with_that_as_its_reason(desk):
    desk.night.passes(hours=1, minutes=10)
    excuse = ExcuseAbsence(shift=desk.shift, person=desk.shen, reason="急诊")
    desk.do(excuse_absence, excuse)
    assert withdrawn(desk) == [Explained.EXCUSED]
    set_so(desk, desk.wei, desk.shen)
    assert withdrawn(desk) == [Explained.EXCUSED, Explained.SUBSTITUTED]


def test_while_the_clock_is_in_doubt_nobody_is_accused(desk):
    now = desk.clock.at
    doubt = DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=9)
    desk.do(doubt_clock, doubt)
    desk.night.passes(hours=1, minutes=10)
    assert proposed(desk) == []
    assert [one.absent for one in desk.night.board.duty.missing] == [True, True]


def test_what_a_leader_finds_stands_beside_it(desk):
    finding = FindDutyBreach(
        shift=desk.shift,
        kind=DutyBreachKind.LEFT_EARLY,
        person=desk.gu,
        since=desk.at(),
        words="接班人未签字即离开",
    )
    desk.do(find_duty_breach, finding)
    desk.do(find_duty_breach, finding)
    assert proposed(desk) == [(DutyBreachKind.LEFT_EARLY, desk.gu)]
