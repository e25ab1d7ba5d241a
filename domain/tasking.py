"""交办: what an instruction asks of a unit or a person: to be received, and answered, each by its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Sealed
from domain.kernel import Event, Timed, Value
from domain.times import WorldTime


class Awaited(StrEnum):
    """What a tasking waits for."""

    RECEIPT = "receipt"  # 签收
    FEEDBACK = "feedback"  # 反馈


class TaskingGiven(Timed):
    """To a unit, one of its persons by name, or a person alone."""

    TOPIC = "tasking.given"
    instruction: UUID
    incident: UUID
    unit: UUID | None
    person: UUID | None
    what: str
    receipt_due: datetime
    feedback_due: datetime


class TaskingReceived(Timed):
    """签收: they have it, and somebody said so."""

    TOPIC = "tasking.received"
    received: WorldTime
    counterpart: Sealed | None


class TaskingAnswered(Timed):
    TOPIC = "tasking.answered"
    words: str
    answered: WorldTime


class TaskingAskedAgain(Timed):
    """退回重办: the answer does not do; another one by then."""

    TOPIC = "tasking.asked-again"
    round: int
    reason: str
    feedback_due: datetime


class TaskingRanOut(Timed):
    """Once for each thing awaited in a round."""

    TOPIC = "tasking.ran-out"
    awaited: Awaited
    due_at: datetime
    noticed_at: datetime


class TaskingSuperseded(Timed):
    """The incident it is about is annulled or goes on as another one."""

    TOPIC = "tasking.superseded"
    at: datetime


class Tasking(Value):
    given: TaskingGiven
    feedback_due: datetime
    round: int = 1
    received: WorldTime | None = None
    counterpart: Sealed | None = None  # who took it
    answered: WorldTime | None = None
    answer: str = ""
    ran_out: frozenset[Awaited] = frozenset()
    superseded: bool = False

    @property
    def open(self) -> bool:
        return self.answered is None and not self.superseded

    def due(self, awaited: Awaited) -> datetime:
        return self.given.receipt_due if awaited is Awaited.RECEIPT else self.feedback_due

    @property
    def awaits(self) -> tuple[Awaited, ...]:
        """An answer says that it was received as well."""
        if not self.open:
            return ()
        return (Awaited.FEEDBACK,) if self.received else tuple(Awaited)


def evolve(tasking: Tasking | None, happened: Event) -> Tasking:
    if isinstance(happened, TaskingGiven):
        return Tasking(given=happened, feedback_due=happened.feedback_due)
    if tasking is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no tasking's, or comes before any was given")
    return replace(tasking, **CHANGES[type(happened)](tasking, happened))


def _again(tasking: Tasking, happened: TaskingAskedAgain) -> dict[str, Any]:
    return {
        "round": happened.round,
        "feedback_due": happened.feedback_due,
        "answered": None,
        "answer": "",
        "ran_out": tasking.ran_out - {Awaited.FEEDBACK},
    }


CHANGES: dict[type[Event], Callable[[Tasking, Any], dict[str, Any]]] = {
    TaskingReceived: lambda _, e: {"received": e.received, "counterpart": e.counterpart},
    TaskingAnswered: lambda t, e: {
        "answered": e.answered,
        "answer": e.words,
        "received": t.received or e.answered,
    },
    TaskingAskedAgain: _again,
    TaskingRanOut: lambda t, e: {"ran_out": t.ran_out | {e.awaited}},
    TaskingSuperseded: lambda _t, _e: {"superseded": True},
}
