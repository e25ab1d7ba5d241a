"""To the minute: how long a promise may be, until when a lease covers, and where a night begins and ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from domain.escalation_policy import Duty, Manner, PolicyStep, resolve
from domain.escalation_policy import EscalationPolicy as Policy
from domain.notice import AckWay, AttemptsSummed, Notice, RingCause, RingJoined, Rung
from domain.notice_commands import (
    Pledge,
    PromiseTooLong,
    Ring,
    acknowledge,
    again,
    ring,
    sum_attempts,
)
from domain.ring_manners import LEAST, RingManners, by_day, fault
from tests.support.given import refused
from tests.support.ladder import NINE, minute, unit_id

LEADER, DIAL = unit_id("leader"), unit_id("dial")
ONE, TWO = unit_id("clock one"), unit_id("clock two")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MANNERS = RingManners()
NOTICE = Notice(
    about=unit_id("incident"),
    person=LEADER,
    duty=Duty.LEADER,
    number=3,
    manner=Manner.RING,
    clocks=(ONE,),
    rung_at=NINE,
    look_at=NINE + timedelta(hours=1),
)
PLEDGE = Pledge(LEADER, AckWay.SPOKEN, "我来办", minute(2), dial=DIAL, read_back=True)


@pytest.mark.parametrize("promised", [MINUTE, DAY])
def test_a_promise_is_a_minute_at_least_and_a_day_at_most(promised):
    pledge = PLEDGE._replace(promised=promised)
    [said] = acknowledge(NOTICE, pledge, number=3, until=NINE + 2 * DAY)
    assert said.until == minute(2).earliest + promised


@pytest.mark.parametrize("promised", [MINUTE - timedelta(seconds=1), DAY + timedelta(seconds=1)])
def test_any_other_promise_is_refused(promised):
    with refused(PromiseTooLong):
        acknowledge(NOTICE, PLEDGE._replace(promised=promised), number=3, until=NINE + 2 * DAY)


def test_what_was_said_on_the_telephone_names_its_dial():
    [said] = acknowledge(NOTICE, PLEDGE, number=3, until=NINE + DAY)
    assert (said.dial, said.read_back) == (DIAL, True)


def test_a_ring_said_again_is_the_same_ring_for_another_cause():
    asked = again(NOTICE, RingCause.PASSED_ON, (TWO,))
    ours = (NOTICE.incident, LEADER, Duty.LEADER)
    assert asked == Ring(*ours, RingCause.PASSED_ON, Manner.RING, (TWO,))


@pytest.mark.parametrize(("seconds", "kind"), [(59, RingJoined), (60, Rung)])
def test_a_lease_covers_what_comes_until_it_ends(seconds, kind):
    held = replace(NOTICE, lease_until=NINE + MINUTE)
    ringing = Ring(NOTICE.incident, LEADER, Duty.LEADER, RingCause.STEP, Manner.RING, (TWO,))
    at = NINE + timedelta(seconds=seconds)
    [happened] = ring(held, ringing, at=at, manners=MANNERS)
    assert type(happened) is kind
    if kind is RingJoined:
        assert happened.next_at == held.lease_until


@pytest.mark.parametrize("made", ["accepted", "rejected", "unknown"])
def test_an_hour_with_any_attempt_is_summed(made):
    none = AttemptsSummed(number=3, channel="sms", accepted=0, rejected=0, unknown=0, upto=NINE)
    assert sum_attempts(NOTICE, none) == []
    one = replace(none, **{made: 1})
    assert sum_attempts(NOTICE, one) == [one]


def beijing(hour: int, minute: int, day: int = 12) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("at", "by"),
    [
        (beijing(21, 59), beijing(21, 59)),
        (beijing(22, 0), beijing(8, 30, 13)),
        (beijing(0, 0, 13), beijing(8, 30, 13)),
        (beijing(8, 29, 13), beijing(8, 30, 13)),
        (beijing(8, 30, 13), beijing(8, 30, 13)),
    ],
)
def test_what_falls_in_the_night_waits_for_the_morning(at, by):
    asked = at.astimezone(UTC)
    assert by_day(asked, MANNERS) == by
    assert by_day(asked, MANNERS).tzinfo is UTC


@pytest.mark.parametrize(("hour", "waits"), [(12, False), (13, True), (14, True), (15, False)])
def test_a_night_may_lie_within_one_day(hour, waits):
    begins, ends = beijing(13, 0).time(), beijing(15, 0).time()
    manners = replace(MANNERS, night_from=begins, night_to=ends)
    assert (by_day(beijing(hour, 0), manners) != beijing(hour, 0)) is waits


@pytest.mark.parametrize("field", LEAST)
def test_the_least_that_is_allowed_is_allowed(field):
    assert fault(replace(MANNERS, **{field: LEAST[field]})) is None


def offsets(limit: timedelta, *steps: PolicyStep) -> list[int]:
    policy = Policy(id="p", name="", own=steps, others=())
    return [one.offset_seconds for one in resolve(policy, limit, own=True).steps]


def step(**when: object) -> PolicyStep:
    return PolicyStep(manner=Manner.CHIME, to=Duty.OFFICER, **when)


def test_a_step_comes_by_percent_or_by_time_before_the_end_whichever_is_sooner():
    ten = timedelta(seconds=601)
    assert offsets(ten, step(percent=80)) == [-120]
    assert offsets(ten, step(before=timedelta(minutes=5))) == [-300]
    assert offsets(ten, step(percent=80, before=timedelta(minutes=5))) == [-300]
    assert offsets(ten, step(before=timedelta(hours=1))) == [-601]
    assert offsets(ten, step(after=timedelta(minutes=5))) == [300]
    assert offsets(ten, step(before=timedelta(0))) == [0]
