"""`shoubao backup`: one consistent copy of an office, taken while it is at work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.channels_file import CHANNELS_FILE
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import say
from api.clock import wall
from api.disk import built
from api.plan_texts import own_plans
from api.settings import OFFICE_FILE, TLS_FILE, settings_of
from api.tls.files import AUTHORITY_CERTIFICATE
from desk.files import Files
from desk.log.backup import backup as back_up
from desk.vault.vault import DATABASE, KEY
from escalation.attempts_file import FILE as ATTEMPTS

BESIDE = (
    DATABASE,
    KEY,
    OFFICE_FILE,
    TLS_FILE,
    AUTHORITY_CERTIFICATE,
    ATTEMPTS,
    CHANNELS_FILE,
)

SECRET = (KEY, CHANNELS_FILE)

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
    beside = [name for name in BESIDE if (here / name).exists()]
    beside += [*own_plans(here), *Files(here).names()]
    if without_key:
        beside = [name for name in beside if name not in SECRET]
    with built(target) as making:
        manifest = back_up(here, making, wall(), tuple(beside))
    typer.echo(say("backup-done", target=target, events=manifest["events"], head=manifest["head"]))
    typer.echo(say("backup-without-key" if without_key else "backup-with-key"))
