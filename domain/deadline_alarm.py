"""何时再看: the moments at which a clock must be looked at: each step of its escalation, and its due time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.deadline import Deadline, Standing
from domain.escalation_policy import EscalationStep
from domain.ring_manners import RingManners, by_day
from domain.rule import Form


class Moment(NamedTuple):
    """When a step is to be taken; `step` None: when the clock runs out."""

    at: datetime
    number: int
    step: EscalationStep | None


DUE = -1  # before any step of the same moment: it has run out when the siren sounds


def moments(deadline: Deadline, manners: RingManners) -> list[Moment]:
    """All that is still to come or was never acted on, the earliest first."""
    return sorted(_moments(deadline, manners), key=lambda one: (one.at, one.number))


def alarm(deadline: Deadline, manners: RingManners) -> datetime | None:
    """When the sweep must look at this clock next. None: nothing is left to look at."""
    return min((one.at for one in _moments(deadline, manners)), default=None)


def _moments(deadline: Deadline, manners: RingManners) -> Iterator[Moment]:
    if deadline.standing is Standing.RUNNING:
        yield Moment(deadline.due_at, DUE, None)
    if not deadline.open or deadline.excused or deadline.terms.form is Form.WINDOW:
        return
    noticed, late = dict(deadline.steps_noticed), _counted_from(deadline)
    for number, step in enumerate(deadline.terms.escalation.steps):
        due_at = late if step.offset_seconds > 0 else deadline.due_at
        at = due_at + timedelta(seconds=step.offset_seconds)
        if deadline.terms.escalation.quiet_at_night:
            at = by_day(at, manners)
        if number not in noticed or noticed[number] < at:
            yield Moment(_put_off(deadline, step, at), number, step)


def _counted_from(deadline: Deadline) -> datetime:
    """What comes after the due time gives people their minutes from when they could know of it."""
    known = (one for one in deadline.ran_out_noticed if one >= deadline.due_at)
    return min(known, default=deadline.due_at)


def _put_off(deadline: Deadline, step: EscalationStep, at: datetime) -> datetime:
    """A lease holds back every step but those of the due time itself."""
    lease = deadline.lease_until
    return max(at, lease) if lease and step.offset_seconds else at
