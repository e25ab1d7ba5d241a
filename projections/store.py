"""views.db: rows, position and parked events. Deleting it costs a rebuild and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    cast,
    create_engine,
    delete,
    event,
    func,
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
    Column("made_for", String, nullable=False),  # the store and the views' versions
    Column("mark", String, nullable=False),  # of the event folded last
)
parked = Table(
    "parked",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("view", String, primary_key=True),
    Column("stream", String, nullable=False),
    Column("error", String, nullable=False),
)

# once a row: composing such a statement, or SQLAlchemy's own result, takes ten times as long as the row itself
LOAD_ROW = "SELECT doc FROM row WHERE view=? AND key=?"
PUT_ROW = """
    INSERT INTO row (view, key, doc) VALUES (?, ?, ?) ON CONFLICT (view, key) DO UPDATE SET doc=excluded.doc
"""
DROP_ROW = "DELETE FROM row WHERE view=? AND key=?"

FOLLOWER = "views"
SHAPE = 2  # of the tables; raise it with any change of them


class Position(NamedTuple):
    """The event folded last: its seq, and the mark that no other history has."""

    seq: int
    mark: str


NOWHERE = Position(0, "")


class Parked(NamedTuple):
    """An event one view could not fold, and whose stream waits behind it."""

    seq: int
    view: str
    stream: str
    error: str


class SomebodyElseMoved(Exception):
    """Another follower advanced the position first: start again from where it is."""


def open_store(path: Path) -> Engine:
    return open_file(path, metadata, SHAPE)


def open_file(path: Path, tables: MetaData, shape: int) -> Engine:
    """What an older program or a sick disk left is thrown away: the log has it all."""
    if _shape(path) != shape:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    tables.create_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={shape}")
    return engine


def _shape(path: Path) -> int | None:
    """None: not a sound database."""
    try:
        with closing(sqlite3.connect(path)) as found:
            [(verdict,)] = found.execute("PRAGMA quick_check(1)").fetchall()
            [(shape,)] = found.execute("PRAGMA user_version").fetchall()
            return int(shape) if verdict == "ok" else None
    except sqlite3.DatabaseError:
        return None


def _on_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    """A writer says so at once: read-then-write in a deferred transaction fails without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def position(connection: Connection, made_for: str) -> Position:
    """How far the views have folded; nowhere when there are none made for this log and these versions."""
    found = connection.execute(select(positions).where(positions.c.name == FOLLOWER)).one_or_none()
    return Position(found.seq, found.mark) if found and found.made_for == made_for else NOWHERE


def reset(connection: Connection, made_for: str) -> None:
    for table in (rows, parked, positions):
        connection.execute(delete(table))
    beginning = {"name": FOLLOWER, "made_for": made_for, **NOWHERE._asdict()}
    connection.execute(insert(positions).values(beginning))


def advance(connection: Connection, made_for: str, expected: int, to: Position) -> None:
    """Compare-and-swap, so that of two followers only one applies a batch."""
    here = (positions.c.made_for == made_for) & (positions.c.seq == expected)
    if connection.execute(update(positions).where(here).values(to._asdict())).rowcount != 1:
        raise SomebodyElseMoved(expected)


def write(connection: Connection, view: str, changes: dict[str, bytes | None]) -> None:
    kept = [(view, key, doc) for key, doc in changes.items() if doc is not None]
    gone = [(view, key) for key, doc in changes.items() if doc is None]
    if kept:
        connection.exec_driver_sql(PUT_ROW, kept)
    if gone:
        connection.exec_driver_sql(DROP_ROW, gone)


def park(connection: Connection, events: Iterable[Parked]) -> None:
    for one in events:
        connection.execute(insert(parked).values(one._asdict()).on_conflict_do_nothing())


class Cursor(Protocol):
    """The driver's own."""

    def execute(self, statement: str, values: Sequence[str]) -> Any: ...

    def fetchone(self) -> Any: ...


def cursor(connection: Connection) -> Cursor:
    """Within the transaction that the connection has begun."""
    made: Cursor = connection.connection.cursor()
    return made


def load_row(reading: Cursor, view: str, key: str) -> bytes | None:
    reading.execute(LOAD_ROW, (view, key))
    found = reading.fetchone()
    return found[0] if found else None


def load_view(connection: Connection, view: str) -> dict[str, bytes]:
    found = connection.execute(select(rows.c.key, rows.c.doc).where(rows.c.view == view))
    return {key: doc for key, doc in found}


def load_between(connection: Connection, view: str, first: str, last: str) -> list[bytes]:
    """The rows whose keys lie from `first` to before `last`, in the order of the keys."""
    here = (rows.c.view == view) & (rows.c.key >= first) & (rows.c.key < last)
    return list(connection.execute(select(rows.c.doc).where(here).order_by(rows.c.key)).scalars())


def find(
    connection: Connection, view: str, fields: Sequence[str], words: Iterable[str], limit: int
) -> list[bytes]:
    """The rows whose fields hold every word, whatever the case of Latin letters; by the first field, backwards."""
    doc = cast(rows.c.doc, String)
    told = [func.json_extract(doc, f"$.{field}") for field in fields]
    text = func.lower(func.printf(" ".join(["%s"] * len(told)), *told))
    holds = [func.instr(text, word.lower()) > 0 for word in words]
    found = select(rows.c.doc).where(rows.c.view == view, *holds).order_by(told[0].desc())
    return list(connection.execute(found.limit(limit)).scalars())


def load_parked(connection: Connection) -> list[Parked]:
    found = connection.execute(select(parked).order_by(parked.c.seq))
    return [Parked(one.seq, one.view, one.stream, one.error) for one in found]
