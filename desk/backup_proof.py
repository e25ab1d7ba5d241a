"""备份核验: proves a backup where it lies, changing nothing: every byte of it, its log, and that its sealed words open."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePosixPath

from desk.files import FOLDER, SMALL
from desk.log.backup import identity_of
from desk.log.envelope import LogBroken
from desk.log.log import FILE
from desk.log.manifest import MANIFEST, Copy, Manifest, NoManifest, read_manifest, sha256_of
from desk.log.verify import verify
from desk.vault.accounts import VaultBroken
from desk.vault.sealed_proof import prove_sealed
from desk.vault.vault import DATABASE, KEY

SIDE_FILES = ("-wal", "-shm", "-journal")  # SQLite would read them into the database


class BackupFault(Exception):
    """The first file that is not what the backup says of it; `str()` names it."""

    def __init__(self, name: str, kind: str, detail: str = "") -> None:
        super().__init__(name, kind, detail)
        self.name, self.kind, self.detail = name, kind, detail


def prove(folder: Path) -> Manifest:
    """Raises BackupFault, FileNotFoundError where there is no manifest."""
    try:
        manifest = read_manifest(folder)
    except NoManifest as error:
        raise BackupFault(MANIFEST, "unreadable", str(error)) from error
    if not manifest.has(FILE):
        raise BackupFault(FILE, "missing")
    for one in manifest.files:
        _prove_file(folder, one)
    prove_content(folder, manifest)
    return manifest


def prove_content(folder: Path, manifest: Manifest) -> None:
    """The log goes on from where the manifest says, and what it holds sealed opens. Raises BackupFault."""
    _prove_log(folder, manifest)
    if manifest.has(KEY) or (folder / KEY).exists():
        try:
            prove_sealed(folder, folder / FILE)
        except (VaultBroken, sqlite3.Error) as error:
            raise BackupFault(DATABASE, "sealed", str(error)) from error


def require_plain(name: str) -> None:
    """A name leads nowhere else: whoever wrote the manifest may be a stranger. Raises BackupFault."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
        raise BackupFault(name, "name")


def _prove_file(folder: Path, one: Copy) -> None:
    require_plain(one.name)
    path = folder / one.name
    if path.is_symlink() or not path.is_file():
        raise BackupFault(one.name, "missing")
    for suffix in SIDE_FILES if path.suffix == ".db" else ():
        if os.path.lexists(beside := path.with_name(path.name + suffix)):
            raise BackupFault(beside.name, "foreign")
    if path.stat().st_size != one.bytes or sha256_of(path) != one.sha256:
        raise BackupFault(one.name, "altered")
    if (named := _name_of_content(one.name)) and named != one.sha256:
        raise BackupFault(one.name, "altered")


def _name_of_content(name: str) -> str:
    """The hash a kept file is named by; "" for any other."""
    parts = PurePosixPath(name).parts
    kept = len(parts) == 3 and parts[0] == FOLDER and not name.endswith(SMALL)
    return "".join(parts[1:]) if kept else ""


def _prove_log(folder: Path, manifest: Manifest) -> None:
    try:
        verdict = verify(folder / FILE, {manifest.events: manifest.head})
        whose = identity_of(folder / FILE)
    except (LogBroken, sqlite3.Error, ValueError, KeyError) as error:
        raise BackupFault(FILE, "unreadable", str(error)) from error
    if verdict.fault:
        raise BackupFault(FILE, "log", f"{verdict.fault.seq}: {verdict.fault.reason}")
    told = (manifest.store_id, manifest.epoch, manifest.last_recorded_at, manifest.algorithm)
    if whose != told or verdict.events != manifest.events:
        raise BackupFault(MANIFEST, "other")
