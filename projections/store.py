"""views.db: rows, position and parked events. Deleting it costs a rebuild and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

metadata = MetaData()
rows = Table(
    "row",
    metadata,
    Column("view", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("doc", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
positions = Table(
    "position",
    metadata,
    Column("name", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("made_for", String, nullable=False),  # store, epoch and the views' versions
)
parked = Table(
    "parked",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("view", String, primary_key=True),
    Column("stream", String, nullable=False),
    Column("error", String, nullable=False),
)

FOLLOWER = "views"


class Parked(NamedTuple):
    """An event one view could not fold, and whose stream waits behind it."""

    seq: int
    view: str
    stream: str
    error: str


class SomebodyElseMoved(Exception):
    """Another follower advanced the position first: start again from where it is."""


def open_store(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    metadata.create_all(engine)
    return engine


def _on_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    """A writer says so at once: read-then-write in a deferred transaction fails without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def position(connection: Connection, made_for: str) -> int:
    """How far the views have folded; 0 when there are none made for this log and these versions."""
    found = connection.execute(select(positions).where(positions.c.name == FOLLOWER)).one_or_none()
    return found.seq if found and found.made_for == made_for else 0


def reset(connection: Connection, made_for: str) -> None:
    for table in (rows, parked, positions):
        connection.execute(delete(table))
    connection.execute(insert(positions).values(name=FOLLOWER, seq=0, made_for=made_for))


def advance(connection: Connection, *, expected: int, seq: int) -> None:
    """Compare-and-swap, so that of two followers only one applies a batch."""
    here = (positions.c.name == FOLLOWER) & (positions.c.seq == expected)
    if connection.execute(update(positions).where(here).values(seq=seq)).rowcount != 1:
        raise SomebodyElseMoved(expected)


def write(connection: Connection, view: str, changes: dict[str, bytes | None]) -> None:
    kept = [{"view": view, "key": k, "doc": doc} for k, doc in changes.items() if doc is not None]
    gone = [key for key, doc in changes.items() if doc is None]
    if kept:
        adding = insert(rows)
        connection.execute(
            adding.on_conflict_do_update(
                index_elements=["view", "key"], set_={"doc": adding.excluded.doc}
            ),
            kept,
        )
    for key in gone:
        connection.execute(delete(rows).where((rows.c.view == view) & (rows.c.key == key)))


def park(connection: Connection, events: Iterable[Parked]) -> None:
    for one in events:
        connection.execute(insert(parked).values(one._asdict()).on_conflict_do_nothing())


def load_row(connection: Connection, view: str, key: str) -> bytes | None:
    here = (rows.c.view == view) & (rows.c.key == key)
    doc: bytes | None = connection.execute(select(rows.c.doc).where(here)).scalar()
    return doc


def load_view(connection: Connection, view: str) -> dict[str, bytes]:
    found = connection.execute(select(rows.c.key, rows.c.doc).where(rows.c.view == view))
    return {key: doc for key, doc in found}


def load_parked(connection: Connection) -> list[Parked]:
    found = connection.execute(select(parked).order_by(parked.c.seq))
    return [Parked(one.seq, one.view, one.stream, one.error) for one in found]
