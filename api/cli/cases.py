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
from api.cases.reader import read_cases
from api.cases.scoring import score
from api.cli.case_office import office
from api.cli.chinese import ChineseCommand, FoldingTable
from api.cli.words import say

app = typer.Typer(help="案例：真实事故时间线", no_args_is_help=True)
app.command("office", cls=ChineseCommand)(office)

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


@app.command("score", cls=ChineseCommand)
def score_cases(paths: Paths, json: AsJson = False) -> None:
    """评分：四类线索与官方认定逐类对照，先按全部记载，再隐去行为记载"""
    scored = score(read_cases(paths))
    if json:
        typer.echo(msgspec.json.encode(scored))
        return
    for mode, result in scored.items():
        Console().print(_score_table(mode, result))


def _score_table(mode: str, result: Json) -> Table:
    table = FoldingTable(*say("score-columns").split(), title=say(f"score-{mode}"))
    for kind, figures in (*result["kinds"].items(), ("total", result["total"])):
        counts = (figures[one] for one in ("labels", "hits", "misses", "false_positives", "extras"))
        shares = (figures[one] for one in ("recall", "precision", "precision_wide"))
        table.add_row(say(f"score-{kind}"), *map(str, counts), *map(_percent, shares))
    return table


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def _table(case: Json) -> Table:
    late = {
        (one["obligor"], one["recipient"], one["rule"]): one["minutes_late"]
        for one in case["breaches"]
        if "minutes_late" in one
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
