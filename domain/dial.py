"""拨号: the officer rings somebody by hand about an incident: when, which number, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Sealed
from domain.kernel import Event, Refused, Value
from domain.times import WorldTime

TAKEN_BACK_WITHIN = timedelta(seconds=60)


class DialPurpose(StrEnum):
    """Why somebody is rung."""

    LEADER = "leader"  # 报告带班领导
    UPWARD = "upward"  # 向上级报告
    UNIT = "unit"  # 通知、催办单位
    CALL_BACK = "call_back"  # 回拨核实


class DialOutcome(StrEnum):
    """What came of it (spot checks use the same words)."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    FORWARDED = "forwarded"  # 呼叫转移


class DialPlaced(Event):
    """`person` or `unit`: whom it should reach; both None: the caller who rang before."""

    TOPIC = "dial.placed"
    incident: UUID
    purpose: DialPurpose
    person: UUID | None
    unit: UUID | None
    number: str
    dialled: WorldTime


class DialEnded(Event):
    TOPIC = "dial.ended"
    outcome: DialOutcome
    answered_by: Sealed | None
    ended: WorldTime


class DialWithdrawn(Event):
    """Stamped by mistake and taken back at once."""

    TOPIC = "dial.withdrawn"


class Dial(Value):
    placed: DialPlaced
    outcome: DialOutcome | None = None
    withdrawn: bool = False


class DialOver(Refused):
    """此次拨号已有结果"""

    EN: ClassVar[str] = "This call has its outcome already"


class TooLateToTakeBack(Refused):
    """超过60秒不能撤回，请记录拨号结果"""

    EN: ClassVar[str] = "After 60 seconds it stays: record what came of the call"


def evolve(dial: Dial | None, happened: Event) -> Dial:
    match happened:
        case DialPlaced():
            return Dial(placed=happened)
        case DialEnded(outcome=outcome) if dial:
            return replace(dial, outcome=outcome)
        case DialWithdrawn() if dial:
            return replace(dial, withdrawn=True)
    raise TypeError(f"{happened!r} is no dial's")


def place(dial: Dial | None, placed: DialPlaced) -> list[Event]:
    return [] if dial else [placed]


def end(dial: Dial, ended: DialEnded) -> list[Event]:
    """The same outcome twice is one; another one is refused: what was said stands."""
    if dial.outcome is ended.outcome:
        return []
    if dial.outcome or dial.withdrawn:
        raise DialOver(dial.outcome or "withdrawn")
    return [ended]


def withdraw(dial: Dial, *, now: datetime) -> list[Event]:
    if dial.withdrawn:
        return []
    if dial.outcome:
        raise DialOver(dial.outcome)
    if now > dial.placed.dialled.latest + TAKEN_BACK_WITHIN:
        raise TooLateToTakeBack
    return [DialWithdrawn()]
