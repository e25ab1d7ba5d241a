"""A consistent copy of the log and what belongs to it, taken in one step under load, with a manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from desk.log.log import FILE
from desk.log.verify import verify

MANIFEST = "manifest.json"
CHUNK_BYTES = 1 << 20


class Copy(NamedTuple):
    """One file of a backup."""

    name: str
    bytes: int
    sha256: str


class BackupUnsound(Exception):
    """The copy does not verify: it is no backup."""


def backup(
    folder: Path, target: Path, at: datetime, beside: tuple[str, ...] = ()
) -> dict[str, object]:
    """Copies log.db, and the databases and files named in `beside`, into the new folder `target`.

    Each database is copied in one step: in several, every write from outside would start it anew.
    What stands beside the log is copied after it: a key is on disk before the event that needs it, so
    the later copy of the vault has every key of the earlier copy of the log. Returns the manifest.
    Raises BackupUnsound.
    """
    target.mkdir(parents=True)
    copies = [_copied(folder, target, name) for name in (FILE, *beside)]
    verdict = verify(target / FILE)
    if verdict.fault:
        raise BackupUnsound(verdict.fault)
    manifest = {
        "made_at": at.isoformat(),
        "events": verdict.events,
        "head": verdict.chain,
        "files": [one._asdict() for one in copies],
    }
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return manifest


def _copied(folder: Path, into: Path, name: str) -> Copy:
    source, target = folder / name, into / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if source.suffix == ".db":
        _copy_database(source, target)
    else:
        shutil.copy2(source, target)
    target.chmod(0o600)
    return Copy(name, target.stat().st_size, _sha256(target))


def _copy_database(source: Path, target: Path) -> None:
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # one file, whoever opens it to look
    finally:
        writing.close()
        reading.close()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
