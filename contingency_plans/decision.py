"""须有决定: a grave incident without a plan in force, or an express no, is a clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from contingency_plans import plan_clock_commands as commands
from contingency_plans.activation import Activation
from contingency_plans.plan_clock import PlanClock, PlanClockSet, plan_clock_id
from contingency_plans.plan_words import PlanClockKind
from contingency_plans.response_rules import ResponseRules
from domain.gravity import GRAVE_LEVELS
from domain.incident import Incident, Standing
from domain.kernel import Event
from domain.thresholds import graver
from domain.times import WorldTime
from domain.words import Level

Clocks = Mapping[Level, PlanClock | None]


class Stood(NamedTuple):
    """`upto`: the gravest level its incident had while it was in force."""

    activation: Activation
    upto: Level | None


class PlanDecision(NamedTuple):
    """What was decided, in words, and when."""

    words: str
    at: WorldTime


class Asked(NamedTuple):
    """By which rules, of which office, and when."""

    rules: ResponseRules
    office: UUID
    now: datetime


def decision_id(incident: UUID, level: Level) -> UUID:
    return plan_clock_id(incident, PlanClockKind.DECISION, level)


def decision(
    incident: Incident,
    responses: Iterable[Stood],
    clocks: Clocks,
    asked: Asked,
) -> dict[Level, list[Event]]:
    """What becomes of the clock of each level. Asked when nothing changed: nothing."""
    running = {level: one for level, one in clocks.items() if one and one.open}
    if not owed(incident):
        why = asked.rules.withdrawn[
            "level" if incident.standing is Standing.OPEN else incident.standing
        ]
        return {level: commands.withdraw(one, reason=why) for level, one in running.items()}
    if answer := answered(incident, responses):
        return {level: _met(one, answer) for level, one in running.items()}
    if running:
        return {}
    setting = _setting(incident, asked)
    return {incident.level: commands.set_plan_clock(clocks[incident.level], setting)}


def owed(incident: Incident) -> bool:
    """A level that figures merely propose starts nothing: a person has to decide it first (ADR 44)."""
    return incident.standing is Standing.OPEN and incident.level in GRAVE_LEVELS


def answered(incident: Incident, responses: Iterable[Stood]) -> PlanDecision | None:
    """A response in force; one that is over, or an express no, for the level it was of and those below it."""
    for one, upto in responses:
        holds = one.in_force or (upto and not graver(incident.level, upto))
        if one.started and not one.called_off and holds:
            return PlanDecision(one.proposed.pinned.title, one.started.started)
    no = incident.plans.declined
    if no and not graver(incident.level, no.level):
        return PlanDecision(no.reason, no.decided)
    return None


def _met(clock: PlanClock, answer: PlanDecision) -> list[Event]:
    return commands.meet(clock, words=answer.words, number="", files=(), met=answer.at)


def _setting(incident: Incident, asked: Asked) -> PlanClockSet:
    """From when the level was decided; an alarm is never set into the past."""
    start, rules = incident.level_decided, asked.rules
    assert start
    due = start.earliest + rules.limits.decision_within
    return PlanClockSet(
        kind=PlanClockKind.DECISION,
        subject=incident.id,
        incident=incident.id,
        name=rules.decision,
        owner=asked.office,
        owner_words=rules.decided_by,
        occasion=incident.level,
        start=start,
        due_at=due,
        chimes=True,
        source=rules.limits.source,
        next_at=max(due, asked.now),
    )
