"""`shoubao exercise`: is a scenario file right, and a real case turned into one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cases.reader import read_case
from api.cases.scenario import scenario_text
from api.cli.chinese import ChineseCommand
from api.cli.words import say
from contingency_plans.scenario_file import read_scenario

app = typer.Typer(help="演练：核对脚本，由案例生成脚本", no_args_is_help=True)

Case = Annotated[Path, typer.Argument(help="案例文件")]
Files = Annotated[list[Path], typer.Argument(help="演练脚本文件")]
Out = Annotated[Path | None, typer.Option("--out", help="写到这个文件；不写则输出到屏幕")]


@app.callback()
def exercise() -> None:
    """演练：核对脚本，由案例生成脚本"""


@app.command("from-case", cls=ChineseCommand)
def from_case(case: Case, out: Out = None) -> None:
    """由真实案例生成演练脚本：隐去名称和结论，按先后编排"""
    text = scenario_text(read_case(case))
    if out is None:
        typer.echo(text, nl=False)
        return
    with out.open("x", encoding="utf-8") as file:  # what somebody has edited is not written over
        file.write(text)
    typer.echo(say("scenario-written", file=out, injects=text.count("[[injects]]")))


@app.command("check", cls=ChineseCommand)
def check(files: Files) -> None:
    """核对演练脚本，指出写错的行"""
    for file in files:
        scenario = read_scenario(file.read_bytes(), file.name)
        said = say(
            "scenario-sound",
            file=file.name,
            injects=len(scenario.injects),
            expected=len(scenario.expected),
            minutes=scenario.injects[-1].minute,
        )
        typer.echo(said)
