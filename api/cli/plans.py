"""`shoubao plans`: are plan texts right, line by line, and a text to begin with; a register read in and out."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from api.cli.chinese import ChineseCommand
from api.cli.folders import Folder
from api.cli.plan_register import export_plans, import_plans
from api.cli.refusals import REFUSED
from api.cli.words import LANGUAGE, say
from api.plan_texts import PLAN_FOLDER, read_plan
from api.settings import settings_of
from contingency_plans.library import SUFFIX, library, overlaid
from contingency_plans.text_mistakes import PlanTextWrong

app = typer.Typer(help="预案：核对文本，导入导出登记册", no_args_is_help=True)
app.command("import", cls=ChineseCommand)(import_plans)
app.command("export", cls=ChineseCommand)(export_plans)

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="预案文本；不写则核对机关文件夹 plans 里的全部", show_default=False),
]


@app.callback()
def plans() -> None:
    """预案：核对文本，导入导出登记册"""


@app.command("check", cls=ChineseCommand)
def check(files: Files = None, folder: Folder = None) -> None:
    """核对预案文本：每处错误一行，写明文件和行号；有错返回2"""
    asked = files or sorted((settings_of(folder).folder / PLAN_FOLDER).glob(f"*{SUFFIX}"))
    raws = [(str(file), read_plan(file)) for file in asked]
    wrong = [line for raw in raws for line in _mistakes([raw])] or _mistakes(raws)
    for line in wrong:
        typer.echo(line, err=True)
    if wrong:
        raise typer.Exit(REFUSED)
    typer.echo(say("plans-sound", count=len(asked), shipped=len(library())))


@app.command("template", cls=ChineseCommand)
def template() -> None:
    """打印一份带说明的预案文本，照着改"""
    file = resources.files("contingency_plans").joinpath("template.md")
    typer.echo(file.read_text(encoding="utf-8"), nl=False)


def _mistakes(raws: list[tuple[str, bytes]]) -> tuple[str, ...]:
    """Of several files also what only shows beside each other."""
    try:
        overlaid({}, raws)
    except PlanTextWrong as error:
        return error.lines(LANGUAGE.get())
    return ()
