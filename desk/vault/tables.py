"""vault.db: its tables, and connections that keep what they were told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)

metadata = MetaData()
info = Table(
    "vault_info",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
accounts = Table(
    "account",
    metadata,
    Column("id", String, primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("profile", LargeBinary, nullable=False),  # JSON of an Account
    Column("password", String, nullable=False),
)
pins = Table(
    "pin",
    metadata,
    Column("account", String, primary_key=True),
    Column("pin", String, nullable=False),
)
attempts = Table(
    "attempt",
    metadata,
    Column("login_mark", LargeBinary, primary_key=True),
    Column("source", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("wait_until", Integer, nullable=False),  # µs
)
sessions = Table(
    "session",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("began", Integer, nullable=False),
    Column("last_seen", Integer, nullable=False),
)
tokens = Table(
    "token",
    metadata,
    Column("id", String, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("account", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("issued", Integer, nullable=False),
    Column("expires", Integer, nullable=False),
    Column("revoked", Boolean, nullable=False, default=False),
)
ring_links = Table(
    "ring_link",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("person", String, nullable=False),
    Column("notice", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("expires", Integer, nullable=False, index=True),
    Column("used", Integer, nullable=True),
)
calendar_feeds = Table(
    "calendar_feed",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("person", String, nullable=False, unique=True),
    Column("issued", Integer, nullable=False),
)
unit_links = Table(
    "unit_link",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("unit", String, nullable=False, unique=True),
    Column("expires", Integer, nullable=False),
)
subject_keys = Table(
    "subject_key",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("wrapped", LargeBinary, nullable=True),  # None: erased, for ever
    Column("erased_at", Integer, nullable=True),
    Column("reason", String, nullable=True),
)

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a sealed word may be on record only if its key is on the disk
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,  # what is erased is overwritten
}


def open_tables(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    metadata.create_all(engine)
    path.chmod(0o600)
    return engine


def writing(engine: Engine) -> Engine:
    """The same database for a transaction that will write: it says so at once and waits its turn."""
    return engine.execution_options(writes=True)


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _on_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value:
            raise RuntimeError(f"vault.db: {name} is {found}, not {value}")
