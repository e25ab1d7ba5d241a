"""预案启动: what happens to one response from its proposal to its evaluation, as it is stored for ever."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from domain.facts import Fact
from domain.incident import Standing
from domain.incident_marks import ResponseLevel
from domain.incident_plans import FitReason, PinnedPlan
from domain.kernel import Event, Value
from domain.times import WorldTime
from domain.words import Channel


class FrozenCard(Value):
    """行动卡 as it stood when the response started, and whose it is. `levels` empty: asked at any.

    `owner_words`: how the boards name whoever does it: a unit or a role, never a person.
    """

    id: str
    name: str
    role: str
    minutes: int
    steps: tuple[str, ...]
    evidence: str
    levels: tuple[ResponseLevel, ...]
    owner_unit: UUID | None
    owner_person: UUID | None
    owner_words: str


class PostMember(Value):
    """指挥部成员: a role, and who holds it, as far as it was said."""

    role: str
    unit: UUID | None
    person: UUID | None


class NotifiedUnit(Value):
    """A unit that is told, and the tasking that waits for its acknowledgement."""

    unit: UUID
    tasking: UUID


class LeftOver(Value):
    """A card that the end of the response leaves undone, and why."""

    card: str
    reason: str


class Finding(Value):
    """What the evaluation found; `revision` is what it calls for on the plan, None where no plan is in the register."""

    revision: UUID | None
    words: str


class ActivationProposed(Event):
    """`facts`: the figures as known then, each with its source and as-of; `reasons`: as they were shown."""

    TOPIC = "activation.proposed"
    activation: UUID
    incident: UUID
    link: UUID
    pinned: PinnedPlan
    response_level: ResponseLevel
    facts: tuple[Fact, ...]
    reasons: tuple[FitReason, ...]
    words: str
    proposed: WorldTime


class ActivationDismissed(Event):
    """The leader said no."""

    TOPIC = "activation.dismissed"
    reason: str


class ActivationStarted(Event):
    """Approved and in force. `cards`: all of the text, so that a change of level needs nothing that may change.

    `instruction`: the approver's words on record, under which the units are told; `ladder`: who leads, as it was shown.
    """

    TOPIC = "activation.started"
    approver: UUID
    response_level: ResponseLevel
    scope: str
    command_post: tuple[PostMember, ...]
    cards: tuple[FrozenCard, ...]
    instruction: UUID | None
    notified: tuple[NotifiedUnit, ...]
    ladder: str
    started: WorldTime


class UnitTold(Event):
    """How a unit was told; that it has it stands with its tasking."""

    TOPIC = "activation.unit-told"
    unit: UUID
    channel: Channel
    told: WorldTime


class ActivationAdjusted(Event):
    """`begun`, `withdrawn`: the cards asked from now on, and those asked no more."""

    TOPIC = "activation.adjusted"
    response_level: ResponseLevel
    previous: ResponseLevel
    begun: tuple[str, ...]
    withdrawn: tuple[str, ...]
    reason: str
    adjusted: WorldTime


class ActivationEnded(Event):
    """`conditions`: which conditions of the plan for an end are fulfilled."""

    TOPIC = "activation.ended"
    conditions: str
    left_over: tuple[LeftOver, ...]
    ended: WorldTime


class ActivationEvaluated(Event):
    TOPIC = "activation.evaluated"
    worked: str
    failed: str
    findings: tuple[Finding, ...]
    evaluated: WorldTime


class ActivationCalledOff(Event):
    """The incident was annulled, closed or goes on as another one."""

    TOPIC = "activation.called-off"
    standing: Standing


class ActivationStanding(StrEnum):
    """Where a response stands."""

    PROPOSED = "proposed"  # 待批准
    IN_FORCE = "in_force"  # 响应中
    ENDED = "ended"  # 已终止
    DISMISSED = "dismissed"  # 未批准
    CALLED_OFF = "called_off"  # 已作废
