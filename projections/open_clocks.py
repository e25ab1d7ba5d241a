"""Every clock still to act on: running or run out, and not yet answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.deadline import Standing
from domain.deadline_events import (
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineResumed,
    DeadlineSet,
    DeadlineSuperseded,
    StepTaken,
    WindowClosed,
)
from domain.escalation_policy import Manner
from domain.rule import Bindingness, Citation, Form
from domain.words import Channel, Stage
from projections.rows import Rows, View


class ClockRow(Struct, frozen=True):
    id: UUID
    incident: UUID
    exercise: bool
    rule: str
    reporting_entity: UUID
    recipient: UUID
    stage: Stage
    channel: Channel | None
    form: Form
    start_at: datetime
    due_at: datetime
    bindingness: Bindingness
    confirmed: bool
    counted: bool
    citation: Citation
    standing: Standing = Standing.RUNNING
    excused: bool = False
    chimed_at: datetime | None = None

    @property
    def acted_on(self) -> bool:
        """Excused, it is nothing to act on, unless it turns out to be due later and runs again."""
        ran_out = self.standing is Standing.RAN_OUT
        return self.standing is Standing.RUNNING or (ran_out and not self.excused)


def fold_clock(rows: Rows[ClockRow], recorded: Recorded) -> None:
    """A window is nothing to act on, and a superseded clock may be owed again: both stay off the board."""
    happened, id = recorded.event, recorded.originator_id
    if isinstance(happened, DeadlineSet):
        if happened.form is not Form.WINDOW:
            rows.put(id, _row(happened, recorded))
    elif row := rows.get(id):
        rows.put(id, changed) if (changed := _changed(row, happened)) else rows.drop(id)


def _row(happened: DeadlineSet, recorded: Recorded) -> ClockRow:
    return ClockRow(
        id=recorded.originator_id,
        incident=happened.incident,
        exercise=recorded.meta.exercise is not None,
        rule=happened.rule,
        reporting_entity=happened.reporting_entity,
        recipient=happened.recipient,
        stage=happened.stage,
        channel=happened.channel,
        form=happened.form,
        start_at=happened.start.earliest,
        due_at=happened.due_at,
        bindingness=happened.bindingness,
        confirmed=happened.confirmed,
        counted=happened.uncounted is None,
        citation=happened.citation,
    )


def _changed(row: ClockRow, happened: object) -> ClockRow | None:
    """None: nothing to act on any more."""
    match happened:
        case StepTaken(step=step, noticed_at=at):
            return replace(row, chimed_at=at) if step.manner is Manner.CHIME else row
        case DeadlineRanOut():
            return replace(row, standing=Standing.RAN_OUT)
        case DeadlineSuperseded():
            return replace(row, standing=Standing.SUPERSEDED)
        case DeadlineExcused():
            return replace(row, excused=True)
        case DeadlineResumed(uncounted=uncounted):
            return replace(row, standing=Standing.RUNNING, counted=uncounted is None)
        case DeadlineRestated(start=start, due_at=due_at, uncounted=uncounted):
            again = row.standing is Standing.RAN_OUT and due_at > row.due_at
            return replace(
                row,
                start_at=start.earliest,
                due_at=due_at,
                counted=uncounted is None,
                standing=Standing.RUNNING if again else row.standing,
                excused=row.excused and not again,
            )
    return None


ENDINGS = (DeadlineMet, WindowClosed)
CHANGES = (
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineSuperseded,
    DeadlineResumed,
    DeadlineExcused,
    StepTaken,
)

OPEN_CLOCKS = View(
    "open_clocks",
    3,
    ClockRow,
    frozenset(kind.TOPIC for kind in (DeadlineSet, *CHANGES, *ENDINGS)),
    fold_clock,
    resident=True,
)
