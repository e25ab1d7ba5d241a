"""宽限: when to ask whether silence after a clock that ran out is more than lateness."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Timed, Value, name_id


class OverdueNoted(Timed):
    """A clock of this incident ran out: the log is looked at again when its grace is over."""

    TOPIC = "overdue.noted"
    incident: UUID


class OverdueReviewed(Timed):
    """It was looked at; what was then suspected stands beside this."""

    TOPIC = "overdue.reviewed"


class Overdue(Value):
    """`next_at`: when to look; None: nothing to wait for."""

    incident: UUID
    next_at: datetime | None


def overdue_id(incident: UUID) -> UUID:
    return name_id(incident, "overdue")


def evolve(overdue: Overdue | None, happened: Event) -> Overdue:
    match happened:
        case OverdueNoted(incident=incident, next_at=next_at):
            return Overdue(incident=incident, next_at=next_at)
        case OverdueReviewed(next_at=next_at) if overdue:
            return replace(overdue, next_at=next_at)
    raise TypeError(f"{happened!r} is no overdue clock's, or comes before any")


def note(overdue: Overdue | None, *, incident: UUID, until: datetime) -> list[Event]:
    """One look waits at a time; the clocks that run out meanwhile are looked at after it."""
    if overdue and overdue.next_at:
        return []
    return [OverdueNoted(incident=incident, next_at=until)]


def review(overdue: Overdue, *, as_of: datetime, again: datetime | None) -> list[Event]:
    """Asked too early or twice, nothing. `again`: when the grace of a later clock is over."""
    if overdue.next_at is None or as_of < overdue.next_at:
        return []
    return [OverdueReviewed(next_at=again)]
