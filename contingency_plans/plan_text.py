"""预案文本: a plan as people act on it: conditions, roles, action cards, whom to notify, what to do in which order."""

from __future__ import annotations

from enum import StrEnum

from domain.incident_marks import ResponseLevel
from domain.kernel import Value
from domain.thresholds import Condition
from domain.words import IncidentClass, Level


class Phase(StrEnum):
    """When in the course of things."""

    BEFORE = "before"  # 事前: 监测预警、准备
    DURING = "during"  # 事发、事中: 先期处置、响应
    AFTER = "after"  # 事后: 善后、复盘


class ResponseCondition(Value):
    """分级响应: at `level` when the words say so. Any of `levels`, or of `figures` reached, proposes it; neither: people judge."""

    level: ResponseLevel
    words: str
    levels: tuple[Level, ...] = ()
    figures: tuple[Condition, ...] = ()


class PlanRole(Value):
    """指挥部、工作组: `phone_role`: which entry of the network's phones reaches it; "" where none."""

    id: str
    name: str
    duty: str
    phone_role: str = ""


class ActionCard(Value):
    """行动卡: `role` does it within `minutes` of the activation at `levels` (empty: any); `evidence`: what shows that it was done."""

    id: str
    name: str
    role: str
    minutes: int
    steps: tuple[str, ...]
    evidence: str
    levels: tuple[ResponseLevel, ...] = ()


class Notified(Value):
    """Whom the activation is told to, by a role of the reporting network or in words, at `levels` (empty: any)."""

    who: str
    levels: tuple[ResponseLevel, ...] = ()


class PlanText(Value):
    """`digest`: sha256 of the file as it stood; `body` Markdown by phase, without its heading."""

    id: str
    title: str
    edition: str
    classes: tuple[IncidentClass, ...]
    subtypes: tuple[str, ...]
    levels: tuple[Level, ...]
    sources: tuple[str, ...]
    conditions: tuple[ResponseCondition, ...]
    roles: tuple[PlanRole, ...]
    cards: tuple[ActionCard, ...]
    notify: tuple[Notified, ...]
    body: dict[Phase, str]
    digest: str

    def cards_at(self, level: ResponseLevel) -> tuple[ActionCard, ...]:
        """Those that the response level puts in force, the most urgent first."""
        chosen = (one for one in self.cards if not one.levels or level in one.levels)
        return tuple(sorted(chosen, key=lambda one: (one.minutes, one.id)))
