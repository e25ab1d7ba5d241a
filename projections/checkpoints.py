"""replay.db: what the board's views held after every so many events. Deleting it costs a rebuild and nothing else.

Whole rows stand in every `FULL_EVERY`-th checkpoint; the ones between hold what has changed since the last whole one.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from projections.store import Parked, open_file

metadata = MetaData()
checkpoints = Table(
    "checkpoint",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("made_for", String, nullable=False),  # the store and the views' versions
    Column("chain", String, nullable=False),  # of the log up to there: no other history has it
    Column("whole", Integer, nullable=False),  # the checkpoint whose rows these changes are to
    Column("doc", LargeBinary, nullable=False),
)
SHAPE = 1  # of the table; raise it with any change of it
EVERY = 256  # events
FULL_EVERY = 16  # checkpoints

Docs = dict[str, dict[str, bytes | None]]  # by view and key; None: dropped


class Doc(msgspec.Struct, frozen=True):
    """What one checkpoint holds."""

    rows: Docs
    parked: list[Parked]


class Checkpoint(NamedTuple):
    seq: int
    chain: str
    whole: int
    doc: bytes

    def opened(self) -> Doc:
        return msgspec.msgpack.decode(zlib.decompress(self.doc), type=Doc)


def packed(rows: Mapping[str, Mapping[str, bytes | None]], parked: list[Parked]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode({"rows": rows, "parked": parked}), 1)


class Checkpoints:
    """The file. One thread adds; any thread may ask."""

    def __init__(self, path: Path, made_for: str) -> None:
        self._engine: Engine = open_file(path, metadata, SHAPE)
        self._ours = checkpoints.c.made_for == made_for
        self._made_for = made_for
        with self._engine.begin() as connection:
            connection.execute(delete(checkpoints).where(~self._ours))

    def nearest(self, seq: int) -> Checkpoint | None:
        """The newest up to a position."""
        here = select(checkpoints).where(self._ours, checkpoints.c.seq <= seq)
        return self._one(here.order_by(checkpoints.c.seq.desc()).limit(1))

    def at(self, seq: int) -> Checkpoint | None:
        return self._one(select(checkpoints).where(self._ours, checkpoints.c.seq == seq))

    def add(self, one: Checkpoint) -> None:
        values = one._asdict() | {"made_for": self._made_for}
        with self._engine.begin() as connection:
            connection.execute(insert(checkpoints).values(values).on_conflict_do_nothing())

    def forget_since(self, seq: int) -> None:
        """From a position on they are of another history."""
        with self._engine.begin() as connection:
            connection.execute(delete(checkpoints).where(checkpoints.c.seq >= seq))

    def close(self) -> None:
        self._engine.dispose()

    def _one(self, statement: object) -> Checkpoint | None:
        with self._engine.connect() as connection:
            found = connection.execute(statement).one_or_none()  # type: ignore[call-overload]
        return Checkpoint(found.seq, found.chain, found.whole, found.doc) if found else None
