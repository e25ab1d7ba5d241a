"""Verdicts that waited while the clock was in doubt are reached once a person has explained it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from desk.desk import Desk
from desk.incidents import JudgeIncident, judge_incident
from desk.log.envelope import Recorded
from domain import deadline as deadlines
from domain.deadline import DeadlineExcused, DeadlineMet, DeadlineRestated
from domain.kernel import fold
from domain.office import ClockDoubted, ClockExplained
from escalation.sweep import acting

log = logging.getLogger("shoubao.verdicts")

DOUBTS = tuple(kind.TOPIC for kind in (ClockDoubted, ClockExplained))
VERDICTS = tuple(kind.TOPIC for kind in (DeadlineMet, DeadlineRestated, DeadlineExcused))
PAGE = 1_000


def reach_verdicts(desk: Desk, at: datetime) -> int:
    """Asks every incident whose clocks moved during a doubt; returns how many were asked.

    Nothing is remembered beside the log: asked twice, the second time leaves nothing.
    """
    return sum(_judged(desk, incident, at) for incident in incidents_in_doubt(desk))


def incidents_in_doubt(desk: Desk) -> tuple[UUID, ...]:
    """Each once, in the order in which their clocks moved."""
    moved = dict.fromkeys(
        recorded.originator_id
        for first, last in _doubts(desk)
        for recorded in _between(desk, VERDICTS, first, last)
    )
    return tuple(dict.fromkeys(_incident_of(desk, deadline) for deadline in moved))


def _doubts(desk: Desk) -> Iterator[tuple[int, int]]:
    """The stretches of the log, from a doubt to its explanation; one not explained yet waits."""
    began = 0
    for recorded in _between(desk, DOUBTS, 0, desk.log.head().seq):
        if isinstance(recorded.event, ClockDoubted):
            began = began or recorded.seq
        elif began:
            yield began, recorded.seq
            began = 0


def _between(desk: Desk, topics: tuple[str, ...], first: int, last: int) -> Iterator[Recorded]:
    while page := desk.log.since(first, PAGE, topics):
        for recorded in page:
            if recorded.seq > last:
                return
            yield recorded
        first = page[-1].seq


def _incident_of(desk: Desk, deadline: UUID) -> UUID:
    state = fold(deadlines.evolve, None, (one.event for one in desk.log.stream(deadline)))
    if state is None:
        raise LookupError(deadline)
    return state.incident


def _judged(desk: Desk, incident: UUID, at: datetime) -> int:
    try:
        desk.act(acting(incident, at), judge_incident, JudgeIncident(incident=incident))
    except Exception:  # one sick incident must not keep the verdicts on the others waiting
        log.exception("incident %s could not be judged", incident)
        return 0
    return 1
