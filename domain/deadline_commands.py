"""What may be done with a clock: functions of its state that answer with events."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.deadline import (
    Deadline,
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineResumed,
    DeadlineSet,
    DeadlineSuperseded,
    NotOverdue,
    Standing,
    Superseding,
    Uncounted,
    WindowClosed,
    reckon,
    runs_again,
)
from domain.kernel import Event, reason_given
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


def run_out(deadline: Deadline, *, as_of: datetime) -> list[Event]:
    """Once, when its time has come. Asked too early, twice or after it was met: nothing."""
    due_at = deadline.due_at
    if deadline.standing is not Standing.RUNNING or as_of < due_at:
        return []
    if deadline.terms.form is Form.WINDOW:
        return [WindowClosed(closed_at=due_at, noticed_at=as_of, next_at=None)]
    return [DeadlineRanOut(due_at=due_at, noticed_at=as_of, next_at=None)]


def restate(deadline: Deadline, *, start: WorldTime, uncounted: Uncounted | None) -> list[Event]:
    """The id stays: the clock is the same, its start is known better."""
    if (deadline.start, deadline.uncounted) == (start, uncounted):
        return []
    due_at, late_after = reckon(start, deadline.terms.limit_seconds, deadline.terms.form)
    runs = deadline.standing is Standing.RUNNING or runs_again(deadline, due_at)
    restated = DeadlineRestated(
        start=start,
        due_at=due_at,
        late_after=late_after,
        uncounted=uncounted,
        seconds_late=lateness(late_after, deadline.met_at) if deadline.met_at else None,
        next_at=due_at if runs else None,
    )
    return [restated]


def supersede(deadline: Deadline, *, reason: Superseding, by: UUID | None = None) -> list[Event]:
    """A clock that is met keeps its verdict; only what is still open falls away."""
    return [DeadlineSuperseded(reason=reason, by=by, next_at=None)] if deadline.open else []


def resume(
    deadline: Deadline, *, uncounted: Uncounted | None, level_known: WorldTime | None
) -> list[Event]:
    if deadline.standing is not Standing.SUPERSEDED:
        return []
    due_at = deadline.due_at
    return [DeadlineResumed(uncounted=uncounted, level_known=level_known, next_at=due_at)]


def excuse(deadline: Deadline, *, reason: str) -> list[Event]:
    if deadline.excused:
        return []
    if deadline.standing is not Standing.RAN_OUT and not deadline.seconds_late:
        raise NotOverdue
    return [DeadlineExcused(reason=reason_given(reason), next_at=None)]
