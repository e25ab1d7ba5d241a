"""What may be done with a clock: functions of its state that answer with events."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from domain.deadline import Deadline, NotOverdue, Standing, evolve, reckon
from domain.deadline_alarm import Moment, alarm, moments
from domain.deadline_events import (
    DeadlineAcknowledged,
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineResumed,
    DeadlineSet,
    DeadlineSuperseded,
    StepTaken,
    Superseding,
    Uncounted,
    WindowClosed,
)
from domain.kernel import Event, Timed, reason_given
from domain.limits import Span
from domain.ring_manners import RingManners
from domain.rule import Form
from domain.times import WorldTime, lateness


def set_deadline(deadline: Deadline | None, setting: DeadlineSet) -> list[Event]:
    return [] if deadline else [setting]


def meet(deadline: Deadline, *, report: UUID, at: WorldTime) -> list[Event]:
    """By the first report as known now: another one when that comes to light, or a time is corrected."""
    if deadline.terms.form is Form.WINDOW or deadline.standing is Standing.SUPERSEDED:
        return []
    if (deadline.met_by, deadline.met_at) == (report, at):
        return []
    late = lateness(deadline.late_after, at)
    return [DeadlineMet(report=report, met_at=at, seconds_late=late, next_at=None)]


def look(deadline: Deadline, *, as_of: datetime, manners: RingManners) -> list[Event]:
    """Everything whose moment has come, in the order of the moments, each once: steps, and running out.

    Asked too early, twice or after it was met: nothing.
    """
    events: list[Event] = []
    coming = moments(deadline, manners)
    while coming and coming[0].at <= as_of:
        moment = coming.pop(0)
        happened = _come(deadline, moment, as_of)
        deadline = evolve(deadline, happened)
        if moment.step is None:  # what comes after the due time counts from when it was noticed
            coming = moments(deadline, manners)
        events.append(replace(happened, next_at=coming[0].at if coming else None))
    return events


def _come(deadline: Deadline, moment: Moment, as_of: datetime) -> Timed:
    due_at = deadline.due_at
    if moment.step:
        return StepTaken(
            number=moment.number,
            step=moment.step,
            due_at=due_at,
            came_at=moment.at,
            noticed_at=as_of,
            next_at=None,
        )
    if deadline.terms.form is Form.WINDOW:
        return WindowClosed(closed_at=due_at, noticed_at=as_of, next_at=None)
    return DeadlineRanOut(due_at=due_at, noticed_at=as_of, next_at=None)


def acknowledge(
    deadline: Deadline, *, notice: UUID, person: UUID, until: datetime, manners: RingManners
) -> list[Event]:
    """A named person takes an open clock over for a while; one that is met needs nobody."""
    if not deadline.open or deadline.excused:
        return []
    taken = DeadlineAcknowledged(notice=notice, person=person, until=until, next_at=None)
    return [_timed(deadline, taken, manners)]


def restate(
    deadline: Deadline,
    *,
    start: WorldTime,
    uncounted: Uncounted | None,
    manners: RingManners,
    limit: Span | None = None,
) -> list[Event]:
    """The id stays: the clock is the same, its start is known better. Without another limit its own is kept."""
    if (deadline.start, deadline.uncounted) == (start, uncounted):
        return []
    span = limit or Span(deadline.terms.limit_seconds)
    due_at, late_after = reckon(start, span.seconds, deadline.terms.form, span.at_latest)
    restated = DeadlineRestated(
        start=start,
        due_at=due_at,
        late_after=late_after,
        uncounted=uncounted,
        seconds_late=lateness(late_after, deadline.met_at) if deadline.met_at else None,
        next_at=None,
    )
    return [_timed(deadline, restated, manners)]


def supersede(deadline: Deadline, *, reason: Superseding, by: UUID | None = None) -> list[Event]:
    """A clock that is met keeps its verdict; only what is still open falls away."""
    return [DeadlineSuperseded(reason=reason, by=by, next_at=None)] if deadline.open else []


def resume(
    deadline: Deadline,
    *,
    uncounted: Uncounted | None,
    level_known: WorldTime | None,
    manners: RingManners,
) -> list[Event]:
    if deadline.standing is not Standing.SUPERSEDED:
        return []
    resumed = DeadlineResumed(uncounted=uncounted, level_known=level_known, next_at=None)
    return [_timed(deadline, resumed, manners)]


def excuse(deadline: Deadline, *, reason: str) -> list[Event]:
    if deadline.excused:
        return []
    if deadline.standing is not Standing.RAN_OUT and not deadline.seconds_late:
        raise NotOverdue
    return [DeadlineExcused(reason=reason_given(reason), next_at=None)]


def _timed(deadline: Deadline, happened: Timed, manners: RingManners) -> Timed:
    """With the next alarm of the clock as it is after this."""
    return replace(happened, next_at=alarm(evolve(deadline, happened), manners))
