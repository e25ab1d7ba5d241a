"""Any position of the log in a few milliseconds: from the nearest checkpoint on, by the live fold.

replays = Replays(history, path)
replays.board(seq)          # any thread
while replays.turn(): …     # one thread: a checkpoint more, whenever enough events have come
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from projections.board import compose
from projections.checkpoints import EVERY, FULL_EVERY, Checkpoint, Checkpoints, packed
from projections.folding import Folding
from projections.follower import Source
from projections.replay import BOARD_VIEWS, Replay
from projections.rows import Rows, View, encode
from projections.shapes import Board
from projections.store import Parked

KEPT_VIEWS = tuple(view for view in BOARD_VIEWS if view.resident)
READ_VIEWS = tuple(view for view in BOARD_VIEWS if not view.resident)  # a row is its own stream's
WHOLE_KEPT_MAX = 4  # in memory, decoded
NO_KEY = str(None)  # a line that is about no incident asks for the name of none


class History(NamedTuple):
    """A log as replays read it."""

    source: Source
    stream: Callable[[UUID], Sequence[Any]]  # raw rows of one stream
    chain_at: Callable[[int], str | None]  # hex; None: nothing stands there


class Replays:
    """Boards of the past; `every` events a checkpoint."""

    def __init__(self, history: History, path: Path, every: int = EVERY) -> None:
        versions = ",".join(f"{view.name}{view.version}" for view in KEPT_VIEWS)
        self._history = history
        self._every = every
        self._kept = Checkpoints(path, f"{history.source.made_for}/{every}/{versions}")
        self._wholes: dict[int, Replay] = {}
        self._lock = threading.Lock()
        self._folded: Replay | None = None  # the keeper's own, as far as it has come
        self._held: dict[str, dict[str, bytes]] = {}  # by its newest whole checkpoint
        self._whole_seq = 0

    def board(self, seq: int, parked: Iterable[Parked] = ()) -> Board:
        """`parked`: what the live follower could not fold."""
        replay = self.replay(seq)
        replay.also_parked(parked)
        return compose(replay)

    def replay(self, seq: int) -> Replay:
        """`seq` must be on record."""
        replay = self._nearest(seq)
        replay.fold_up_to(seq)
        return replay

    def reach(self, seq: int) -> int:
        """How many events would have to be folded to get there."""
        found = self._kept.nearest(seq)
        return seq - found.seq if found else seq

    def close(self) -> None:
        self._kept.close()

    def turn(self, newest: int) -> bool:
        """Adds the next checkpoint, if the log has come so far; whether it did."""
        folded = self._folded = self._folded or self._resumed(newest)
        seq = folded.position + self._every
        if seq > newest:
            return False
        folded.fold_up_to(seq)
        self._keep(folded)
        return True

    def _resumed(self, newest: int) -> Replay:
        """Goes on from the newest checkpoint that this log still holds; the next one is a whole one."""
        replay = self._nearest(newest)
        self._kept.forget_since(replay.position + 1)
        return replay

    def _keep(self, folded: Replay) -> None:
        seq, chain = folded.position, self._history.chain_at(folded.position)
        assert chain
        whole = not self._whole_seq or seq >= self._whole_seq + FULL_EVERY * self._every
        held = {view.name: folded.rows[view.name].whole() for view in KEPT_VIEWS}
        if whole:
            self._whole_seq, self._held = seq, held
        docs = {name: _changes({} if whole else self._held[name], held[name]) for name in held}
        self._kept.add(Checkpoint(seq, chain, self._whole_seq, packed(docs, folded.parked)))

    def _nearest(self, seq: int) -> Replay:
        """A fork at the nearest checkpoint that this log still holds; else at the beginning."""
        while found := self._kept.nearest(seq):
            ours = self._history.chain_at(found.seq) == found.chain
            if ours and (replay := self._opened(found)):
                return replay
            self._kept.forget_since(found.seq)  # an older copy of the log was put back
        return Replay(self._history.source)

    def _opened(self, found: Checkpoint) -> Replay | None:
        whole = self._whole_at(found.whole)
        if whole is None:
            return None
        replay = self._fork(whole, found.seq)
        if found.seq != found.whole:
            doc = found.opened()
            for name, changes in doc.rows.items():
                replay.rows[name].change(changes)
            replay.wait_for(doc.parked)
        return replay

    def _whole_at(self, seq: int) -> Replay | None:
        """Decoded once for all that look around there."""
        with self._lock:
            if seq not in self._wholes and (found := self._kept.at(seq)):
                doc, replay = found.opened(), Replay(self._history.source)
                for name, rows in doc.rows.items():
                    replay.rows[name].change(rows)
                replay.wait_for(doc.parked)
                self._wholes[seq] = replay
                if len(self._wholes) > WHOLE_KEPT_MAX:
                    self._wholes.pop(next(iter(self._wholes)))
            return self._wholes.get(seq)

    def _fork(self, whole: Replay, seq: int) -> Replay:
        replay = Replay(self._history.source)
        replay.position = seq
        replay.wait_for(whole.parked)
        for view in KEPT_VIEWS:
            replay.rows[view.name] = whole.rows[view.name].fork(nothing)
        for view in READ_VIEWS:
            replay.rows[view.name] = Rows(view.row, self._reader(view, seq))
        return replay

    def _reader(self, view: View, seq: int) -> Callable[[str], bytes | None]:
        """Of a view whose rows are each made from one stream, none is kept: it is folded when it is asked for."""

        def read(key: str) -> bytes | None:
            source = self._history.source
            alone = Folding(source.decode, (view,))
            alone.rows = {view.name: Rows(view.row, nothing)}
            for row in self._history.stream(UUID(key)) if key != NO_KEY else ():
                if row.seq <= seq:
                    alone.fold(row)
            found = alone.rows[view.name].get(key)
            return encode(found) if found else None

        return read


def nothing(_: str) -> None:
    return None


def _changes(before: dict[str, bytes], now: dict[str, bytes]) -> dict[str, bytes | None]:
    gone = dict.fromkeys(before.keys() - now.keys())
    return gone | {key: doc for key, doc in now.items() if before.get(key) != doc}
