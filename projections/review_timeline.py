"""复盘时间线: what is on record of an incident by when it was so in the world, each line on one strand; generated, never typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from contingency_plans.plan_clock import PlanClockRanOut
from desk.log.envelope import Recorded
from domain.after_action import TurningPointChosen
from domain.conduct import BreachLinked
from domain.deadline_events import DeadlineRanOut, DeadlineSet, StepTaken
from domain.incident import ClocksStarted, IncidentOpened, ReportLinked
from domain.instruction import InstructionLinked, TaskingLinked
from domain.tasking import TaskingRanOut
from domain.times import Basis, WorldTime, moment
from projections.history_lines import HistoryLine, Name, history_lines


class Strand(StrEnum):
    """线."""

    KNOWN = "known"  # 谁何时知道
    REPORT = "report"  # 信息报送
    CLOCK = "clock"  # 时限
    ORDER = "order"  # 批示交办
    RESPONSE = "response"  # 预案响应
    RING = "ring"  # 叫应拨号
    HANDLING = "handling"  # 处置


STRANDS = {  # by the first word of the topic; everything else is handling
    "incoming": Strand.KNOWN,
    "report": Strand.REPORT,
    "deadline": Strand.CLOCK,
    "breach": Strand.CLOCK,
    "instruction": Strand.ORDER,
    "tasking": Strand.ORDER,
    "activation": Strand.RESPONSE,
    "plan-clock": Strand.RESPONSE,
    "notice": Strand.RING,
    "dial": Strand.RING,
}
KNOWING = frozenset({"incident.knowledge-recorded", "incident.source-attached"})
# Of every clock a dozen, which the table of hops tells; or the other half of what is told anyhow.
QUIET = (
    DeadlineSet,
    StepTaken,
    ClocksStarted,
    ReportLinked,
    BreachLinked,
    InstructionLinked,
    TaskingLinked,
)
WORLD = (  # which field of an event says when it was so, the first that is there
    "made",
    "sent",
    "given",
    "received",
    "learned",
    "answered",
    "started",
    "ended",
    "decided",
    "signed",
    "proposed",
    "dialled",
    "placed",
    "met",
    "met_at",
    "at",
)


class TimelineLine(NamedTuple):
    """`at`: the earliest it can have been so, by which the lines are in order; else when it was recorded.

    `said`: when it was so, as exactly as anybody said. `point`: why it turned things.
    """

    at: datetime
    said: WorldTime | None
    strand: Strand
    line: HistoryLine
    point: TurningPointChosen | None

    @property
    def later(self) -> int:
        """Whole minutes after which it was put on record, those that are certain."""
        so = self.said.latest if self.said else self.at
        return max(0, int((self.line.recorded_at - so).total_seconds()) // 60)


def timeline(
    history: Iterable[Recorded], points: Iterable[TurningPointChosen], name: Name
) -> tuple[TimelineLine, ...]:
    """By the world's time, then in the order of the log. What is a turning point is shown, however quiet."""
    turned = {one.seq: one for one in points}
    told = (one for one in history if one.seq in turned or not isinstance(one.event, QUIET))
    lines = [_line(one, turned.get(one.seq), name) for one in told]
    return tuple(sorted(lines, key=lambda one: (one.at, one.line.seq)))


def _line(recorded: Recorded, point: TurningPointChosen | None, name: Name) -> TimelineLine:
    said = _world(recorded)
    [line] = history_lines((recorded,), name)
    return TimelineLine(
        at=said.earliest if said else recorded.recorded_at,
        said=said,
        strand=_strand(recorded.topic),
        line=line,
        point=point,
    )


def _strand(topic: str) -> Strand:
    if topic in KNOWING:
        return Strand.KNOWN
    return STRANDS.get(topic.split(".")[0], Strand.HANDLING)


def _world(recorded: Recorded) -> WorldTime | None:
    """An incident is opened when it is recorded, whenever it happened; a clock runs out when it was due."""
    match recorded.event:
        case IncidentOpened():
            return None
        case DeadlineRanOut(due_at=due) | PlanClockRanOut(due_at=due) | TaskingRanOut(due_at=due):
            return moment(due, Basis.SYSTEM)
    values = (getattr(recorded.event, field, None) for field in WORLD)
    return next((one for one in values if isinstance(one, WorldTime)), None)
