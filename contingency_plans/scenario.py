"""演练脚本: what is played in an exercise, minute by minute, and what the evaluator looks for."""

from __future__ import annotations

from enum import StrEnum

from contingency_plans.plan_words import ExerciseForm, PlanType
from domain.facts import Figure
from domain.kernel import Value
from domain.words import Channel, IncidentClass


class InjectChannel(StrEnum):
    """投放方式: how an inject reaches whoever plays."""

    CALL = "call"  # 来电: somebody rings the desk
    PHONE = "phone"  # 对方电话答复: what is heard when the desk rings
    REPORT = "report"  # 下级书面报告
    FACT = "fact"  # 情况变化, as somebody on the spot states it
    INSTRUCTION = "instruction"  # 上级指示
    MEDIA = "media"  # 舆情


CHANNELS = {
    InjectChannel.CALL: Channel.PHONE,
    InjectChannel.PHONE: Channel.PHONE,
    InjectChannel.REPORT: Channel.WRITTEN,
    InjectChannel.FACT: Channel.OTHER,
    InjectChannel.INSTRUCTION: Channel.PHONE,
    InjectChannel.MEDIA: Channel.OTHER,
}


class StatedFigures(Value):
    """The figures that somebody states, as `Figure` names them: None is not stated, 0 is stated as none."""

    dead: int | None = None
    missing: int | None = None
    trapped: int | None = None
    serious_injured: int | None = None
    injured: int | None = None
    patients: int | None = None
    evacuated: int | None = None
    loss_yuan: int | None = None

    def stated(self) -> dict[Figure, int]:
        told = {one: getattr(self, one) for one in Figure}
        return {one: value for one, value in told.items() if value is not None}


class Inject(Value):
    """注入: `words` as the sender says them; `facts` what they state.

    `by_itself`: it is put down as heard when its minute comes; otherwise somebody takes it as it comes in real life.
    """

    id: str
    minute: int
    channel: InjectChannel
    sender: str
    words: str
    facts: StatedFigures = StatedFigures()
    by_itself: bool = False


class ExpectedAction(Value):
    """预期动作: within `minutes` of the inject `after` ("": of the start)."""

    id: str
    what: str
    who: str
    minutes: int
    after: str = ""


class Scenario(Value):
    """`digest`: sha256 of the file as it stood. `plans`: the kinds of plan it exercises."""

    id: str
    title: str
    form: ExerciseForm
    klass: IncidentClass
    subtype: str
    place: str
    summary: str
    plans: tuple[PlanType, ...]
    participants: tuple[str, ...]
    injects: tuple[Inject, ...]
    expected: tuple[ExpectedAction, ...]
    digest: str = ""

    def inject(self, id: str) -> Inject | None:
        return next((one for one in self.injects if one.id == id), None)
