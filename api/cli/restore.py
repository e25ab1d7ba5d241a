"""`shoubao restore`: proves a backup where it lies, or puts an office back from it as a new epoch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar

import typer

from api.cli import asking
from api.cli.folders import Folder
from api.cli.words import say
from api.clock import wall
from api.disk import require_free
from api.last_backup import note_backup, note_fault
from api.restoring import Restoring, beijing
from api.restoring import restore as put_back
from api.settings import settings_of
from desk.backup_proof import BackupFault, prove
from desk.log.backup import chain_at
from desk.log.log import FILE
from desk.log.manifest import MANIFEST, Manifest
from desk.vault.vault import KEY
from domain.kernel import Refused

Backup = Annotated[Path, typer.Argument(help="一份备份的文件夹")]
Verify = Annotated[bool, typer.Option("--verify", help="只核验这份备份，不恢复；每周演练用")]
Reason = Annotated[str, typer.Option("--reason", help="为什么恢复；记入日志")]
By = Annotated[str, typer.Option("--by", help="谁在恢复；记入日志")]
Key = Annotated[Path | None, typer.Option("--key", help="另处保管的 vault.key（备份不含密钥时）")]


class NoBackup(Refused):
    """此文件夹不是备份：没有清单 manifest.json"""

    EN: ClassVar[str] = "This folder is no backup: there is no manifest.json"


def restore(
    backup: Backup,
    folder: Folder = None,
    verify: Verify = False,
    reason: Reason = "",
    by: By = "",
    key: Key = None,
) -> None:
    """从备份恢复到一个新文件夹（--folder），作为新纪元继续；--verify 只核验"""
    if not (backup / MANIFEST).is_file():
        raise NoBackup(backup)
    target = settings_of(folder).folder
    if verify:
        return _verify(backup, target)
    require_free(target)
    reason = asking.word(reason, "--reason", "为什么恢复")
    by = asking.word(by, "--by", "谁在恢复（姓名）")
    done = put_back(Restoring(backup, target, reason, by, wall(), key))
    _tell(done.manifest, "restore-done", folder=target, epoch=done.epoch)
    typer.echo(say("restore-next", folder=target))


def _verify(backup: Path, office: Path) -> None:
    """What is found is noted in the office that it is a copy of, where that is here. Raises BackupFault."""
    try:
        manifest = prove(backup)
    except BackupFault as fault:
        note_fault(office, backup, wall(), fault.name)
        raise
    if _is_of(office, manifest):
        note_backup(office, backup, manifest, wall())
    _tell(manifest, "restore-verified" if manifest.has(KEY) else "restore-verified-without-key")


def _is_of(office: Path, manifest: Manifest) -> bool:
    """The log in this folder went through where the backup ends."""
    return chain_at(office / FILE, manifest.events) == manifest.head


def _tell(manifest: Manifest, key: str, **places: Any) -> None:
    typer.echo(
        say(
            key,
            made=beijing(manifest.made_at),
            last=beijing(manifest.last_recorded_at),
            events=manifest.events,
            files=len(manifest.files),
            head=manifest.head,
            **places,
        )
    )
