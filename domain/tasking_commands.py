"""What may be done with a tasking: functions of its state that answer with events."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace

from domain.actors import Sealed
from domain.kernel import Event, Refused, reason_given
from domain.tasking import (
    Tasking,
    TaskingAnswered,
    TaskingAskedAgain,
    TaskingGiven,
    TaskingRanOut,
    TaskingReceived,
    TaskingSuperseded,
)
from domain.times import WorldTime


class NobodyTasked(Refused):
    """请选定承办单位或承办人，并写明事项"""

    EN: ClassVar[str] = "Name the unit or the person, and what is asked of them"


class TaskingTimesWrong(Refused):
    """反馈时限不得早于签收时限，签收时限须在此刻之后"""

    EN: ClassVar[str] = "Feedback is due no earlier than receipt, and receipt after now"


class NothingAwaited(Refused):
    """此项交办已不待办"""

    EN: ClassVar[str] = "Nothing is awaited of this tasking any more"


class NotAnswered(Refused):
    """此项交办尚未反馈"""

    EN: ClassVar[str] = "This tasking has not been answered yet"


class AnswerMissing(Refused):
    """请写明反馈内容"""

    EN: ClassVar[str] = "Write down what they answered"


def give(tasking: Tasking | None, giving: TaskingGiven, *, now: datetime) -> list[Event]:
    if tasking:
        return []
    if not giving.what.strip() or (giving.unit is None and giving.person is None):
        raise NobodyTasked
    if not now < giving.receipt_due <= giving.feedback_due:
        raise TaskingTimesWrong
    return [replace(giving, next_at=giving.receipt_due)]


def receive(tasking: Tasking, *, received: WorldTime, counterpart: Sealed | None) -> list[Event]:
    _require_open(tasking)
    if tasking.received:
        return []
    after = replace(tasking, received=received)
    return [TaskingReceived(received=received, counterpart=counterpart, next_at=alarm(after))]


def answer(tasking: Tasking, *, words: str, answered: WorldTime) -> list[Event]:
    """In their own words. Said again, nothing happens; another answer needs another round."""
    if tasking.answered and tasking.answer == words:
        return []
    _require_open(tasking)
    if not words.strip():
        raise AnswerMissing
    return [TaskingAnswered(words=words, answered=answered, next_at=None)]


def ask_again(
    tasking: Tasking, *, reason: str, feedback_due: datetime, now: datetime
) -> list[Event]:
    if tasking.superseded:
        raise NothingAwaited
    if tasking.answered is None:
        raise NotAnswered
    if feedback_due <= now:
        raise TaskingTimesWrong
    round, reason = tasking.round + 1, reason_given(reason)
    due = feedback_due
    return [TaskingAskedAgain(round=round, reason=reason, feedback_due=due, next_at=due)]


def look(tasking: Tasking, *, as_of: datetime) -> list[Event]:
    """What has run out by now, each once; asked too early or too late, nothing."""
    events: list[Event] = []
    for awaited in tasking.awaits:
        due = tasking.due(awaited)
        if awaited not in tasking.ran_out and due <= as_of:
            tasking = replace(tasking, ran_out=tasking.ran_out | {awaited})
            ran_out = TaskingRanOut(
                awaited=awaited, due_at=due, noticed_at=as_of, next_at=alarm(tasking)
            )
            events.append(ran_out)
    return events


def supersede(tasking: Tasking, *, at: datetime) -> list[Event]:
    return [TaskingSuperseded(at=at, next_at=None)] if tasking.open else []


def alarm(tasking: Tasking) -> datetime | None:
    """The earliest time still awaited that has not run out yet."""
    waiting = (one for one in tasking.awaits if one not in tasking.ran_out)
    return min((tasking.due(one) for one in waiting), default=None)


def _require_open(tasking: Tasking) -> None:
    if not tasking.open:
        raise NothingAwaited
