"""拨号: stamped with one key, ended with another; answered upward, it is the report."""

from __future__ import annotations

from uuid import UUID

from contingency_plans import exercise as exercises
from desk.draft import Draft
from desk.hops import ReportByWord, next_hop, surviving, tell
from desk.settling import settle
from domain import dial as dials
from domain import incident as incidents
from domain.dial import DialEnded, DialOutcome, DialPlaced, DialPurpose
from domain.kernel import Value
from domain.times import WorldTime
from domain.words import Stage


class PlaceDial(Value):
    incident: UUID
    purpose: DialPurpose
    number: str
    dialled: WorldTime
    person: UUID | None = None
    unit: UUID | None = None


class EndDial(Value):
    """`answered_by`: who took the call. Answered upward, `words` are what was reported."""

    dial: UUID
    outcome: DialOutcome
    ended: WorldTime
    answered_by: str = ""
    words: str = ""


class WithdrawDial(Value):
    dial: UUID


class DialAnswer(Value):
    """`report`: what it became, answered upward."""

    dial: UUID
    incident: UUID
    report: UUID | None = None


def place_dial(draft: Draft, placing: PlaceDial) -> DialAnswer:
    incident = surviving(draft, placing.incident)
    exercise = draft.require(incident, incidents.evolve).exercise
    draft.inherit(exercise)
    id = draft.new_id("dial")
    placed = DialPlaced(
        incident=incident,
        purpose=placing.purpose,
        person=placing.person,
        unit=placing.unit,
        number=placing.number.strip() if _may_ring(draft, exercise, placing) else "",
        dialled=placing.dialled,
    )
    draft.record(id, dials.place(draft.load(id, dials.evolve), placed))
    return DialAnswer(dial=id, incident=incident)


def _may_ring(draft: Draft, exercise: UUID | None, placing: PlaceDial) -> bool:
    """In an exercise only whoever is on its list, and while it is on: any other call is played, and has no number."""
    if exercise is None:
        return True
    known = draft.load(exercise, exercises.evolve)
    listed = known is not None and known.planned.recipients.has(placing.person, placing.unit)
    return known is not None and known.is_on and listed


def end_dial(draft: Draft, ending: EndDial) -> DialAnswer:
    dial = draft.require(ending.dial, dials.evolve)
    draft.inherit(draft.exercise_of(ending.dial))
    said = ending.answered_by.strip()
    ended = DialEnded(
        outcome=ending.outcome,
        answered_by=draft.seal(ending.dial, "answered_by", said) if said else None,
        ended=ending.ended,
    )
    new = draft.record(ending.dial, dials.end(dial, ended))
    incident = surviving(draft, dial.placed.incident)
    report = _reported(draft, incident, dial.placed, ending) if new else None
    return DialAnswer(dial=ending.dial, incident=incident, report=report)


def withdraw_dial(draft: Draft, withdrawing: WithdrawDial) -> DialAnswer:
    dial = draft.require(withdrawing.dial, dials.evolve)
    draft.inherit(draft.exercise_of(withdrawing.dial))
    draft.record(withdrawing.dial, dials.withdraw(dial, now=draft.now))
    return DialAnswer(dial=withdrawing.dial, incident=dial.placed.incident)


def _reported(draft: Draft, incident: UUID, placed: DialPlaced, ending: EndDial) -> UUID | None:
    """An answered call to a unit above us is our report by phone: its clock is met."""
    upward = placed.purpose is DialPurpose.UPWARD and ending.outcome is DialOutcome.ANSWERED
    if not upward or placed.unit is None:
        return None
    us = draft.register.office.unit
    first = next_hop(draft, incident, us, placed.unit, Stage.FIRST).number == 1
    telling = ReportByWord(
        incident=incident,
        entity=us,
        recipient=placed.unit,
        made=ending.ended,
        stage=Stage.FIRST if first else Stage.FOLLOW_UP,
        words=ending.words,
        counterpart=ending.answered_by,
    )
    report = tell(draft, telling)
    settle(draft, incident)
    return report
