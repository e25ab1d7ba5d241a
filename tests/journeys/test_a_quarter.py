"""A quarter with swaps, sickness, two absences and a disputed handover: somebody always answers, and it is known who."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.attendance_events import AbsenceNoted
from domain.duty_breach import DutyBreachKind, DutyBreachProposed, DutyBreachWithdrawn
from domain.handover import ItemDisputed
from domain.watch import WatchPassed, WatchTakenOver
from projections.posts_in_time import posts_in_time
from tests.support.office import an_office
from tests.support.quarter import BEGINS, Quarter

ASKED = 400  # minutes drawn from the quarter


@pytest.fixture(scope="module")
def quarter(tmp_path_factory):
    office = an_office(tmp_path_factory.mktemp("quarter"), at=BEGINS)
    with closing(office.log):
        quarter = Quarter(office, seed=5)
        quarter.passes()
        yield quarter


def answering(quarter, moment):
    """By the quarter's own ledger."""
    return [person for since, person in quarter.ledger if since <= moment][-1]


def test_it_went_as_a_quarter_goes(quarter):
    passed, taken = WatchPassed.TOPIC, WatchTakenOver.TOPIC
    assert len(quarter.office.events(passed)) == 90
    assert len(quarter.office.events(taken)) == 2
    assert len(quarter.office.events(ItemDisputed.TOPIC)) == 1
    assert quarter.moved > 8


def test_the_shifts_follow_one_another_without_a_minute_between(quarter):
    planned = sorted(quarter.calendar.shifts.values(), key=lambda one: one.starts)
    assert all(one.ends == other.starts for one, other in pairwise(planned))
    assert len(planned) == 93


def test_at_every_minute_exactly_one_officer_is_accountable_and_it_is_the_one(quarter):
    chance, office = random.Random(1), quarter.office
    minutes = int((office.clock.at - BEGINS) / timedelta(minutes=1))
    unit = office.desk.register().office.unit
    for minute in chance.sample(range(minutes), ASKED):
        moment = BEGINS + timedelta(minutes=minute)
        near = quarter.calendar.between(moment - timedelta(days=2), moment + timedelta(days=2))
        told = posts_in_time(office.log, unit, (id for id, _ in near), moment)
        assert told.now.accountable == told.then.accountable == answering(quarter, moment)


def test_each_absence_is_noticed_and_proposed_once_and_falls_away_with_the_substitute(quarter):
    office = quarter.office
    absent = office.events(AbsenceNoted.TOPIC)
    assert len(absent) == 2
    proposed = [one for one in office.events(DutyBreachProposed.TOPIC)]
    missing = Counter((one.event.shift, one.event.person) for one in proposed)
    assert set(missing.values()) == {1}
    assert {one.event.kind for one in proposed} == {DutyBreachKind.ABSENT}
    assert len(proposed) == 2
    assert len(office.events(DutyBreachWithdrawn.TOPIC)) == 2


def test_the_duty_is_shared_out(quarter):
    borne = Counter(person for _, person in quarter.ledger)
    turns = [borne[one] for one in quarter.officers[:4]]
    assert max(borne.values()) == max(turns)
    assert max(turns) - min(turns) <= 5
