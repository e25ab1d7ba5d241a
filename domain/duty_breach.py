"""值班违规: what the record or a leader says of a person on duty, and what a named person decided about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value, name_id
from domain.times import WorldTime
from domain.verdict import Decision


class DutyBreachKind(StrEnum):
    """What went wrong at the desk."""

    ABSENT = "absent"  # 脱岗
    UNMANNED = "unmanned"  # 空岗
    LATE = "late"  # 迟到
    LEFT_EARLY = "left_early"  # 早退
    STAND_IN = "stand_in"  # 顶岗


class Explained(StrEnum):
    """Why a proposal falls away."""

    EXCUSED = "excused"  # 已说明缘由
    SUBSTITUTED = "substituted"  # 已由他人替班


class DutyBreachProposed(Event):
    """Once of a shift, a kind and a person. `words`: what a leader found; "" the record tells it by itself."""

    TOPIC = "duty-breach.proposed"
    shift: UUID
    kind: DutyBreachKind
    person: UUID | None  # None: the desk as such
    since: datetime
    words: str


class DutyBreachStated(Event):
    """申辩: what the person says."""

    TOPIC = "duty-breach.stated"
    words: str
    given: WorldTime


class DutyBreachDecided(Event):
    TOPIC = "duty-breach.decided"
    decision: Decision
    reason: str
    decided: WorldTime
    person: UUID


class DutyDecisionRevoked(Event):
    TOPIC = "duty-breach.decision-revoked"
    reason: str
    person: UUID


class DutyBreachWithdrawn(Event):
    """It is explained. After a decision it is recorded all the same, and undoes nothing."""

    TOPIC = "duty-breach.withdrawn"
    why: Explained
    reason: str


class DutyBreach(Value):
    proposed: DutyBreachProposed
    statements: tuple[DutyBreachStated, ...] = ()
    decision: DutyBreachDecided | None = None
    withdrawn: DutyBreachWithdrawn | None = None


def duty_breach_id(shift: UUID, kind: DutyBreachKind, person: UUID | None) -> UUID:
    return name_id(shift, "duty-breach", kind, person or "")


def evolve(breach: DutyBreach | None, happened: Event) -> DutyBreach:
    if isinstance(happened, DutyBreachProposed):
        return DutyBreach(proposed=happened)
    if breach is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no duty breach's, or comes before any")
    return replace(breach, **CHANGES[type(happened)](breach, happened))


CHANGES: dict[type[Event], Callable[[DutyBreach, Any], dict[str, Any]]] = {
    DutyBreachStated: lambda b, e: {"statements": (*b.statements, e)},
    DutyBreachDecided: lambda _, e: {"decision": e},
    DutyDecisionRevoked: lambda _b, _e: {"decision": None},
    DutyBreachWithdrawn: lambda _, e: {"withdrawn": e},
}
