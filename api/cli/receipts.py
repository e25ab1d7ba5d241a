"""`shoubao receipts`: the key that receipts are signed with."""

from __future__ import annotations

from pathlib import Path

import typer

from api.cli.chinese import ChineseCommand
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import say
from api.clock import OfficeClock, entropy, new_id
from api.running import acting_as
from api.settings import settings_of
from desk.desk import Desk
from desk.log.log import open_log
from desk.receipts import (
    PublishReceiptKey,
    open_signer,
    publish_receipt_key,
    published_key,
    rotate_receipt_key,
    rotated,
)
from desk.vault.vault import open_vault

app = typer.Typer(help="回执：签回执的密钥", no_args_is_help=True)


@app.callback()
def receipts() -> None:
    """回执：签回执的密钥"""


@app.command("rotate", cls=ChineseCommand)
def rotate(folder: Folder = None) -> None:
    """更换密钥：新旧两把都签字，写入日志；服务须先停下"""
    here = settings_of(folder).folder
    require_office(here)
    vault, clock = open_vault(here, entropy), OfficeClock()
    log = open_log(here, clock)
    try:
        clock.follow_wall(log.head().recorded_at)
        public = _changed(here, Desk(log, vault.seal))
    finally:
        log.close()
        vault.close()
    typer.echo(say("receipts-rotated", public=public))


def _changed(folder: Path, desk: Desk) -> str:
    """A key that was never named is named first: what it signed stays good."""
    known, store = published_key(desk), desk.log.store_id
    signer = open_signer(folder, store, entropy, known.public if known else None)
    told = PublishReceiptKey(public=signer.public)
    desk.act(acting_as("receipts", new_id()), publish_receipt_key, told)
    change = rotated(folder, store, entropy)
    desk.act(acting_as("receipts", new_id()), rotate_receipt_key, change)
    return open_signer(folder, store, entropy, change.public).public
