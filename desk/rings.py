"""叫应: what a named person answers, and how long it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from desk.draft import Draft
from desk.ringing import Held, open_clocks
from desk.seats import is_among
from domain import attendance as attendances
from domain import attendance_commands as absences
from domain import deadline_commands as clocks
from domain import notice as notices
from domain import notice_commands as commands
from domain.attendance import attendance_id
from domain.kernel import Refused, Value
from domain.notice import Acknowledged, AckWay, Notice
from domain.notice_commands import Pledge
from domain.ring_manners import RingManners
from domain.times import WorldTime


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


def acknowledge_ring(draft: Draft, answer: AcknowledgeRing) -> RingAnswer:
    """The ring is quiet for a while, and its clocks take no step towards anybody else meanwhile."""
    notice = draft.require(answer.notice, notices.evolve)
    draft.inherit(draft.exercise_of(answer.notice))
    if not _may_answer(draft, notice, answer.person):
        raise NotRung(answer.person)
    held = open_clocks(draft, notice.clocks)
    longest = _longest(held, answer.acknowledged.earliest, draft.register.book.manners)
    events = commands.acknowledge(notice, _pledge(answer), number=answer.number, until=longest)
    draft.record(answer.notice, events)
    for until in (one.until for one in events if isinstance(one, Acknowledged)):
        _hold(draft, held, answer, until)
        _hold_absence(draft, notice, answer, until)
    quiet = draft.require(answer.notice, notices.evolve)
    return RingAnswer(notice=answer.notice, until=quiet.lease_until)


def _may_answer(draft: Draft, notice: Notice, person: UUID) -> bool:
    """What rings for a post that nobody holds is answered by whoever has the watch."""
    return notice.person == person if notice.person else is_among(draft, person)


def _longest(held: Iterable[Held], said: datetime, manners: RingManners) -> datetime:
    """Until the next due time; never longer than a lease once one has run out, or with none to wait for."""
    due = [deadline.due_at for _, deadline in held]
    to_come = [at for at in due if at > said]
    if not due or len(to_come) < len(due):
        to_come.append(said + manners.lease_max)
    return min(to_come)


def _hold(draft: Draft, held: Iterable[Held], answer: AcknowledgeRing, until: datetime) -> None:
    """Its clocks take no step towards anybody else meanwhile."""
    manners = draft.register.book.manners
    for id, deadline in held:
        taken = clocks.acknowledge(
            deadline, notice=answer.notice, person=answer.person, until=until, manners=manners
        )
        draft.record(id, taken)


def _hold_absence(draft: Draft, notice: Notice, answer: AcknowledgeRing, until: datetime) -> None:
    if not notice.for_shift:
        return
    id = attendance_id(notice.about)
    taken = absences.acknowledge(
        draft.require(id, attendances.evolve),
        notice=answer.notice,
        person=answer.person,
        until=until,
    )
    draft.record(id, taken)


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
