"""叫应: who is rung for a clock's step or a grave incident, and what becomes of a ring with time and with the watch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from desk.draft import Draft
from desk.seats import holders
from domain import attendance as attendances
from domain import deadline as deadlines
from domain import incident as incidents
from domain import notice as notices
from domain import notice_commands as commands
from domain import report as reports
from domain.attendance import attendance_id, is_awaited
from domain.deadline import Deadline
from domain.escalation_policy import Duty, EscalationStep, Manner
from domain.gravity import is_grave
from domain.incident import Standing
from domain.kernel import Value
from domain.notice import Notice, RingCause, RingGoesOn, Rung, RungForShift, notice_id
from domain.notice_commands import GRAVER, Ring
from domain.rule import Form

Held = tuple[UUID, Deadline]


class PassRingOn(Value):
    """If it rings for a leader the watch has passed from, it goes on for whoever is responsible now."""

    notice: UUID


class RingPassed(Value):
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
        ring_post(draft, Ring(incident, None, duty, RingCause.STEP, manner, named), at)


def ring_if_grave(draft: Draft, id: UUID, at: datetime) -> None:
    """The leader hears of a grave incident in the command that makes it so, whatever its clocks.

    Another unit's clock is for the officer to chase: it keeps no leader awake.
    """
    incident = draft.require(id, incidents.evolve)
    before = draft.found(id, incidents.evolve)
    if is_grave(incident) and not (before and is_grave(before)):
        ours, held = draft.register.office.unit, open_clocks(draft, incident.deadlines)
        named = tuple(one for one, clock in held if clock.terms.reporting_entity == ours)
        ring_post(draft, Ring(id, None, Duty.LEADER, RingCause.GRAVE, Manner.RING, named), at)


def look_at_ring(draft: Draft, id: UUID, as_of: datetime) -> None:
    """A ring that nobody passed on when the watch was is passed on now."""
    notice = draft.require(id, notices.evolve)
    happened = commands.look(
        notice,
        open_clocks=tuple(one for one, _ in open_clocks(draft, notice.clocks)),
        open_matter=_is_open(draft, notice),
        as_of=as_of,
    )
    rings_on = any(isinstance(one, Rung | RungForShift | RingGoesOn) for one in happened)
    if rings_on and _relieved(draft, notice):
        _pass_on(draft, id, notice, as_of)
    else:
        draft.record(id, happened)


def pass_ring_on(draft: Draft, passing: PassRingOn) -> RingPassed:
    notice = draft.require(passing.notice, notices.evolve)
    draft.inherit(draft.exercise_of(passing.notice))
    if notice.is_ringing and _relieved(draft, notice):
        _pass_on(draft, passing.notice, notice, draft.now)
    return RingPassed(notice=passing.notice)


def open_clocks(draft: Draft, named: Iterable[UUID]) -> list[Held]:
    """Those of these clocks for which something is still to be done: a window is a right, and nobody is rung for it."""
    clocks = ((id, draft.require(id, deadlines.evolve)) for id in named)
    due = ((id, one) for id, one in clocks if one.terms.form is not Form.WINDOW)
    return [(id, one) for id, one in due if one.open and not one.excused]


def _is_open(draft: Draft, notice: Notice) -> bool:
    """The incident is; or somebody of the shift is absent, and of who is rung for himself, he."""
    if not notice.for_shift:
        incident = draft.require(notice.about, incidents.evolve)
        return incident.standing is Standing.OPEN
    attendance = draft.require(attendance_id(notice.about), attendances.evolve)
    return is_awaited(attendance, notice.person, notice.duty)


def _relieved(draft: Draft, notice: Notice) -> bool:
    return notice.duty is Duty.LEADER and notice.person not in holders(draft, notice.duty)


def _pass_on(draft: Draft, id: UUID, notice: Notice, at: datetime) -> None:
    """A lease is not inherited: the relief has promised nothing yet. What is grave is still so."""
    named = tuple(one for one, _ in open_clocks(draft, notice.clocks))
    cause = RingCause.GRAVE if notice.grave and notice.is_ringing else RingCause.PASSED_ON
    draft.record(id, commands.end(notice, at=at))
    ring_post(draft, commands.again(notice, cause, named), at)


def ring_post(draft: Draft, ringing: Ring, at: datetime) -> None:
    """Whoever holds the post now."""
    for person in holders(draft, ringing.duty):
        ring_person(draft, ringing._replace(person=person), at)


def ring_person(draft: Draft, ringing: Ring, at: datetime) -> None:
    id = notice_id(ringing.about, ringing.person, ringing.duty)
    notice, manners = draft.load(id, notices.evolve), draft.register.book.manners
    draft.record(id, commands.ring(notice, ringing, at=at, manners=manners))


def _gone_up_already(draft: Draft, call: Call) -> bool:
    """Before the due time the leader is left asleep if our office has reported up meanwhile."""
    if call.step.to is not Duty.LEADER or call.step.offset_seconds >= 0:
        return False
    incident = draft.require(call.deadline.incident, incidents.evolve)
    ours = draft.register.office.unit
    made = (draft.require(one, reports.evolve) for one in incident.reports)
    return any(one.made and one.hop.reporting_entity == ours for one in made)
