"""How far the log is sealed and answered for, as the sealer says in its public file; and the log's tree as this process reckons it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from api.clock import stopwatch, wall
from api.sealing import wrong_with
from api.settings import Settings
from desk.log.log import Log
from desk.log.note import Checkpoint, origin_of
from desk.log.tree import Tree
from desk.seal.state import State, heard

KEPT_SECONDS = 1.0  # every desk asks every few seconds
GROUP = 8


class Anchoring(NamedTuple):
    """`unanchored`: events no witness has answered for; `wrong`: what people have to be told.

    `state` None: no sealer was ever at work here.
    """

    state: State | None
    head: int
    now: datetime
    wrong: tuple[str, ...] = ()

    @property
    def unanchored(self) -> int:
        return max(0, self.head - (self.state.anchored if self.state else 0))

    @property
    def age(self) -> timedelta | None:
        """Of the newest checkpoint."""
        at = self.state.sealed_at if self.state else None
        return self.now - at if at else None


class Anchored:
    """One for a running office. Reads what everybody may read, and no key."""

    def __init__(self, settings: Settings, log: Log) -> None:
        self._folder, self._expected = settings.sealed_in, settings.seal is not None
        self._log = log
        self._turn = threading.Lock()
        self._tree = Tree(log.hashing, self._leaves)
        self._heard: tuple[float, State | None] = (0.0, None)

    def look(self) -> Anchoring:
        """The wall clock is the sealer's clock too: the office's may be a fast one."""
        state, now = self._state(), wall()
        head = self._log.position
        if state is None:
            return Anchoring(None, head, now, ("missing",) if self._expected else ())
        return Anchoring(state, head, now, wrong_with(state, now))

    def checkpoint(self, seq: int) -> Checkpoint | None:
        """Of the first `seq` events, reckoned here; None beyond the log."""
        chain = self._log.chain_at(seq)
        if chain is None:
            return None
        with self._turn:
            root = self._tree.root(seq)
        return Checkpoint(origin_of(self._log.store_id), seq, root, chain)

    def _state(self) -> State | None:
        at, state = self._heard
        if not at or stopwatch() - at > KEPT_SECONDS:
            state = heard(self._folder)
            self._heard = stopwatch(), state
        return state

    def _leaves(self, start: int, end: int) -> Sequence[bytes]:
        question = "SELECT leaf FROM event WHERE seq>? AND seq<=? ORDER BY seq"
        return [row["leaf"] for row in self._log.recorder.all(question, (start, end))]


def groups(hashed: bytes) -> str:
    """As somebody reads it aloud."""
    digits = hashed.hex()
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
