"""从备份恢复: an office is put back from a copy, proved before and after, whole or not at all, and begins a new epoch."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from api.clock import OfficeClock, entropy, new_id
from api.disk import built, require_free
from desk.backup_proof import BackupFault, prove, prove_content
from desk.desk import Desk
from desk.log.envelope import Acting
from desk.log.log import FILE, open_log
from desk.log.manifest import Manifest, sha256_of
from desk.log.verify import verify
from desk.register import SHANGHAI
from desk.restoration import RestorationAnswer, RestoreOffice, restore_office
from desk.vault.ending import end_what_was_open
from desk.vault.vault import DATABASE, KEY, open_vault
from domain.actors import Via, system
from domain.kernel import Refused
from domain.restoration import OfficeRestored

RESTORE = system("restore")


class KeyElsewhere(Refused):
    """此备份不含 vault.key：用 --key 指明另处保管的密钥"""

    EN: ClassVar[str] = "This backup has no vault.key: name the key kept elsewhere with --key"


class Restoring(NamedTuple):
    """`key`: the vault's, where the backup lacks it. `at`: by the wall clock."""

    backup: Path
    target: Path
    reason: str
    by_words: str
    at: datetime
    key: Path | None = None


class Restored(NamedTuple):
    manifest: Manifest
    epoch: int


def beijing(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def restore(restoring: Restoring) -> Restored:
    """Raises BackupFault, KeyElsewhere, PlaceTaken, PlaceMissing; and then nothing is there."""
    require_free(restoring.target)
    manifest = prove(restoring.backup)
    if not (manifest.has(KEY) or restoring.key):
        raise KeyElsewhere
    with built(restoring.target) as making:
        _copy(restoring, manifest, making)
        prove_content(making, manifest)
        if manifest.has(DATABASE):
            end_what_was_open(making)
        epoch = _begin_epoch(making, manifest, restoring)
        _prove_after(making, manifest)
    return Restored(manifest, epoch)


def _copy(restoring: Restoring, manifest: Manifest, making: Path) -> None:
    """Hashed again as they lie there: what was proved is what was copied."""
    making.mkdir(mode=0o700)
    for one in manifest.files:
        target = making / one.name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(restoring.backup / one.name, target, follow_symlinks=False)
        target.chmod(0o600)
        if sha256_of(target) != one.sha256:
            raise BackupFault(one.name, "altered")
    if not manifest.has(KEY) and restoring.key:
        descriptor = os.open(making / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(restoring.key.read_bytes())


def _begin_epoch(making: Path, manifest: Manifest, restoring: Restoring) -> int:
    clock = OfficeClock()
    vault = open_vault(making, entropy)
    log = open_log(making, clock)
    try:
        clock.follow_wall(log.head().recorded_at)
        done = _on_record(Desk(log, vault.seal), manifest, restoring)
    finally:
        log.close()
        vault.close()
    return done.epoch


def _on_record(desk: Desk, manifest: Manifest, restoring: Restoring) -> RestorationAnswer:
    restored = OfficeRestored(
        epoch=0,  # the office says which
        made_at=manifest.made_at,
        events=manifest.events,
        head=manifest.head,
        last_recorded_at=manifest.last_recorded_at,
        by_words=restoring.by_words,
        at=max(restoring.at, manifest.last_recorded_at),
    )
    acting = Acting(
        by=RESTORE, recorded_by=RESTORE, via=Via.CLI, command_id=new_id(), account="system:restore"
    )
    command = RestoreOffice(restored=restored, reason=restoring.reason)
    return desk.act(acting, restore_office, command).answer(RestorationAnswer)


def _prove_after(making: Path, manifest: Manifest) -> None:
    (making / f"{FILE}.lock").unlink(missing_ok=True)
    fault = verify(making / FILE, {manifest.events: manifest.head}).fault
    if fault:
        raise BackupFault(FILE, "log", f"{fault.seq}: {fault.reason}")
