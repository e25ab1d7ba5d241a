"""Whose log a file is, and with what it is hashed: written once, when it is made."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple
from uuid import UUID

from desk.log.chain import HASHINGS, SHA256, Hashing
from desk.log.envelope import LogBroken

TAKEN_FROM = "taken_from"


class Made(NamedTuple):
    """What a log says of itself."""

    store_id: UUID
    hashing: Hashing = SHA256


def made_of(connection: sqlite3.Connection) -> Made:
    """Raises LogBroken."""
    info = _info(connection)
    hashing = HASHINGS.get(info.get("algorithm", SHA256.name))
    if hashing is None:
        raise LogBroken(f"chained with {info['algorithm']}")
    try:
        return Made(UUID(info["store_id"]), hashing)
    except (KeyError, ValueError):
        raise LogBroken("the log does not say whose it is") from None


def taken_from(connection: sqlite3.Connection) -> str | None:
    """Of a reading copy: the manifest of the dossier it was made from, as JSON."""
    return _info(connection).get(TAKEN_FROM)


def make(connection: sqlite3.Connection, new: Made) -> None:
    """Nothing happens where a log was begun."""
    if not _info(connection):
        connection.execute(
            "INSERT INTO log_info (name, value) VALUES ('store_id', ?), ('algorithm', ?)",
            (str(new.store_id), new.hashing.name),
        )


def _info(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, value FROM log_info").fetchall()
    return {name: value for name, value in rows}
