"""Whether what rings was tried, and whether what is said of a channel has a row behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from escalation.auditor import SECOND, Fault, Found, Row, instant

TRIED_WITHIN = 60 * SECOND


class Attempt(NamedTuple):
    """A row of attempts.db: of one ring, by one channel."""

    outcome: str | None
    said: str | None


Attempts = Mapping[tuple[str, int], tuple[Attempt, ...]]  # by notice and ring


class RingAudit:
    """Of every notice the ring that is going on: since when, and whether anybody outside is to be reached."""

    def __init__(self) -> None:
        self._ringing: dict[str, tuple[int, int]] = {}  # number, since
        self._claimed: set[tuple[str, int]] = set()  # accepted, say the events

    def take(self, row: Row) -> None:
        data = row.data
        match row.topic:
            case "notice.rung" | "notice.rung-for-shift" if data["person"] and not row.exercise:
                self._ringing[row.stream] = data["number"], instant(data["at"])
            case "notice.acknowledged" | "notice.ended":
                self._ringing.pop(row.stream, None)
                self._claimed = {one for one in self._claimed if one[0] != row.stream}
            case "notice.attempted" if data["outcome"] == "accepted":
                self._claimed.add((row.stream, data["number"]))

    def look(self, now: int, attempts: Attempts) -> set[Found]:
        """To be asked only where the office has channels."""
        return {*self._untried(now, attempts), *self._lies(attempts)}

    def _untried(self, now: int, attempts: Attempts) -> Iterator[Found]:
        for stream, (number, since) in self._ringing.items():
            if since < now - TRIED_WITHIN and (stream, number) not in attempts:
                yield Found(Fault.RING_UNTRIED, stream)

    def _lies(self, attempts: Attempts) -> Iterator[Found]:
        """An acceptance without a row, or a row that says so in no words of the channel's."""
        for stream, number in self._claimed:
            rows = attempts.get((stream, number), ())
            if not any(one.outcome == "accepted" for one in rows):
                yield Found(Fault.CHANNEL_LIES, stream)
        for (stream, _), rows in attempts.items():
            if any(one.outcome == "accepted" and not one.said for one in rows):
                yield Found(Fault.CHANNEL_LIES, stream)
