"""One command's work: the streams it read, and the events it decided to write to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from msgspec.structs import replace

from desk.histories import AnotherKind, Histories, History, Streams
from desk.log.envelope import Acting, Recorded, StreamWrite
from desk.log.stored import RawRow
from desk.register import Register
from domain.actors import Actor, Sealed
from domain.incident_joining import ExerciseMixed
from domain.kernel import Event, Refused, fold, name_id

State = TypeVar("State")
Evolve = Callable[[Any, Any], State]
Seal = Callable[[UUID, str, str], Sealed]  # subject, field, word


class Unknown(Refused):
    """查无此项"""

    EN: ClassVar[str] = "There is no such thing here"


class ChangedMeanwhile(Refused):
    """他人刚刚改过，请看最新内容后再定"""

    EN: ClassVar[str] = "Somebody has changed this meanwhile: look at it again, then decide"


class Reading(Streams, Protocol):
    """What a draft needs of the log: one stream's history, and whether anything came since."""

    def rows_since(self, seq: int, limit: int, topics: Sequence[str]) -> list[RawRow]: ...


class Draft:
    """Reads decide nothing: a draft is filled by a command and saved at once, or thrown away.

    A stream is loaded before it is written, so that every write knows the version it builds on.
    """

    def __init__(
        self,
        log: Reading,
        histories: Histories,
        register: Register,
        acting: Acting,
        seal: Seal,
        now: datetime,
    ) -> None:
        self.register = register
        self.acting = acting
        self.seal = seal
        self.now = now  # the office's time as the command is decided
        self.exercise: UUID | None = acting.exercise
        self.part: tuple[object, ...] = ()  # of a command that does one thing several times
        self._log = log
        self._known = histories
        self._histories: dict[UUID, History] = {}
        self._loaded: dict[UUID, _Stream] = {}

    def load(self, id: UUID, evolve: Evolve[State]) -> State | None:
        """The stream's state, this draft's own events included; None for a stream that is not there."""
        if id not in self._loaded:
            history = self._read(id)
            self._loaded[id] = _Stream(evolve, history.recorded, _state(id, evolve, history))
        elif self._loaded[id].evolve is not evolve:
            raise Unknown(id)
        state: State | None = self._loaded[id].state
        return state

    def _read(self, id: UUID) -> History:
        """Once, however many kinds a stream is tried as."""
        if id not in self._histories:
            self._histories[id] = self._known.of(id)
        return self._histories[id]

    def found(self, id: UUID, evolve: Evolve[State]) -> State | None:
        """The stream's state before this draft."""
        self.load(id, evolve)
        then: State | None = self._loaded[id].found
        return then

    def require(self, id: UUID, evolve: Evolve[State]) -> State:
        """As `load`, but a stream that is not there is refused."""
        state = self.load(id, evolve)
        if state is None:
            raise Unknown(id)
        return state

    def record(self, id: UUID, events: Iterable[Event]) -> bool:
        """Adds to a loaded stream; says whether there was anything to add."""
        stream, events = self._loaded[id], tuple(events)
        stream.events += events
        stream.state = fold(stream.evolve, stream.state, events)
        return bool(events)

    def require_unchanged(self, id: UUID, rivals: tuple[type[Event], ...]) -> None:
        """Raises ChangedMeanwhile when one of `rivals` came after what the actor was shown of the stream."""
        seen = self.acting.seen
        if seen is not None and any(
            one.seq > seen and isinstance(one.event, rivals) for one in self._loaded[id].history
        ):
            raise ChangedMeanwhile

    def any_since(self, seq: int, topics: Sequence[str]) -> bool:
        """Whether any event of these topics stands beyond a position of the log."""
        return bool(self._log.rows_since(seq, 1, topics))

    def streams_since(self, seq: int, topics: Sequence[str], limit: int) -> list[UUID]:
        """Those with an event of these topics beyond a position of the log, of the first `limit` events."""
        found = self._log.rows_since(seq, limit, topics)
        return list(dict.fromkeys(one.originator for one in found))

    def inherit(self, exercise: UUID | None) -> None:
        """What is done to an exercise is part of it; what began as an exercise touches nothing real."""
        if self.acting.exercise not in (None, exercise):
            raise ExerciseMixed(exercise)
        self.exercise = exercise

    def stream_at(self, seq: int) -> UUID | None:
        """In which stream the event at a position of the log stands; None where there is none."""
        row = next(iter(self._log.rows_since(seq - 1, 1, ())), None) if seq > 0 else None
        return row.originator if row and row.seq == seq else None

    def beginning_of(self, id: UUID) -> Event | None:
        """The first event of a stream, whatever it is of; it is read and not loaded."""
        recorded = self._read(id).recorded
        return recorded[0].event if recorded else None

    def exercise_of(self, id: UUID) -> UUID | None:
        """Of a loaded stream: the exercise its first event was part of."""
        return self._loaded[id].exercise

    def begun_by(self, id: UUID) -> Actor:
        """Of a loaded stream that is on record: whose act its first event was."""
        return self._loaded[id].history[0].meta.by

    def new_id(self, *what: object) -> UUID:
        """The id of a thing this command brings into being: the same each time the command is sent.

        By whom belongs to it: two accounts that hit on one command id mean two things.
        """
        return name_id(self.acting.command_id, self.acting.account, *self.part, *what)

    @property
    def envelope(self) -> Acting:
        """Who acts, completed by what the command found out: the exercise it is part of, the book in force."""
        return replace(self.acting, exercise=self.exercise, rule_book=self.register.book_hash)

    @property
    def writes(self) -> tuple[StreamWrite, ...]:
        return tuple(
            StreamWrite(id, len(stream.history), stream.events)
            for id, stream in self._loaded.items()
            if stream.events
        )


def _state(id: UUID, evolve: Evolve[State], history: History) -> State | None:
    """An id that names something else, a unit where an incident is asked for, is refused."""
    try:
        state: State | None = history.state(evolve)
    except AnotherKind:
        raise Unknown(id) from None
    return state


class _Stream:
    def __init__(
        self, evolve: Callable[[Any, Any], Any], history: tuple[Recorded, ...], state: Any
    ) -> None:
        self.evolve = evolve
        self.history = history
        self.found = self.state = state
        self.exercise = history[0].meta.exercise if history else None
        self.events: tuple[Event, ...] = ()
