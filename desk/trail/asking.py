"""Questions to a trail of reading: bounded, the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from desk.log.connections import reader
from desk.log.instants import microseconds
from desk.trail.reading import Kept, ReadingKind, decode


class AskedOf(NamedTuple):
    """None or empty asks for everything. `about`: any of these things; `since` up to, not including, `until`."""

    account: UUID | None = None
    kind: ReadingKind | None = None
    about: tuple[UUID, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def readings(path: Path, asked: AskedOf, limit: int, before: int | None = None) -> list[Kept]:
    """Up to `limit` of them, below position `before`. Raises sqlite3.Error, OSError."""
    wheres = list(_wheres(asked))
    if before is not None:
        wheres.append(("seq<?", [before]))
    chosen = " AND ".join(where for where, _ in wheres) or "1"
    question = f"SELECT seq, state FROM reading WHERE {chosen} ORDER BY seq DESC LIMIT ?"
    places = [one for _, values in wheres for one in values]
    return _found(path, question, [*places, limit])


def _found(path: Path, question: str, places: Iterable[object]) -> list[Kept]:
    if not path.exists():  # opened, it would be made
        raise sqlite3.OperationalError(f"{path.name} is gone")
    with closing(reader(path)) as connection:
        rows = connection.execute(question, list(places)).fetchall()
    return [Kept(seq, decode(state)) for seq, state in rows]


def _wheres(asked: AskedOf) -> Iterator[tuple[str, list[object]]]:
    if asked.account:
        yield "account=?", [str(asked.account)]
    if asked.kind:
        yield "kind=?", [asked.kind.value]
    if asked.about:
        yield f"about IN ({','.join('?' * len(asked.about))})", [str(one) for one in asked.about]
    if asked.since:
        yield "at>=?", [microseconds(asked.since)]
    if asked.until:
        yield "at<?", [microseconds(asked.until)]
