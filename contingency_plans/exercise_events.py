"""演练: what happens to one exercise, as it is stored for ever."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contingency_plans.scenario import Scenario
from domain.kernel import Event, Timed, Value
from domain.times import WorldTime


class HoldCause(StrEnum):
    """暂停原因."""

    BY_HAND = "by_hand"
    REAL_ALARM = "real_alarm"  # 真实告警: it holds itself up


class ExerciseEnding(StrEnum):
    """演练如何结束."""

    BY_PERSON = "by_person"
    BY_ITSELF = "by_itself"  # 满四小时自行结束
    TURNED_REAL = "turned_real"  # 转为真实


class EvaluationPoint(StrEnum):
    """评估要点 (国办发〔2013〕101号 第二十三条)."""

    EXECUTION = "execution"  # 演练的执行情况
    PLAN = "plan"  # 预案的合理性与可操作性
    COMMAND = "command"  # 指挥协调和应急联动情况
    HANDLING = "handling"  # 应急人员的处置情况
    EQUIPMENT = "equipment"  # 演练所用设备装备的适用性


class Grade(StrEnum):
    """评估等次."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class ExercisedPlan(Value):
    """The version whose use is exercised."""

    plan: UUID
    version: UUID


class Recipients(Value):
    """名单: whom anything of it may really reach. `channels`: fixed targets of the office's channels by name."""

    persons: tuple[UUID, ...] = ()
    units: tuple[UUID, ...] = ()
    channels: tuple[str, ...] = ()

    def has(self, person: UUID | None, unit: UUID | None = None) -> bool:
        """By hand a unit may be rung as well as a person."""
        return (person is not None and person in self.persons) or (
            unit is not None and unit in self.units
        )


class PointEvaluated(Value):
    point: EvaluationPoint
    grade: Grade
    words: str


class PlanFinding(Value):
    """What the exercise showed of a plan: a cause of its revision."""

    plan: UUID
    words: str


class ExercisePlanned(Event):
    """The scenario as it stood: a file changed later changes nothing. `pace`: how many times as fast the injects come."""

    TOPIC = "exercise.planned"
    exercise: UUID
    number: str
    scenario: Scenario
    pace: int
    plans: tuple[ExercisedPlan, ...]
    recipients: Recipients
    evaluator: UUID


class ExerciseCalledOff(Event):
    """Before it began."""

    TOPIC = "exercise.called-off"
    reason: str


class ExerciseStarted(Timed):
    """`ends_at`: by then it ends, if nobody ends it before. `real_open`: real incidents open as it began."""

    TOPIC = "exercise.started"
    at: datetime
    ends_at: datetime
    real_open: int


class InjectDelivered(Timed):
    """`by_hand`: the one who runs it did not wait for its minute."""

    TOPIC = "exercise.inject-delivered"
    inject: str
    by_hand: bool
    at: datetime


class CallPlayed(Event):
    """Somebody took a call as part of it, of an inject or of his own; `incident`: what it became."""

    TOPIC = "exercise.call-played"
    inject: str
    incoming: UUID
    incident: UUID | None


class ExerciseHeldUp(Timed):
    """No inject comes. `words`: why, or the alarm's own."""

    TOPIC = "exercise.held-up"
    cause: HoldCause
    words: str
    at: datetime


class ExerciseContinued(Timed):
    """What was still to come comes so much later."""

    TOPIC = "exercise.continued"
    at: datetime


class ExerciseEnded(Timed):
    TOPIC = "exercise.ended"
    how: ExerciseEnding
    words: str
    at: datetime


class ExerciseTurnedReal(Event):
    """真实事件，不是演练: what really happened is the incident, opened for it and no part of the exercise."""

    TOPIC = "exercise.turned-real"
    incident: UUID
    at: datetime


class ExerciseEvaluated(Event):
    """By the five points; said again it stands in place of what was said before."""

    TOPIC = "exercise.evaluated"
    points: tuple[PointEvaluated, ...]
    suggestions: str
    findings: tuple[PlanFinding, ...]
    evaluated: WorldTime
