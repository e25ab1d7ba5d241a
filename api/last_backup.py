"""最近一次备份: noted in the office's folder, for `shoubao doctor`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from api.disk import write_private
from desk.log.manifest import Manifest

FILE = "last_backup.json"


class LastBackup(msgspec.Struct, frozen=True):
    """`proved_at`: when every byte of it was last read again; `fault`: what was found then, "" nothing."""

    target: str
    made_at: datetime
    events: int
    head: str
    proved_at: datetime
    fault: str = ""


def note_backup(
    folder: Path, target: Path, manifest: Manifest, at: datetime, fault: str = ""
) -> None:
    """An older one that is looked at again does not stand in place of a newer one."""
    before = last_backup(folder)
    if before and before.made_at > manifest.made_at:
        return
    noted = LastBackup(
        target=str(target.absolute()),
        made_at=manifest.made_at,
        events=manifest.events,
        head=manifest.head,
        proved_at=at,
        fault=fault,
    )
    write_private(folder / FILE, msgspec.json.encode(noted))


def note_fault(folder: Path, target: Path, at: datetime, fault: str) -> None:
    """Of the backup that is noted, and of no other."""
    noted = last_backup(folder)
    if noted and noted.target == str(target.absolute()):
        found = replace(noted, proved_at=at, fault=fault)
        write_private(folder / FILE, msgspec.json.encode(found))


def last_backup(folder: Path) -> LastBackup | None:
    """None: there was none, or nobody can read what is noted."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=LastBackup)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
