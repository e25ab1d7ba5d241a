"""谁在岗: who holds a duty now, read from the log by the command that needs it."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from domain import shift as shifts
from domain import watch as watches
from domain.escalation_policy import Duty
from domain.shift import DutyPost, Seat
from domain.watch import watch_id

LEADERS = (  # the nearer one first
    DutyPost.DUTY_LEADER_ON_SITE,
    DutyPost.DUTY_LEADER_ON_CALL,
    DutyPost.OVERALL_LEADER,
)


def responsible_seats(draft: Draft) -> tuple[Seat, ...]:
    """Of the shift the watch rests with; () before any watch began."""
    watch = draft.load(watch_id(draft.register.office.unit), watches.evolve)
    shift = draft.load(watch.shift, shifts.evolve) if watch else None
    return shift.seats if shift else ()


def holders(draft: Draft, duty: Duty) -> tuple[UUID | None, ...]:
    """Who is rung for a duty: persons, or (None,) for the desk itself: its officer, or nobody is named."""
    if duty is Duty.OFFICER:
        return (None,)
    leading = _leaders(draft) if duty is Duty.LEADER else ()
    return leading or draft.register.office.assigned(duty) or (None,)


def is_among(draft: Draft, person: UUID) -> bool:
    return any(seat.person == person for seat in responsible_seats(draft))


def _leaders(draft: Draft) -> tuple[UUID, ...]:
    seats = responsible_seats(draft)
    for post in LEADERS:
        if found := tuple(dict.fromkeys(seat.person for seat in seats if seat.post is post)):
            return found
    return ()
