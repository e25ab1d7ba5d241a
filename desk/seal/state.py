"""What a sealer or a witness says of itself to everybody, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

FILE = "state.json"


class Anchor(msgspec.Struct, frozen=True):
    """The newest checkpoint that a witness answered for, and when it did."""

    name: str
    size: int
    at: datetime


class Amiss(msgspec.Struct, frozen=True):
    """What the log contradicts, since when."""

    seq: int
    reason: str
    since: datetime


class State(msgspec.Struct, frozen=True, kw_only=True):
    """`seen`: events taken; `sealed`: of them under a signature, since `sealed_at`.

    `waiting_since`: how long the oldest event waits that no witness has answered for. `key` is the public one.
    """

    looked_at: datetime
    origin: str
    key: str
    seen: int = 0
    sealed: int = 0
    sealed_at: datetime | None = None
    waiting_since: datetime | None = None
    unread_since: datetime | None = None
    anchors: tuple[Anchor, ...] = ()
    amiss: Amiss | None = None

    @property
    def anchored(self) -> int:
        return max((one.size for one in self.anchors), default=0)


def say(folder: Path, state: State) -> None:
    fresh = folder / f".{FILE}.new"
    fresh.write_bytes(msgspec.json.encode(state))
    fresh.chmod(0o644)
    fresh.replace(folder / FILE)


def heard(folder: Path) -> State | None:
    """None: nobody was ever at work there, or it cannot be read."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError):
        return None
