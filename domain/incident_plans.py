"""事件与预案: which plans and texts an incident is handled by, each pinned as it stood, or that it is handled by none."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.incident_marks import ResponseLevel
from domain.kernel import Event, Value, name_id
from domain.thresholds import Measure
from domain.times import WorldTime
from domain.words import Level, Tier


class Fit(StrEnum):
    """Why a plan is proposed."""

    KIND = "kind"  # 事件种类相符
    CLASS = "class"  # 事件类别相符
    LEVEL = "level"  # 适用于该等级
    CONDITION = "condition"  # 达到某级响应条件
    LADDER = "ladder"  # 按分级负责，本级应当启动
    JURISDICTION = "jurisdiction"  # 本行政区域
    NEWEST = "newest"  # 现行有效的最新版本
    EXERCISED = "exercised"  # 近三年演练过
    OVERALL = "overall"  # 无对应专项预案时以总体预案兜底


class Unfit(StrEnum):
    """What speaks against a plan that fits by its kind."""

    NO_VERSION = "no_version"  # 没有现行有效的版本
    REPLACED = "replaced"  # 已废止或被替代
    OLD = "old"  # 印发已满三年


class FitReason(Value):
    """`words`: the word, the level or the condition as it stands; `count`: of the figure that reaches it."""

    fit: Fit
    words: str = ""
    response: ResponseLevel | None = None
    measure: Measure | None = None
    count: int | None = None


class PinnedPlan(Value):
    """One version as it stood when it was chosen: `digest` is the sha256 of its text, "" where none is kept.

    `plan`, `version`: of the register; `library`: the text of the library; `label`: its number or edition.
    """

    plan: UUID | None
    version: UUID | None
    library: str
    digest: str
    title: str
    label: str


class PlanLinked(Event):
    """With the reasons that were shown when it was chosen."""

    TOPIC = "incident.plan-linked"
    link: UUID
    pinned: PinnedPlan
    reasons: tuple[FitReason, ...]
    unfit: tuple[Unfit, ...]


class PlanUnlinked(Event):
    TOPIC = "incident.plan-unlinked"
    link: UUID
    reason: str


class PlanDeclined(Event):
    """Decided: at this level no plan is put in force. A graver level is decided about anew."""

    TOPIC = "incident.plan-declined"
    level: Level
    reason: str
    decided: WorldTime


class ActivationLinked(Event):
    """A response was proposed for it; what became of it stands on its own stream."""

    TOPIC = "incident.activation-linked"
    activation: UUID


class UpperResponseStarted(Event):
    """上级已启动响应, as we were told."""

    TOPIC = "incident.upper-response-started"
    tier: Tier
    response_level: ResponseLevel | None
    words: str  # by whom and by which paper
    started: WorldTime


class IncidentPlans(Value):
    linked: tuple[PlanLinked, ...] = ()
    declines: tuple[PlanDeclined, ...] = ()
    activations: tuple[UUID, ...] = ()
    upper: tuple[UpperResponseStarted, ...] = ()

    @property
    def declined(self) -> PlanDeclined | None:
        """Of several the one that holds for the gravest level: a milder no takes nothing of it back."""
        last_first = reversed(self.declines)
        return min(last_first, key=lambda one: tuple(Level).index(one.level), default=None)

    def link(self, id: UUID) -> PlanLinked | None:
        return next((one for one in self.linked if one.link == id), None)


def link_id(incident: UUID, pinned: PinnedPlan) -> UUID:
    """The same version with the same text is linked once."""
    named = (pinned.plan, pinned.version, pinned.library, pinned.digest)
    return name_id(incident, "plan-link", *named)


def evolve(plans: IncidentPlans, happened: Event) -> IncidentPlans:
    if type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} tells nothing of an incident's plans")
    return replace(plans, **CHANGES[type(happened)](plans, happened))


CHANGES: dict[type[Event], Callable[[IncidentPlans, Any], dict[str, Any]]] = {
    PlanLinked: lambda p, e: {"linked": (*p.linked, e)},
    PlanUnlinked: lambda p, e: {"linked": tuple(one for one in p.linked if one.link != e.link)},
    PlanDeclined: lambda p, e: {"declines": (*p.declines, e)},
    ActivationLinked: lambda p, e: {"activations": (*p.activations, e.activation)},
    UpperResponseStarted: lambda p, e: {"upper": (*p.upper, e)},
}
