"""A dial is stamped, ended once, or taken back within the minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.dial import (
    DialEnded,
    DialOutcome,
    DialOver,
    DialPlaced,
    DialPurpose,
    DialWithdrawn,
    TooLateToTakeBack,
    end,
    evolve,
    place,
    withdraw,
)
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

PLACED = DialPlaced(
    incident=unit_id("incident"),
    purpose=DialPurpose.LEADER,
    person=unit_id("leader"),
    unit=None,
    number="13900000003",
    dialled=minute(0),
)


def ended(outcome=DialOutcome.NO_ANSWER):
    return DialEnded(outcome=outcome, answered_by=None, ended=minute(1))


def test_stamped_once_and_ended_once():
    placed = given(evolve).when(lambda d: place(d, PLACED)).then(PLACED)
    placed.when(lambda d: place(d, PLACED)).then_nothing_happens()
    over = placed.when(lambda d: end(d, ended())).then(ended())
    over.when(lambda d: end(d, ended())).then_nothing_happens()
    over.when(lambda d: end(d, ended(DialOutcome.ANSWERED))).then_refused(DialOver)
    over.when(lambda d: withdraw(d, now=NINE)).then_refused(DialOver)


def test_one_key_takes_it_back_within_the_minute():
    at = NINE + timedelta(seconds=60)
    placed = given(evolve, PLACED)
    gone = placed.when(lambda d: withdraw(d, now=at)).then(DialWithdrawn())
    gone.when(lambda d: withdraw(d, now=at)).then_nothing_happens()
    with pytest.raises(DialOver, match=r"^withdrawn$"):
        end(gone.state, ended())
    late = at + timedelta(seconds=1)
    placed.when(lambda d: withdraw(d, now=late)).then_refused(TooLateToTakeBack)
