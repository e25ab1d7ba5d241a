"""A consistent copy of the log and what belongs to it, taken in one step under load, with a manifest."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec

from desk.log.chain import SHA256
from desk.log.instants import instant
from desk.log.log import FILE
from desk.log.manifest import Copy, Manifest, sha256_of, write_manifest
from desk.log.verify import verify
from domain.office import EpochBegan


class BackupUnsound(Exception):
    """The copy does not verify: it is no backup."""


class LogIdentity(NamedTuple):
    """Whose log it is, in which epoch, when its last event was recorded, and with what it is chained."""

    store_id: UUID
    epoch: int
    last_recorded_at: datetime
    algorithm: str


def backup(
    folder: Path,
    target: Path,
    at: datetime,
    beside: Callable[[], Iterable[str]] = tuple,
    made_by: str = "",
) -> Manifest:
    """Copies log.db, and the databases and files that `beside` names, into the new folder `target`.

    Each database is copied in one step: in several, every write from outside would start it anew.
    What stands beside the log is named and copied after it: a key or a file is on disk before the event
    that needs it, so the later copy has everything of the earlier copy of the log. Raises BackupUnsound.
    """
    target.mkdir(parents=True)
    log = _copied(folder, target, FILE)
    copies = (log, *(_copied(folder, target, name) for name in beside()))
    manifest = _manifest(target / FILE, at, copies, made_by)
    write_manifest(target, manifest)
    return manifest


def _manifest(log: Path, at: datetime, copies: tuple[Copy, ...], made_by: str) -> Manifest:
    """Raises BackupUnsound."""
    verdict = verify(log)
    if verdict.fault:
        raise BackupUnsound(verdict.fault)
    whose = identity_of(log)
    return Manifest(
        made_at=at,
        made_by=made_by,
        store_id=whose.store_id,
        epoch=whose.epoch,
        algorithm=whose.algorithm,
        events=verdict.events,
        head=verdict.chain,
        last_recorded_at=whose.last_recorded_at,
        files=copies,
    )


def identity_of(log: Path) -> LogIdentity:
    """Of a log that nobody writes to, read as it lies there."""
    with closing(_reading(log)) as reading:
        info = dict(reading.execute("SELECT name, value FROM log_info"))
        [(last,)] = reading.execute("SELECT coalesce(max(recorded_at), 0) FROM event").fetchall()
        newest = "SELECT state FROM event WHERE topic=? ORDER BY seq DESC LIMIT 1"
        row = reading.execute(newest, (EpochBegan.TOPIC,)).fetchone()
    epoch = msgspec.json.decode(row[0])["data"]["epoch"] if row else 1
    algorithm = info.get("algorithm", SHA256.name)
    return LogIdentity(UUID(info["store_id"]), epoch, instant(last), algorithm)


def first_recorded_at(log: Path) -> datetime | None:
    with closing(_reading(log)) as reading:
        row = reading.execute("SELECT recorded_at FROM event WHERE seq=1").fetchone()
    return instant(row[0]) if row else None


def chain_at(log: Path, seq: int) -> str:
    """Hexadecimal; "" where there is no such event, or no log."""
    try:
        with closing(_reading(log)) as reading:
            row = reading.execute("SELECT chain FROM event WHERE seq=?", (seq,)).fetchone()
    except sqlite3.Error:
        return ""
    return bytes(row[0]).hex() if row else ""


def _reading(log: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{log.absolute().as_uri()}?mode=ro", uri=True)


def _copied(folder: Path, into: Path, name: str) -> Copy:
    source, target = folder / name, into / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if source.suffix == ".db":
        _copy_database(source, target)
    else:
        shutil.copy2(source, target)
    target.chmod(0o600)
    return Copy(name, target.stat().st_size, sha256_of(target))


def _copy_database(source: Path, target: Path) -> None:
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # one file, whoever opens it to look
    finally:
        writing.close()
        reading.close()
