"""`shoubao bench`: this machine's figures, each beside its goal."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from api.bench.report import measure, rows
from api.cli.chinese import FoldingTable
from api.cli.words import say

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
Scale = Annotated[float, typer.Option(min=0.001, max=10.0, help="规模：1 为足尺，0.01 为试跑")]


def bench(json: AsJson = False, scale: Scale = 1.0) -> None:
    """测量：本机的各项数字与目标，每项取五次的中位数"""
    figures = measure(
        lambda name: typer.echo(say("bench-measuring", name=name), err=True), scale=scale
    )
    if json:
        typer.echo(msgspec.json.encode(figures))
    else:
        Console().print(_table(figures))


def _table(figures: dict[str, object]) -> Table:
    table = FoldingTable(*say("bench-columns").split())
    for name, value, unit, goal, met in rows(figures):
        table.add_row(name, value, unit, goal, "✓" if met else "✗")
    return table
