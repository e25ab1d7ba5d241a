"""A folder outside the office's own, of one log, with the process that may write in it."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import UUID

from desk.log.chain import HASHINGS
from desk.log.evidence import Fault
from desk.log.made import Made
from desk.log.note import origin_of
from desk.seal import records
from desk.seal.keeper import Keeper, made_by
from desk.seal.records import Accepted, Gainsaid, Records, Sound
from desk.seal.source import Taken

WHOSE, LOCK = "log", "lock"


class FolderInUse(Exception):
    """Another process keeps this folder."""


class Outpost:
    """Opens or makes the folder. Raises FolderInUse, FileNotFoundError, sqlite3.Error, LogBroken, RecordsBroken."""

    def __init__(self, folder: Path, log: Path) -> None:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o755)  # whatever the mask says: only the key in it is secret
        self.folder, self.log = folder, log
        self._lock = locked(folder / LOCK)
        self.whose = _whose(folder / WHOSE, log)
        self.origin = origin_of(self.whose.store_id)
        self.records = Records(folder / records.FILE)
        self.keeper = Keeper(folder, log, history_of(folder), self.whose)
        self.unread = False  # the log could not be read at the last look

    @property
    def fault(self) -> Fault | None:
        return self.keeper.fault

    def look(self, reread: int, now: datetime) -> Sequence[Taken]:
        """Whatever becomes of the log, this goes on; what was found is put down before it is told."""
        before = self.keeper.fault
        try:
            taken = self.keeper.look(reread)
            self.unread = False
        except (FileNotFoundError, sqlite3.Error):
            self.unread = True
            return ()
        self.note(before, now)
        return taken

    def note(self, before: Fault | None, now: datetime) -> None:
        fault = self.keeper.fault
        if fault and fault != before:
            self.records.append(Gainsaid(at=now, seq=fault.seq, reason=fault.reason))
        elif before and not fault:
            self.records.append(Sound(at=now))

    def close(self) -> None:
        self.keeper.close()
        self.records.close()
        self._lock.close()


def history_of(folder: Path) -> int:
    """Histories are counted from 1; each accepted copy begins the next."""
    return 1 + sum(isinstance(one, Accepted) for one in recorded(folder))


def recorded(folder: Path) -> Iterator[records.Kind]:
    """Raises RecordsBroken."""
    path = folder / records.FILE
    return (one for one, _ in records.read(path)) if path.exists() else iter(())


def locked(path: Path) -> TextIO:
    """Raises FolderInUse."""
    lock = path.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise FolderInUse(path.parent) from error
    return lock


def _whose(path: Path, log: Path) -> Made:
    """Said once, at the first start: another log in the place of this one is no reason to forget it."""
    if not path.exists():
        made = made_by(log)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(f"{made.store_id} {made.hashing.name}\n", encoding="utf-8")
        fresh.rename(path)
    store_id, name = path.read_text(encoding="utf-8").split()
    return Made(UUID(store_id), HASHINGS[name])
