"""特殊时期: an important time or a disaster, declared and ended by a leader; more is owed while it lasts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused, Value, name_id, reason_given


class PeriodKind(StrEnum):
    """What kind of time it is."""

    IMPORTANT = "important"  # 重要时期：会议、大型活动、敏感节点
    DISASTER = "disaster"  # 灾害期间


class SpecialPeriodDeclared(Event):
    """From a day on; `last`: to that day, None until it is ended."""

    TOPIC = "special-period.declared"
    kind: PeriodKind
    first: date
    last: date | None
    reason: str


class SpecialPeriodEnded(Event):
    """`last`: the last day of it."""

    TOPIC = "special-period.ended"
    last: date
    reason: str


class SpecialPeriod(Value):
    kind: PeriodKind
    first: date
    last: date | None
    reason: str

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class PeriodBackwards(Refused):
    """特殊时期的结束日不能早于开始日"""

    EN: ClassVar[str] = "A special period cannot end before it begins"


class NoPeriod(Refused):
    """现在不在特殊时期"""

    EN: ClassVar[str] = "There is no special period now"


def special_period_id(unit: UUID, kind: PeriodKind) -> UUID:
    """One of a kind at a time."""
    return name_id(unit, "special-period", kind)


def evolve(period: SpecialPeriod | None, happened: Event) -> SpecialPeriod:
    match happened:
        case SpecialPeriodDeclared(kind=kind, first=first, last=last, reason=reason):
            return SpecialPeriod(kind=kind, first=first, last=last, reason=reason)
        case SpecialPeriodEnded(last=last) if period:
            return SpecialPeriod(
                kind=period.kind, first=period.first, last=last, reason=period.reason
            )
    raise TypeError(f"{happened!r} is no special period's, or comes before any")


def declare(period: SpecialPeriod | None, declaring: SpecialPeriodDeclared) -> list[Event]:
    """Declared again in other words, the newer ones stand."""
    reason = reason_given(declaring.reason)
    if declaring.last and declaring.last < declaring.first:
        raise PeriodBackwards
    said = SpecialPeriodDeclared(
        kind=declaring.kind, first=declaring.first, last=declaring.last, reason=reason
    )
    standing = SpecialPeriod(kind=said.kind, first=said.first, last=said.last, reason=reason)
    return [] if period == standing else [said]


def end(period: SpecialPeriod | None, *, last: date, reason: str) -> list[Event]:
    if period is None or not period.holds(last):
        raise NoPeriod
    said = reason_given(reason)
    return [] if period.last == last else [SpecialPeriodEnded(last=last, reason=said)]
