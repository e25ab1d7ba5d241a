"""Rounds of spot checks at a real desk, key by key."""

from __future__ import annotations

from desk.spot_check_rounds import BeginRound, SpotCheckAnswer, begin_round
from desk.spot_checks import DecideResult, DialUnit, decide_result, dial_unit
from domain.kernel import fold
from domain.spot_check import evolve
from domain.spot_check_words import Candidate, CheckMethod, CheckStep, Sample, SampleKind

CHECK = CheckStep.CHECK


def beginning(office, method=CheckMethod.PHONE, kind=SampleKind.ALL, size=0, among=None):
    among = [office.town, office.works] if among is None else among
    return BeginRound(
        method=method,
        announced=False,
        sample=Sample(kind=kind, size=size),
        seed="a seed",
        as_of=office.log.position,
        candidates=tuple(Candidate(unit=one) for one in among),
        began=office.at(),
    )


def a_round(office, *args, **more):
    return office.do(begin_round, beginning(office, *args, **more)).answer(SpotCheckAnswer).check


def state(office, check):
    return fold(evolve, None, (one.event for one in office.log.stream(check)))


def unit_of(office, check, unit):
    return next(one for one in state(office, check).units if one.unit == unit)


def rung(office, check, unit, step=CHECK):
    command = DialUnit(check=check, unit=unit, step=step, number=" 0100-1 ", dialled=office.at())
    office.do(dial_unit, command)


def result(office, check, unit, outcome, step=CHECK, **found):
    command = DecideResult(
        check=check, unit=unit, step=step, outcome=outcome, decided=office.at(), **found
    )
    office.do(decide_result, command)
