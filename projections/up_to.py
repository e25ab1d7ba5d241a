"""The log up to a position: whatever stands later is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from desk.log.envelope import Recorded
from domain.kernel import Event
from projections.incident_file import Streams

PAGE = 5_000


class Read(Streams, Protocol):
    """A log that is also read by position, and finds the position of a time."""

    def last_before(self, at: datetime) -> int: ...

    def since(self, seq: int, limit: int = PAGE, topics: Sequence[str] = ()) -> list[Recorded]: ...


class UpTo:
    """A reading of the log up to position `seq`, that one included."""

    def __init__(self, log: Read, seq: int) -> None:
        self._log, self.seq = log, seq

    @classmethod
    def before(cls, log: Read, until: datetime) -> UpTo:
        """What is recorded at that instant belongs to what comes after."""
        return cls(log, log.last_before(until))

    def stream(self, originator_id: UUID) -> list[Recorded]:
        return [one for one in self._log.stream(originator_id) if one.seq <= self.seq]

    def told(self, after: int, *kinds: type[Event]) -> Iterator[Recorded]:
        """Events of these kinds behind position `after`, in order; of every kind where none is named."""
        topics = tuple(kind.TOPIC for kind in kinds)
        while after < self.seq:
            found = self._log.since(after, PAGE, topics)
            yield from (one for one in found if one.seq <= self.seq)
            after = found[-1].seq if len(found) == PAGE else self.seq
