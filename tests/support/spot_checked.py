"""A round of spot checks told in stamps: three desks drawn, rung by phone, and the words for what happens to them."""

from __future__ import annotations

from datetime import timedelta

from desk.spot_check_rounds import spot_check_rules
from domain.spot_check_draw import draw
from domain.spot_check_events import (
    RectificationAsked,
    ResultDecided,
    RoundBegan,
    UnitAnswered,
    UnitDialled,
)
from domain.spot_check_words import (
    Candidate,
    CheckMethod,
    CheckOutcome,
    CheckStep,
    Findings,
    Sample,
    SampleKind,
)
from domain.times import Basis, moment
from tests.support.ladder import NINE, unit_id

TOWN, WORKS, HEALTH = unit_id("town"), unit_id("works"), unit_id("county health")
SEED, DESKS = "a seed", tuple(Candidate(unit=one) for one in (TOWN, WORKS, HEALTH))
AGAIN = timedelta(minutes=10)  # recheck within


def second(seconds):
    """So many seconds after nine, stamped by a key."""
    return moment(NINE + timedelta(seconds=seconds), Basis.KEY_PRESS)


def instant(seconds):
    return second(seconds).earliest


def a_round(method=CheckMethod.PHONE, candidates=DESKS, size=3):
    return RoundBegan(
        number="抽2026-0001",
        method=method,
        announced=False,
        sample=Sample(kind=SampleKind.RANDOM, size=size),
        seed=SEED,
        as_of=7,
        candidates=candidates,
        drawn=draw(SEED, candidates, size),
        limits=spot_check_rules().limits,
        began=second(0),
    )


def dialled(at=0, unit=TOWN, step=CheckStep.CHECK, **more):
    told = {"number": "0100-1", "person": None, "next_at": None} | more
    return UnitDialled(unit=unit, step=step, dialled=second(at), **told)


def answered(at=9, unit=TOWN, step=CheckStep.CHECK):
    return UnitAnswered(unit=unit, step=step, answered=second(at))


def decided(
    outcome=CheckOutcome.NORMAL, at=30, unit=TOWN, step=CheckStep.CHECK, next_at=None, **found
):
    return ResultDecided(
        unit=unit,
        step=step,
        outcome=outcome,
        proposed=CheckOutcome.NORMAL,
        findings=Findings(**found),
        decided=second(at),
        next_at=next_at,
    )


def to_put_right(due=3600, what="补齐值班员", unit=TOWN):
    return RectificationAsked(unit=unit, what=what, due_at=instant(due), next_at=instant(due))
