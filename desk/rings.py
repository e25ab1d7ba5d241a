"""叫应: who is rung for a clock's step or a grave incident, and what a named person answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple
from uuid import UUID

from desk.draft import Draft
from desk.seats import holders, is_among
from domain import deadline as deadlines
from domain import deadline_commands as clocks
from domain import incident as incidents
from domain import notice as notices
from domain import notice_commands as commands
from domain import report as reports
from domain.deadline import Deadline
from domain.escalation_policy import Duty, EscalationStep, Manner
from domain.gravity import is_grave
from domain.kernel import Refused, Value
from domain.notice import Acknowledged, AckWay, Notice, RingCause, notice_id
from domain.notice_commands import GRAVER, Pledge, Ring
from domain.times import WorldTime

Held = tuple[UUID, Deadline]


class AcknowledgeRing(Value):
    """A named person answers ring `number`; `promised` None: as long as the rules allow."""

    notice: UUID
    number: int
    person: UUID
    way: AckWay
    words: str
    promised: timedelta | None
    acknowledged: WorldTime
    dial: UUID | None = None
    read_back: bool = False


class RingAnswer(Value):
    notice: UUID
    until: datetime | None


class NotRung(Refused):
    """叫应的不是此人"""

    EN: ClassVar[str] = "It is not this person who is rung"


class PassRingOn(Value):
    """It rings for a leader the watch has passed from: it goes on for whoever is responsible now."""

    notice: UUID


class Call(NamedTuple):
    """A step that has come for one clock."""

    clock: UUID
    deadline: Deadline
    step: EscalationStep


def ring_for(draft: Draft, calls: Iterable[Call], at: datetime) -> None:
    """One ring per incident and person for all that came at once, by the gravest manner. A chime rings nobody."""
    wanted: dict[tuple[UUID, Duty], list[Call]] = {}
    for call in calls:
        if call.step.manner is not Manner.CHIME and not _gone_up_already(draft, call):
            wanted.setdefault((call.deadline.incident, call.step.to), []).append(call)
    for (incident, duty), some in wanted.items():
        manner = max((one.step.manner for one in some), key=GRAVER.index)
        named = tuple(dict.fromkeys(one.clock for one in some))
        for person in holders(draft, duty):
            _ring(draft, Ring(incident, person, duty, RingCause.STEP, manner, named), at)


def ring_if_grave(draft: Draft, id: UUID, at: datetime) -> None:
    """The leader hears of a grave incident as it is known, once, whatever its clocks."""
    incident = draft.require(id, incidents.evolve)
    if not is_grave(incident):
        return
    for person in holders(draft, Duty.LEADER):
        told = draft.load(notice_id(id, person, Duty.LEADER), notices.evolve)
        if told is None or RingCause.GRAVE not in told.causes:
            named = tuple(one for one, _ in _open(draft, incident.deadlines))
            grave = Ring(id, person, Duty.LEADER, RingCause.GRAVE, Manner.RING, named)
            _ring(draft, grave, at)


def look_at_ring(draft: Draft, id: UUID, as_of: datetime) -> None:
    notice = draft.require(id, notices.evolve)
    named = tuple(one for one, _ in _open(draft, notice.clocks))
    manners = draft.register.book.manners
    draft.record(id, commands.look(notice, open_clocks=named, as_of=as_of, manners=manners))


def pass_ring_on(draft: Draft, passing: PassRingOn) -> RingAnswer:
    notice = draft.require(passing.notice, notices.evolve)
    draft.inherit(draft.exercise_of(passing.notice))
    now_holding = holders(draft, notice.duty)
    if notice.duty is Duty.LEADER and not notice.ended and notice.person not in now_holding:
        draft.record(passing.notice, commands.end(notice, at=draft.now))
        for person in now_holding:
            goes_on = commands.again(notice, RingCause.PASSED_ON, notice.clocks)
            _ring(draft, goes_on._replace(person=person), draft.now)
    return RingAnswer(notice=passing.notice, until=None)


def acknowledge_ring(draft: Draft, answer: AcknowledgeRing) -> RingAnswer:
    """The ring is quiet for a while, and its clocks take no step towards anybody else meanwhile."""
    notice = draft.require(answer.notice, notices.evolve)
    draft.inherit(draft.exercise_of(answer.notice))
    if not _may_answer(draft, notice, answer.person):
        raise NotRung(answer.person)
    held = _open(draft, notice.clocks)
    manners = draft.register.book.manners
    events = commands.acknowledge(
        notice,
        _pledge(answer),
        number=answer.number,
        until=_next_due(held, answer.acknowledged.earliest),
        manners=manners,
    )
    draft.record(answer.notice, events)
    for until in (one.until for one in events if isinstance(one, Acknowledged)):
        _hold(draft, held, answer, until)
    quiet = draft.require(answer.notice, notices.evolve)
    return RingAnswer(notice=answer.notice, until=quiet.lease_until)


def _hold(draft: Draft, held: list[Held], answer: AcknowledgeRing, until: datetime) -> None:
    """Its clocks take no step towards anybody else meanwhile."""
    manners = draft.register.book.manners
    for id, deadline in held:
        taken = clocks.acknowledge(
            deadline, notice=answer.notice, person=answer.person, until=until, manners=manners
        )
        draft.record(id, taken)


def _ring(draft: Draft, ringing: Ring, at: datetime) -> None:
    id = notice_id(ringing.incident, ringing.person, ringing.duty)
    notice = draft.load(id, notices.evolve)
    manners = draft.register.book.manners
    draft.record(id, commands.ring(notice, ringing, at=at, manners=manners))


def _gone_up_already(draft: Draft, call: Call) -> bool:
    """Before the due time the leader is left asleep if our office has reported up meanwhile."""
    if call.step.to is not Duty.LEADER or call.step.offset_seconds >= 0:
        return False
    incident = draft.require(call.deadline.incident, incidents.evolve)
    ours = draft.register.office.unit
    made = (draft.require(one, reports.evolve) for one in incident.reports)
    return any(one.made and one.hop.reporting_entity == ours for one in made)


def _may_answer(draft: Draft, notice: Notice, person: UUID) -> bool:
    if notice.person:
        return notice.person == person
    return is_among(draft, person)


def _open(draft: Draft, named: Iterable[UUID]) -> list[Held]:
    return [(id, one) for id, one in _clocks(draft, named) if one.open and not one.excused]


def _clocks(draft: Draft, named: Iterable[UUID]) -> Iterator[Held]:
    return ((id, draft.require(id, deadlines.evolve)) for id in named)


def _next_due(held: Iterable[Held], after: datetime) -> datetime | None:
    """None also while one has run out already: then the longest lease counts."""
    due = [deadline.due_at for _, deadline in held]
    return min(due) if due and min(due) > after else None


def _pledge(answer: AcknowledgeRing) -> Pledge:
    return Pledge(
        answer.person,
        answer.way,
        answer.words,
        answer.acknowledged,
        answer.promised,
        answer.dial,
        answer.read_back,
    )
