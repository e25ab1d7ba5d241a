"""预案文本: a plan as people act on it: conditions, roles, action cards, whom to notify, what to do in which order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

from domain.escalation_policy import Duty
from domain.incident_marks import ResponseLevel
from domain.kernel import Value
from domain.thresholds import Condition
from domain.words import IncidentClass, Level, Line, RecipientRole

PHONE_ROLES = frozenset({*Line, *RecipientRole, *Duty})  # what a role's phone is looked up by
WHO = frozenset({*RecipientRole, *Line})  # a line: the department of it of one's own government


class Phase(StrEnum):
    """When in the course of things."""

    BEFORE = "before"  # 事前: 监测预警、准备
    DURING = "during"  # 事发、事中: 先期处置、响应
    AFTER = "after"  # 事后: 善后、复盘


class ResponseCondition(Value):
    """分级响应: at `level` when the words say so. Any of `levels`, or of `figures` reached, proposes it; neither: people judge.

    `decides`: who puts it in force; `commands`: who leads then.
    """

    level: ResponseLevel
    words: str
    decides: str
    commands: str
    levels: tuple[Level, ...] = ()
    figures: tuple[Condition, ...] = ()


class PlanRole(Value):
    """指挥部、工作组: `phone_role`: which entry of the network's phones reaches it (`PHONE_ROLES`); "" where none."""

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
    """Whom the activation is told to, at `levels` (empty: any), and what for.

    `who`: a role of the reporting network, a line (the department of it here), or words.
    """

    who: str
    levels: tuple[ResponseLevel, ...] = ()
    what: str = ""


class Card(Protocol):
    """A card of a text, or as it was frozen. `levels` empty: asked at any."""

    @property
    def id(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def levels(self) -> tuple[ResponseLevel, ...]: ...


AnyCard = TypeVar("AnyCard", bound=Card)


def cards_at(cards: Iterable[AnyCard], level: ResponseLevel) -> tuple[AnyCard, ...]:
    """Those that the response level puts in force, the most urgent first."""
    chosen = (one for one in cards if not one.levels or level in one.levels)
    return tuple(sorted(chosen, key=lambda one: (one.minutes, one.id)))


class PlanText(Value):
    """`digest`: sha256 of the file as it stood; `body` Markdown by phase, without its heading.

    `line`: whose departments lead; `words`: by which a title speaks of it (溃堤); `levels`: the incident's;
    `asks`: what the caller is asked, `never`: what is not to be done, `ends`: when the response may end.
    """

    id: str
    title: str
    edition: str
    line: Line
    classes: tuple[IncidentClass, ...]
    subtypes: tuple[str, ...]
    words: tuple[str, ...]
    levels: tuple[Level, ...]
    sources: tuple[str, ...]
    asks: tuple[str, ...]
    never: tuple[str, ...]
    ends: tuple[str, ...]
    conditions: tuple[ResponseCondition, ...]
    roles: tuple[PlanRole, ...]
    cards: tuple[ActionCard, ...]
    notify: tuple[Notified, ...]
    body: dict[Phase, str]
    digest: str

    def cards_at(self, level: ResponseLevel) -> tuple[ActionCard, ...]:
        return cards_at(self.cards, level)

    def notified_at(self, level: ResponseLevel) -> tuple[Notified, ...]:
        return tuple(one for one in self.notify if not one.levels or level in one.levels)

    def condition(self, level: ResponseLevel) -> ResponseCondition | None:
        return next((one for one in self.conditions if one.level is level), None)

    def role(self, id: str) -> PlanRole | None:
        return next((one for one in self.roles if one.id == id), None)

    @property
    def response_levels(self) -> tuple[ResponseLevel, ...]:
        """The gravest first."""
        return tuple(one for one in ResponseLevel if self.condition(one))
