"""`shoubao plans import` and `export`: a register of plans comes in as one act, or is only looked at, and goes out again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.words import LANGUAGE, say
from api.clock import OfficeClock, entropy, new_id
from api.plan_sheets.paper import write_plans
from api.plan_sheets.preview import PlanPreview, preview
from api.plan_sheets.report import as_data, as_lines
from api.settings import settings_of
from api.sheets.reader import BYTES_MAX, Table, read_sheet
from desk.desk import Desk
from desk.log import codec
from desk.log.connections import Readers
from desk.log.envelope import Acting
from desk.log.log import FILE, open_log
from desk.log.recorder import LogRecorder
from desk.log.stored import RawRow
from desk.plans import register_plans
from desk.register import Register, catch_up
from desk.vault.vault import open_vault
from domain.actors import Via, system

IMPORT = system("plans-import")

Sheet = Annotated[Path, typer.Argument(help="预案登记册：xlsx、xls、ods 或 csv")]
Target = Annotated[Path, typer.Argument(help="写到哪个文件，.xlsx；已有的会覆盖")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看不收：报告会怎样，什么也不改")]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


def import_plans(
    file: Sheet, dry_run: DryRun = False, json: AsJson = False, folder: Folder = None
) -> None:
    """导入预案登记册：逐行报告新预案、重复、被替代和待核之处；整册一次收入"""
    tables = read_sheet(file.name, _content(file), results=True)
    place = settings_of(folder).folder
    shown = preview(tables, _standing(place)) if dry_run else _taken_in(place, tables)
    if json:
        typer.echo(msgspec.json.encode({**as_data(shown), "recorded": not dry_run}).decode())
        return
    for line in as_lines(shown, LANGUAGE.get()):
        typer.echo(line)
    typer.echo(say("plans-looked-at" if dry_run else "plans-taken-in"))


def export_plans(file: Target, folder: Folder = None) -> None:
    """导出预案登记册：改好后再导入，只收入改动之处"""
    place = settings_of(folder).folder
    require_office(place)
    plans = _standing(place).plans.values()
    file.write_bytes(write_plans(LANGUAGE.get(), plans))
    typer.echo(say("plans-written", file=file))


def _content(file: Path) -> bytes:
    """No more than is read anyway."""
    with file.open("rb") as opened:
        return opened.read(BYTES_MAX + 1)


def _taken_in(folder: Path, tables: list[Table]) -> PlanPreview:
    """Raises NoOffice, LogInUse: the page takes in a sheet while the server runs."""
    require_office(folder)
    vault = open_vault(folder, entropy)
    log = open_log(folder, OfficeClock())
    try:
        desk = Desk(log, vault.seal)
        shown = preview(tables, desk.register())
        desk.act(_acting(), register_plans, shown.command)
        return shown
    finally:
        log.close()
        vault.close()


def _acting() -> Acting:
    return Acting(
        by=IMPORT,
        recorded_by=IMPORT,
        via=Via.CLI,
        command_id=new_id(),
        account="system:plans-import",
    )


class _Pages:
    """The log as it stands, read beside whoever writes it."""

    def __init__(self, path: Path) -> None:
        self.recorder = LogRecorder(Readers(path))
        self.position = self.recorder.max_notification_id()

    def newest(self, topics: tuple[str, ...]) -> int:
        return self.position

    def rows_since(self, seq: int, limit: int, topics: tuple[str, ...]) -> list[RawRow]:
        return self.recorder.since(seq, limit, topics=topics)


def _standing(folder: Path) -> Register:
    """Where no office is, nothing stands yet."""
    if not (folder / FILE).is_file():
        return Register()
    codec.learn_types()
    pages = _Pages(folder / FILE)
    try:
        return catch_up(Register(), pages)
    finally:
        pages.recorder.datastore.close()
