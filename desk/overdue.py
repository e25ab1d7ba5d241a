"""宽限: a clock that ran out is looked at again when its grace is over, whether or not anything was typed since."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from desk.settling import situation_of, suspect
from domain import overdue as overdues
from domain.deadline import Deadline
from domain.silence import GRACE, binds
from domain.suspicion import next_review


def note_overdue(draft: Draft, deadline: Deadline) -> None:
    """Only for a clock that can tell of a breach at all."""
    if deadline.late_after is None or not binds(deadline):
        return
    id = overdues.overdue_id(deadline.incident)
    noted = draft.load(id, overdues.evolve)
    until = max(deadline.late_after + GRACE, draft.now)  # an alarm in the past would look missed
    draft.record(id, overdues.note(noted, incident=deadline.incident, until=until))


def look_at_overdue(draft: Draft, id: UUID, as_of: datetime) -> None:
    overdue = draft.require(id, overdues.evolve)
    situation = situation_of(draft, overdue.incident)
    again = next_review(situation, draft.register.network, as_of)
    if draft.record(id, overdues.review(overdue, as_of=as_of, again=again)):
        suspect(draft, overdue.incident)
