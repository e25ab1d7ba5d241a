"""Verdicts that waited while the clock was in doubt are reached once a person has explained it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from desk.desk import Desk
from desk.incidents import JudgeIncident, judge_incident
from domain import deadline as deadlines
from domain.deadline_events import DeadlineExcused, DeadlineMet, DeadlineRestated
from domain.kernel import fold
from domain.office import ClockDoubted, ClockExplained, office_id
from escalation.patience import Patience
from escalation.sweep import acting

log = logging.getLogger("shoubao.verdicts")

VERDICTS = tuple(kind.TOPIC for kind in (DeadlineMet, DeadlineRestated, DeadlineExcused))
EXPLAINED = (ClockExplained.TOPIC,)
PAGE = 1_000


class Verdicts:
    """Belongs to one thread. What waits is read from the log, once after a start and after every explanation."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._upto = -1
        self._waiting: dict[UUID, None] = {}  # in the order in which their clocks moved
        self._patience = Patience()

    def reach(self, at: datetime) -> int:
        """Returns how many incidents were judged; one that could not be is tried again a while later."""
        head = self._desk.log.position  # first: what comes during the look is found by the next one
        office = self._desk.register().founded
        if self._desk.log.newest(EXPLAINED) > self._upto:
            self._waiting |= dict.fromkeys(incidents_in_doubt(self._desk))
            self._upto = head
        if office is None or office.doubt:
            return 0
        return sum(self._try(incident, at) for incident in tuple(self._waiting))

    def _try(self, incident: UUID, at: datetime) -> bool:
        if self._patience.waits(incident, at):
            return False
        if not _judged(self._desk, incident, at):
            self._patience.failed(incident, at)
            return False
        self._patience.recovered(incident)
        del self._waiting[incident]
        return True


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
    except sqlite3.Error:  # it passes: all of it is asked again at the next look
        raise
    except Exception:  # one sick deadline must not keep the verdicts on the others waiting
        log.exception("deadline %s cannot be read", deadline)
        return None
    return state.incident if state else None


def _judged(desk: Desk, incident: UUID, at: datetime) -> bool:
    try:
        desk.act(acting(incident, at), judge_incident, JudgeIncident(incident=incident))
    except Exception:  # one sick incident must not keep the verdicts on the others waiting
        log.exception("incident %s could not be judged", incident)
        return False
    return True
