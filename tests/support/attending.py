"""A shift of 09:00 and what is told of who came to it, minute by minute."""

from __future__ import annotations

from datetime import timedelta

from desk.duty_day import attendance_policy
from domain.attendance_commands import (
    arrive,
    look,
)
from domain.attendance_events import (
    AbsenceNoted,
    AbsenceStepTaken,
    ArrivalNoted,
    LateNoted,
    ShiftExpected,
)
from domain.shift import DutyPost, Seat
from tests.support.ladder import NINE, minute, unit_id

GU, SHEN, WEI, SHIFT = unit_id("gu"), unit_id("shen"), unit_id("wei"), unit_id("shift")
ENDS, POLICY = NINE + timedelta(hours=24), attendance_policy()
LEAD, SECOND = DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def expected(*persons, said=-60, next_at=NINE):
    seats = tuple(Seat(post=LEAD, person=one) for one in persons)
    return ShiftExpected(
        shift=SHIFT,
        starts=NINE,
        ends=ENDS,
        seats=seats,
        policy=POLICY,
        at=at(said),
        next_at=next_at,
    )


def noted_late(*persons, noticed=0, next_at=10):
    return LateNoted(persons=persons, noticed_at=at(noticed), next_at=at(next_at))


def came(person, minutes, late, next_at=None):
    return ArrivalNoted(person=person, arrived=minute(minutes), minutes_late=late, next_at=next_at)


ABSENT = AbsenceNoted(persons=(GU,), noticed_at=at(10), next_at=at(10))


def step(number, noticed, next_at):
    taken = POLICY.steps[number]
    return AbsenceStepTaken(number=number, step=taken, noticed_at=at(noticed), next_at=next_at)


RUNG = (expected(GU), noted_late(GU), ABSENT, step(0, 10, at(15)))


def looking(minutes):
    return lambda attendance: look(attendance, as_of=at(minutes))


def arriving(person, minutes):
    return lambda attendance: arrive(attendance, person=person, arrived=minute(minutes))
