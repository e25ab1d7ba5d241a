"""`shoubao cases`: real accidents played through the real desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from api.cases.findings import Json
from api.cases.playing import play
from api.cli.chinese import ChineseCommand, FoldingTable
from api.cli.words import say

app = typer.Typer(help="案例：真实事故时间线", no_args_is_help=True)

Paths = Annotated[list[Path], typer.Argument(help="案例文件，或其所在文件夹")]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


@app.callback()
def cases() -> None:
    """案例：真实事故时间线"""


@app.command("replay", cls=ChineseCommand)
def replay(paths: Paths, json: AsJson = False) -> None:
    """回放：按文件次序逐行推演，给出每一环的时限和迟报"""
    played = play(paths)
    if json:
        typer.echo(msgspec.json.encode(played))
        return
    for case in played:
        Console().print(_table(case))


def _table(case: Json) -> Table:
    late = {
        (one["obligor"], one["recipient"], one["rule"]): one["minutes_late"]
        for one in case["breaches"]
    }
    table = FoldingTable(*say("case-columns").split(), title=say("case-title", id=case["id"]))
    table.columns[2].no_wrap = True  # a rule is looked up by its whole name
    for clock in case["clocks"]:
        hop = (clock["reporting_entity"], clock["recipient"], clock["rule"])
        over = say("case-late", minutes=late[hop]) if hop in late else ""
        table.add_row(*hop, _minute(clock["due"]), _minute(clock["met"]), over)
    return table


def _minute(stamp: str | None) -> str:
    return stamp[5:16].replace("T", " ") if stamp else "—"
