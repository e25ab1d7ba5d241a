"""Verdicts that waited while the clock was in doubt are reached once a person has explained it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from desk.desk import Desk
from desk.incidents import JudgeIncident, judge_incident
from domain import deadline as deadlines
from domain.deadline_events import DeadlineExcused, DeadlineMet, DeadlineRestated
from domain.kernel import fold
from domain.office import ClockDoubted, ClockExplained, office_id
from escalation.sweep import acting

log = logging.getLogger("shoubao.verdicts")

VERDICTS = tuple(kind.TOPIC for kind in (DeadlineMet, DeadlineRestated, DeadlineExcused))
PAGE = 1_000


def reach_verdicts(desk: Desk, at: datetime) -> int:
    """Asks every incident whose clocks moved during a doubt; returns how many were asked.

    Nothing is remembered beside the log: asked twice, the second time leaves nothing.
    """
    return sum(_judged(desk, incident, at) for incident in incidents_in_doubt(desk))


def incidents_in_doubt(desk: Desk) -> tuple[UUID, ...]:
    """Each once, in the order in which their clocks moved."""
    moved = dict.fromkeys(one for doubt in _doubts(desk) for one in _moved_between(desk, *doubt))
    return tuple(dict.fromkeys(filter(None, (_incident_of(desk, one) for one in moved))))


def _doubts(desk: Desk) -> Iterator[tuple[int, int]]:
    """The stretches of the log, from a doubt to its explanation; one not explained yet waits."""
    began = 0
    for recorded in desk.log.stream(office_id(desk.log.store_id)):
        if isinstance(recorded.event, ClockDoubted):
            began = began or recorded.seq
        elif began and isinstance(recorded.event, ClockExplained):
            yield began, recorded.seq
            began = 0


def _moved_between(desk: Desk, first: int, last: int) -> Iterator[UUID]:
    """Read as stored: what an event says in its own words is not asked, so a sick one is in no way."""
    while page := desk.log.rows_since(first, PAGE, VERDICTS):
        for row in page:
            if row.seq > last:
                return
            yield row.originator
        first = page[-1].seq


def _incident_of(desk: Desk, deadline: UUID) -> UUID | None:
    try:
        state = fold(deadlines.evolve, None, (one.event for one in desk.log.stream(deadline)))
    except Exception:  # one sick deadline must not keep the verdicts on the others waiting
        log.exception("deadline %s cannot be read", deadline)
        return None
    return state.incident if state else None


def _judged(desk: Desk, incident: UUID, at: datetime) -> int:
    try:
        desk.act(acting(incident, at), judge_incident, JudgeIncident(incident=incident))
    except Exception:  # one sick incident must not keep the verdicts on the others waiting
        log.exception("incident %s could not be judged", incident)
        return 0
    return 1
