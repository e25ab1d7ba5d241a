"""值守: which shift answers now; and break-glass, when it cannot pass on by two signatures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from domain import shift as shifts
from domain import watch as watches
from domain.kernel import Value
from domain.times import WorldTime
from domain.watch import watch_id


class TakeOverWatch(Value):
    """Break-glass: to `relief`, without both signatures."""

    relief: UUID
    reason: str
    taken: WorldTime


class StayOnWatch(Value):
    """Break-glass: no relief comes, and whoever answers goes on answering until then."""

    until: datetime
    reason: str
    stated: WorldTime


class WatchAnswer(Value):
    """`responsible`: the shift that answers now."""

    responsible: UUID


def take_over_watch(draft: Draft, taking: TakeOverWatch) -> WatchAnswer:
    """By a named person, on record: no relief came as planned, or nobody is left to sign."""
    shifts.require_kept(draft.require(taking.relief, shifts.evolve))
    watch = watch_of(draft)
    taken = watches.take_over(
        watch,
        outgoing=watch.shift,
        relief=taking.relief,
        reason=taking.reason,
        taken=taking.taken,
    )
    draft.record(watch_id(draft.register.office.unit), taken)
    return WatchAnswer(responsible=taking.relief)


def stay_on_watch(draft: Draft, staying: StayOnWatch) -> WatchAnswer:
    watch = watch_of(draft)
    stays = watches.stay_on(
        watch,
        shift=watch.shift,
        until=staying.until,
        reason=staying.reason,
        stated=staying.stated,
    )
    draft.record(watch_id(draft.register.office.unit), stays)
    return WatchAnswer(responsible=watch.shift)


def watch_of(draft: Draft) -> watches.Watch:
    """Raises Unknown before any watch began."""
    return draft.require(watch_id(draft.register.office.unit), watches.evolve)
