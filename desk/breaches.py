"""违规认定: what people say and decide about a breach, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from desk.hops import require_units
from desk.settling import judge_clock
from domain import breach as breaches
from domain import breach_commands as commands
from domain import deadline as deadlines
from domain import incident as incidents
from domain import person as people
from domain.breach import Breach
from domain.deadline_commands import excuse
from domain.incident_commands import link_breach, require_real_life
from domain.kernel import Value
from domain.times import WorldTime
from domain.verdict import (
    BreachAlleged,
    BreachDecided,
    ConsequenceRecorded,
    Decision,
    StatementRecorded,
)


class AllegeBreach(Value):
    """A person raises it. `evidence`: streams that show it."""

    incident: UUID
    obligor: UUID
    kind: str
    words: str
    evidence: tuple[UUID, ...] = ()


class StateOnBreach(Value):
    """The unit's own statement."""

    breach: UUID
    unit: UUID
    words: str
    given: WorldTime


class DecideBreach(Value):
    breach: UUID
    decision: Decision
    reason: str
    decided: WorldTime
    person: UUID


class RevokeDecision(Value):
    breach: UUID
    reason: str
    person: UUID


class RecordConsequence(Value):
    """Against whoever held the post at the time; None: against the unit."""

    breach: UUID
    consequence: str
    person: UUID | None
    post: str
    at_the_time: datetime
    words: str = ""


class CirculateBreach(Value):
    breach: UUID
    number: str
    circulated: WorldTime


class BreachAnswer(Value):
    breach: UUID
    incident: UUID


def allege_breach(draft: Draft, alleging: AllegeBreach) -> BreachAnswer:
    incident = draft.require(alleging.incident, incidents.evolve)
    draft.inherit(incident.exercise)
    require_real_life(incident)
    require_units(draft, alleging.obligor)
    id = draft.new_id("breach", alleging.incident, alleging.obligor, alleging.kind)
    alleged = BreachAlleged(
        incident=alleging.incident,
        obligor=alleging.obligor,
        kind=alleging.kind,
        words=alleging.words,
        evidence=alleging.evidence,
    )
    words = draft.register.book.breaches
    draft.record(id, commands.allege(draft.load(id, breaches.evolve), alleged, words))
    draft.record(alleging.incident, link_breach(incident, breach=id))
    return BreachAnswer(breach=id, incident=alleging.incident)


def state_on_breach(draft: Draft, stating: StateOnBreach) -> BreachAnswer:
    breach = _require(draft, stating.breach)
    said = StatementRecorded(unit=stating.unit, words=stating.words, given=stating.given)
    draft.record(stating.breach, commands.record_statement(breach, said))
    return _answer(stating.breach, breach)


def decide_breach(draft: Draft, deciding: DecideBreach) -> BreachAnswer:
    """What is excused of a late report is excused of its clock too: one story (ADR 29)."""
    breach = _require(draft, deciding.breach)
    draft.require_unchanged(deciding.breach, (BreachDecided, StatementRecorded))
    decided = _decision(deciding)
    unit = draft.require(deciding.person, people.evolve).profile.unit
    theirs = None if unit == draft.register.office.unit else unit
    events = commands.decide(breach, decided, unit=theirs)
    if draft.record(deciding.breach, events) and deciding.decision is Decision.EXCUSED:
        _excuse_clock(draft, breach, deciding.reason)
    return _answer(deciding.breach, breach)


def _decision(deciding: DecideBreach) -> BreachDecided:
    return BreachDecided(
        decision=deciding.decision,
        reason=deciding.reason,
        decided=deciding.decided,
        person=deciding.person,
    )


def revoke_decision(draft: Draft, revoking: RevokeDecision) -> BreachAnswer:
    breach = _require(draft, revoking.breach)
    draft.require_unchanged(revoking.breach, (BreachDecided,))
    revoked = commands.revoke(breach, reason=revoking.reason, person=revoking.person)
    draft.record(revoking.breach, revoked)
    return _answer(revoking.breach, breach)


def record_consequence(draft: Draft, recording: RecordConsequence) -> BreachAnswer:
    breach = _require(draft, recording.breach)
    if recording.person:
        draft.require(recording.person, people.evolve)
    consequence = ConsequenceRecorded(
        consequence=recording.consequence,
        person=recording.person,
        post=recording.post.strip(),
        at_the_time=recording.at_the_time,
        words=recording.words.strip(),
    )
    words = draft.register.book.breaches
    draft.record(recording.breach, commands.record_consequence(breach, consequence, words))
    return _answer(recording.breach, breach)


def circulate_breach(draft: Draft, circulating: CirculateBreach) -> BreachAnswer:
    breach = _require(draft, circulating.breach)
    number, at = circulating.number, circulating.circulated
    draft.record(circulating.breach, commands.circulate(breach, number=number, circulated=at))
    return _answer(circulating.breach, breach)


def _excuse_clock(draft: Draft, breach: Breach, reason: str) -> None:
    if breach.proposed is None:
        return
    id = breach.proposed.deadline
    if draft.record(id, excuse(draft.require(id, deadlines.evolve), reason=reason)):
        judge_clock(draft, id)


def _require(draft: Draft, id: UUID) -> Breach:
    """What is said of an exercise is part of it."""
    breach = draft.require(id, breaches.evolve)
    draft.inherit(draft.exercise_of(id))
    return breach


def _answer(id: UUID, breach: Breach) -> BreachAnswer:
    return BreachAnswer(breach=id, incident=breach.charge.incident)
