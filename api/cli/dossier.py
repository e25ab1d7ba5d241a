"""`shoubao dossier`: a part of the log as one zip that checks itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar
from uuid import UUID

import typer

from api.cli.chinese import ChineseCommand
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import say
from api.clock import OfficeClock, entropy, new_id
from api.dossiers.asked import AskedFor, recording
from api.dossiers.sending import Prepared, Source
from api.reading_copy import open_copy
from api.settings import settings_of
from api.typed import world_time
from desk.desk import Desk
from desk.dossier.verifier.checking import check
from desk.dossier.verifier.container import Container
from desk.dossier.verifier.telling import told
from desk.dossier.verifier.words import Wrong
from desk.dossiers import ExportDossier, export_dossier
from desk.log.envelope import Acting
from desk.log.log import Log, open_log
from desk.vault.vault import Vault, open_vault
from domain.actors import Via, system
from domain.dossier import DossierKind, DossierShown
from domain.kernel import Refused
from domain.times import Basis

EXPORTER = system("dossier-export")

app = typer.Typer(help="卷宗：导出", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="卷宗的压缩包")]
Keys = Annotated[
    list[str] | None, typer.Option("--key", help="另处得到的公钥：名称+哈希+公钥，可写多次")
]
Incident = Annotated[UUID | None, typer.Option("--incident", help="事件编号（页面地址里的那个）")]
Shift = Annotated[UUID | None, typer.Option("--shift", help="班次编号")]
Since = Annotated[str, typer.Option("--from", help="自：2026-11-24 08:00，北京时间")]
Until = Annotated[str, typer.Option("--to", help="至")]
Out = Annotated[Path, typer.Option("--out", help="写到这个文件；已有的不覆盖")]
Reason = Annotated[str, typer.Option("--reason", help="用途和理由，记入日志")]
Seal = Annotated[
    Path | None, typer.Option("--seal", help="封签文件夹：带上其中的检查点；不写则按设置")
]
Clocks = Annotated[bool, typer.Option("--clocks-only", help="只给时限和叫应，内容只留哈希")]
Opened = Annotated[bool, typer.Option("--opened", help="附上解密后的姓名电话")]


class DossierUnsound(Refused):
    """卷宗未通过验证"""

    EN: ClassVar[str] = "The dossier does not verify"


class DossierOfWhat(Refused):
    """请指明一样：--incident、--shift，或 --from 和 --to"""

    EN: ClassVar[str] = "Name one of: --incident, --shift, or --from with --to"


@app.callback()
def dossier() -> None:
    """卷宗：日志的一部分连同证明，装成一个压缩包"""


@app.command("export", cls=ChineseCommand)
def export(
    out: Out,
    reason: Reason,
    incident: Incident = None,
    shift: Shift = None,
    since: Since = "",
    until: Until = "",
    clocks_only: Clocks = False,
    opened: Opened = False,
    seal: Seal = None,
    folder: Folder = None,
) -> None:
    """导出卷宗，并记入日志；服务运行时请在页面上导出"""
    settings = settings_of(folder)
    here = settings.folder
    require_office(here)
    with _office(here) as (log, vault):
        asked = _asked(log.now(), incident, shift, since, until)
        shown = DossierShown.CLOCKS if clocks_only else DossierShown.EVERYTHING
        asked = asked._replace(shown=shown, opened=opened)
        head = log.head()
        prepared = Prepared(Source(here, vault, seal or settings.sealed_in), asked, head.seq)
        _write(prepared, Desk(log, vault.seal), recording(asked, head, reason), out)
    typer.echo(say("dossier-written", file=out))


@app.command("open", cls=ChineseCommand)
def open_dossier(file: File, key: Keys = None, folder: Folder = None) -> None:
    """验证卷宗，打开成一个新的阅览副本（--folder），用 shoubao serve 看；不能写入"""
    target = settings_of(folder).folder
    try:
        container = Container(file)
        sound = check(container, key or [])
    except Wrong as wrong:
        raise DossierUnsound(" ".join(wrong.lines().split())) from wrong
    opened = open_copy(sound, container, target, entropy)
    typer.echo("\n".join(told(sound)))
    typer.echo(say("dossier-opened", folder=target, login=opened.login, password=opened.password))


@contextmanager
def _office(folder: Path) -> Iterator[tuple[Log, Vault]]:
    """Raises LogInUse: the export is an event, and the server writes those."""
    vault = open_vault(folder, entropy)
    log = open_log(folder, OfficeClock())
    try:
        yield log, vault
    finally:
        log.close()
        vault.close()


def _asked(
    now: datetime, incident: UUID | None, shift: UUID | None, since: str, until: str
) -> AskedFor:
    """Raises DossierOfWhat, TimeNotUnderstood."""
    begins, ends = (world_time(one, now, Basis.DOCUMENT) for one in (since, until))
    if bool(incident) + bool(shift) + bool(begins or ends) != 1:
        raise DossierOfWhat
    if incident:
        return AskedFor(DossierKind.INCIDENT, incident)
    if shift:
        return AskedFor(DossierKind.SHIFT, shift)
    if begins is None or ends is None:
        raise DossierOfWhat
    return AskedFor(DossierKind.PERIOD, None, begins.earliest, ends.earliest)


def _write(prepared: Prepared, desk: Desk, command: ExportDossier, out: Path) -> None:
    """Recorded once the file can be written; what did not get ready is not left lying there."""
    try:
        with out.open("xb") as file, _whole(out):
            desk.act(_acting(), export_dossier, command)
            file.writelines(prepared.bites())
    finally:
        prepared.close()


@contextmanager
def _whole(out: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        out.unlink()
        raise


def _acting() -> Acting:
    return Acting(
        by=EXPORTER,
        recorded_by=EXPORTER,
        via=Via.CLI,
        command_id=new_id(),
        account="system:dossier-export",
    )
