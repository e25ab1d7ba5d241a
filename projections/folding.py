"""Views folded event by event in memory: the one way in which anything is made from the log, live, rebuilt or replayed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from desk.log.envelope import Recorded
from domain.kernel import TOPICS
from projections.rows import Rows, View
from projections.store import Parked

log = logging.getLogger("shoubao.folding")


class RawRow(Protocol):
    """A stored event before it is decoded: a fold must outlive one it cannot read."""

    seq: int
    topic: str

    @property
    def stream(self) -> str: ...

    @property
    def mark(self) -> str: ...


class Folding:
    """Views as folds of one log, as of `position`. An event that a view cannot fold parks with its stream."""

    def __init__(self, decode: Callable[[Any], Recorded], views: Sequence[View]) -> None:
        self._decode = decode
        self.views = tuple(views)
        self.rows: dict[str, Rows[Any]] = {}
        self.parked: list[Parked] = []
        self._waiting: set[tuple[str, str]] = set()  # view and stream
        self.position = 0
        self._by_topic: dict[str, list[View]] = {}
        for view in views:
            for topic in view.topics:
                self._by_topic.setdefault(topic, []).append(view)

    def fold(self, row: RawRow) -> list[Parked]:
        """Into every view it concerns; returns what was newly parked. The position is the caller's to move."""
        interested = self._interested(row.topic)
        if not interested:
            return []
        try:
            recorded = self._decode(row)
        except Exception as error:  # a poison event parks; everything else goes on
            log.exception("event %s cannot be decoded", row.seq)
            return [self._parked(row, view, repr(error)) for view in interested]
        return [one for view in interested if (one := self._fold_into(view, row, recorded))]

    def wait_for(self, parked: Sequence[Parked]) -> None:
        """Takes over what was parked before."""
        self.parked = list(parked)
        self._waiting = {(one.view, one.stream) for one in parked}

    def _interested(self, topic: str) -> Sequence[View]:
        """What this program has never heard of may concern every view."""
        return self._by_topic.get(topic, () if topic in TOPICS else self.views)

    def _fold_into(self, view: View, row: RawRow, recorded: Recorded) -> Parked | None:
        rows = self.rows[view.name]
        if self._waiting and (view.name, row.stream) in self._waiting:
            return self._parked(row, view, "an earlier event of this stream is parked")
        try:
            view.fold(rows, recorded)
        except Exception as error:  # as above: one sick stream must not stop the board
            rows.undo()
            log.exception("event %s cannot be folded into %s", row.seq, view.name)
            return self._parked(row, view, repr(error))
        rows.keep()
        return None

    def _parked(self, row: RawRow, view: View, error: str) -> Parked:
        one = Parked(row.seq, view.name, row.stream, error)
        self.parked.append(one)
        self._waiting.add((view.name, row.stream))
        return one
