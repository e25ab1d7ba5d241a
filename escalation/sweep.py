"""The sweep: whatever is due as of a moment is put on record, most urgent first, each thing once."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from desk.desk import Desk
from desk.log.envelope import Acting, LogBroken
from desk.look import LookAt, LookedAt, look_at
from domain.actors import Via, system
from domain.kernel import name_id
from escalation.patience import Patience

log = logging.getLogger("shoubao.sweep")

SWEEP_BATCH = 100  # small, so that a command never waits long behind a storm
SWEEPER = system("sweep")


def sweep(desk: Desk, as_of: datetime, patience: Patience | None = None) -> int:
    """Looks at everything whose alarm has come, most urgent first; returns how many were asked.

    Safe to run late, twice or alongside itself: the stream decides. No view is read. Whoever sweeps again
    and again keeps the `patience` for what is sick. Raises LogBroken.
    """
    patience = patience or Patience()
    asked: set[UUID] = set()
    stuck = 0  # asked, and still due: sick, and in front of the others
    while True:
        due = tuple(id for id, _ in desk.log.due(as_of, SWEEP_BATCH + stuck))
        fresh = tuple(one for one in due if one not in asked and not patience.waits(one, as_of))
        if not fresh and len(due) <= stuck:
            return len(asked)
        stuck = len(due) - len(fresh)
        if fresh:
            asked.update(_ask(desk, fresh, as_of, patience))


def _ask(
    desk: Desk, due: tuple[UUID, ...], as_of: datetime, patience: Patience
) -> tuple[UUID, ...]:
    """One commit for many, or each alone when one of them is sick; which ones were asked."""
    try:
        return _look(desk, due, as_of)
    except LogBroken:
        raise
    except Exception as error:
        log.warning("%d alarms could not be looked at together: %r", len(due), error)
    for one in due:
        _alone(desk, one, as_of, patience)
    return due


def _alone(desk: Desk, stream: UUID, as_of: datetime, patience: Patience) -> None:
    try:
        _look(desk, (stream,), as_of)
    except LogBroken:
        raise
    except Exception as error:  # one sick stream must not silence the rest
        log.error("the alarm of %s could not be looked at: %r", stream, error)
        patience.failed(stream, as_of)
    else:
        patience.recovered(stream)


def _look(desk: Desk, due: tuple[UUID, ...], as_of: datetime) -> tuple[UUID, ...]:
    asking = LookAt(streams=due, as_of=as_of)
    return desk.act(acting(due[0], as_of), look_at, asking).answer(LookedAt).streams


def acting(stream: UUID, as_of: datetime) -> Acting:
    """The sweep acts for itself; it keeps no receipts, because its streams decide what repeats."""
    return Acting(
        by=SWEEPER,
        recorded_by=SWEEPER,
        via=Via.SYSTEM,
        command_id=name_id(stream, "sweep", as_of.isoformat()),
        account="system:sweep",
    )
