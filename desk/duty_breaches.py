"""值班违规: proposed with what shows it, found by a leader, decided by somebody else, withdrawn once explained."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from domain import duty_breach as breaches
from domain import duty_breach_commands as commands
from domain import person as people
from domain import shift as shifts
from domain import watch as watches
from domain.attendance import Attendance
from domain.attendance_events import AbsenceNoted, ArrivalNoted
from domain.duty_breach import (
    DutyBreachDecided,
    DutyBreachKind,
    DutyBreachProposed,
    Explained,
    duty_breach_id,
)
from domain.kernel import Event, Value
from domain.times import WorldTime
from domain.verdict import Decision
from domain.watch import watch_id

RECKONED = (DutyBreachKind.ABSENT, DutyBreachKind.LATE)  # from the attendance by itself


class FindDutyBreach(Value):
    """What a leader saw, and since when it was so."""

    shift: UUID
    kind: DutyBreachKind
    person: UUID | None
    since: WorldTime
    words: str


class StateOnDutyBreach(Value):
    duty_breach: UUID
    words: str
    given: WorldTime


class DecideDutyBreach(Value):
    duty_breach: UUID
    decision: Decision
    reason: str
    decided: WorldTime
    person: UUID


class RevokeDutyDecision(Value):
    duty_breach: UUID
    reason: str
    person: UUID


class DutyBreachAnswer(Value):
    duty_breach: UUID


def find_duty_breach(draft: Draft, finding: FindDutyBreach) -> DutyBreachAnswer:
    draft.require(finding.shift, shifts.evolve)
    if finding.person:
        draft.require(finding.person, people.evolve)
    found = _proposed(finding.shift, finding.kind, finding.person, finding.since.earliest)
    id = duty_breach_id(finding.shift, finding.kind, finding.person)
    said = replace(found, words=finding.words)
    draft.record(id, commands.find(draft.load(id, breaches.evolve), said))
    return DutyBreachAnswer(duty_breach=id)


def state_on_duty_breach(draft: Draft, stating: StateOnDutyBreach) -> DutyBreachAnswer:
    breach = draft.require(stating.duty_breach, breaches.evolve)
    said = commands.state(breach, words=stating.words, given=stating.given)
    draft.record(stating.duty_breach, said)
    return DutyBreachAnswer(duty_breach=stating.duty_breach)


def decide_duty_breach(draft: Draft, deciding: DecideDutyBreach) -> DutyBreachAnswer:
    breach = draft.require(deciding.duty_breach, breaches.evolve)
    decided = DutyBreachDecided(
        decision=deciding.decision,
        reason=deciding.reason,
        decided=deciding.decided,
        person=deciding.person,
    )
    draft.record(deciding.duty_breach, commands.decide(breach, decided))
    return DutyBreachAnswer(duty_breach=deciding.duty_breach)


def revoke_duty_decision(draft: Draft, revoking: RevokeDutyDecision) -> DutyBreachAnswer:
    breach = draft.require(revoking.duty_breach, breaches.evolve)
    revoked = commands.revoke(breach, reason=revoking.reason, person=revoking.person)
    draft.record(revoking.duty_breach, revoked)
    return DutyBreachAnswer(duty_breach=revoking.duty_breach)


def propose_from(draft: Draft, attendance: Attendance, happened: Event) -> None:
    """What the attendance shows. While the clock is in doubt nobody is accused (ADR 5)."""
    if draft.register.office.doubt:
        return
    match happened:
        case AbsenceNoted(persons=persons):
            for person in persons:
                _propose(draft, attendance, DutyBreachKind.ABSENT, person)
            if not _anybody_here(draft, attendance):
                _propose(draft, attendance, DutyBreachKind.UNMANNED, None)
        case ArrivalNoted(person=person, minutes_late=late) if late:
            _propose_late(draft, attendance, person)


def withdraw_explained(
    draft: Draft, shift: UUID, person: UUID, why: Explained, reason: str
) -> None:
    for kind in RECKONED:
        id = duty_breach_id(shift, kind, person)
        breach = draft.load(id, breaches.evolve)
        draft.record(id, commands.withdraw(breach, why=why, reason=reason))


def _propose_late(draft: Draft, attendance: Attendance, person: UUID) -> None:
    """One fact is no two breaches: who was absent before he came is not late as well. Nor who is excused."""
    expected = attendance.of(person)
    if expected and expected.absent_since is None and not expected.excused:
        _propose(draft, attendance, DutyBreachKind.LATE, person)


def _propose(
    draft: Draft, attendance: Attendance, kind: DutyBreachKind, person: UUID | None
) -> None:
    shift = attendance.expected_as.shift
    expected = attendance.of(person) if person else None
    since = expected.due if expected else attendance.expected_as.starts
    id = duty_breach_id(shift, kind, person)
    proposed = _proposed(shift, kind, person, since)
    draft.record(id, commands.propose(draft.load(id, breaches.evolve), proposed))


def _proposed(
    shift: UUID, kind: DutyBreachKind, person: UUID | None, since: datetime
) -> DutyBreachProposed:
    return DutyBreachProposed(shift=shift, kind=kind, person=person, since=since, words="")


def _anybody_here(draft: Draft, attendance: Attendance) -> bool:
    """The shift before is, as long as the watch has not passed on from it."""
    watch = draft.load(watch_id(draft.register.office.unit), watches.evolve)
    if watch is None or watch.shift != attendance.expected_as.shift:
        return True
    return any(one.arrived for one in attendance.persons)
