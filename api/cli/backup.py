"""`shoubao backup`: one consistent copy of an office, taken while it is at work."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from api.backup_files import files_beside
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import say
from api.clock import wall
from api.disk import built
from api.last_backup import note_backup
from api.settings import settings_of
from desk.log.backup import backup as back_up

Target = Annotated[Path, typer.Argument(help="新文件夹，如 /mnt/u盘/2026-11-25；已有内容则拒绝")]
WithoutKey = Annotated[
    bool,
    typer.Option(
        "--without-key",
        help="不带 vault.key 和 channels.toml：须另处保管，否则密封的姓名电话打不开",
    ),
]


def backup(target: Target, folder: Folder = None, without_key: WithoutKey = False) -> None:
    """备份：服务运行中也可，一步取得一致的副本并验证"""
    here = settings_of(folder).folder
    require_office(here)
    beside = partial(files_beside, here, without_key=without_key)
    with built(target) as making:
        manifest = back_up(here, making, wall(), beside, made_by=version("shoubao"))
    note_backup(here, target, manifest, wall())
    typer.echo(say("backup-done", target=target, events=manifest.events, head=manifest.head))
    typer.echo(say("backup-without-key" if without_key else "backup-with-key"))
