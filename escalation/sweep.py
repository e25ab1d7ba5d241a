"""The sweep: whatever is due as of a moment is put on record, most urgent first, each thing once."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from desk.clocks import DeadlineAnswer, RunOut, run_out
from desk.desk import Desk
from desk.log.envelope import Acting
from domain.actors import Via, system
from domain.kernel import name_id

log = logging.getLogger("shoubao.sweep")

SWEEP_BATCH = 100  # small, so that a command never waits long behind a storm
SWEEPER = system("sweep")


def sweep(desk: Desk, as_of: datetime) -> int:
    """Asks every due deadline to run out, most urgent first; returns how many were asked.

    Safe to run late, twice or alongside itself: the deadline decides. It reads the due index alone, so
    that no view, however sick, can keep a clock from running out.
    """
    asked = 0
    while due := tuple(id for id, _ in desk.log.due(as_of, SWEEP_BATCH)):
        done = _together(desk, due, as_of) or sum(_alone(desk, one, as_of) for one in due)
        asked += done
        if not done:  # nothing moved: what is left is sick and reported; the next sweep asks again
            break
    return asked


def _together(desk: Desk, due: tuple[UUID, ...], as_of: datetime) -> int:
    """One commit for many; 0 when one of them is sick."""
    try:
        asking = RunOut(deadlines=due, as_of=as_of)
        answer = desk.act(acting(due[0], as_of), run_out, asking).answer(DeadlineAnswer)
    except Exception:
        log.exception("%d deadlines could not be run out together", len(due))
        return 0
    return len(answer.deadlines)


def _alone(desk: Desk, deadline: UUID, as_of: datetime) -> int:
    try:
        desk.act(acting(deadline, as_of), run_out, RunOut(deadlines=(deadline,), as_of=as_of))
    except Exception:  # one sick deadline must not silence the rest
        log.exception("deadline %s could not be run out", deadline)
        return 0
    return 1


def acting(deadline: UUID, as_of: datetime) -> Acting:
    """The sweep acts for itself; it keeps no receipts, because its deadlines decide what repeats."""
    return Acting(
        by=SWEEPER,
        recorded_by=SWEEPER,
        via=Via.SYSTEM,
        command_id=name_id(deadline, "sweep", as_of.isoformat()),
        account="system:sweep",
    )
