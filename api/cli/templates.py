"""`shoubao templates`: the shipped templates to edit, and whether an edited one will print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import typer

from api.cli.chinese import ChineseCommand
from api.cli.refusals import REFUSED
from api.cli.words import say
from domain.kernel import Refused
from projections.documents.template_builder import MADE, SHIPPED
from projections.documents.template_check import problems

app = typer.Typer(help="公文模板：取出、核对", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="改好的模板，.docx")]
Target = Annotated[Path, typer.Argument(help="放到哪个文件夹；已有的同名文件不覆盖")]
As = Annotated[str, typer.Option("--as", help="用作哪种公文；不写则按文件名，如 bulletin.docx")]


class NoSuchPaper(Refused):
    """没有这种公文；模板须按公文种类命名，或用 --as 指明"""

    EN: ClassVar[str] = "There is no such paper: name the file after one, or say --as"


class TemplateThere(Refused):
    """同名文件已在，未覆盖"""

    EN: ClassVar[str] = "A file of that name is there already and is left as it is"


@app.callback()
def templates() -> None:
    """公文模板：取出、核对"""


@app.command("check", cls=ChineseCommand)
def check(file: File, used_as: As = "") -> None:
    """用样例数据试印，列出不认识和缺少的标签；无误返回0，有误返回2"""
    name = used_as or file.stem
    if name not in MADE:
        raise NoSuchPaper(name, " ".join(MADE))
    found = problems(file, name)
    for one in found:
        typer.echo(say(f"template-{one.amiss}", tag=one.tag, file=file.name), err=True)
    if found:
        raise typer.Exit(REFUSED)
    typer.echo(say("template-sound", file=file.name))


@app.command("write", cls=ChineseCommand)
def write(folder: Target) -> None:
    """取出出厂模板，改好后放进机关文件夹的 templates"""
    targets = {SHIPPED / f"{name}.docx": folder / f"{name}.docx" for name in MADE}
    there = [target.name for target in targets.values() if target.exists()]
    if there:
        raise TemplateThere(*there)
    folder.mkdir(parents=True, exist_ok=True)
    for shipped, target in targets.items():
        target.write_bytes(shipped.read_bytes())
        typer.echo(str(target))
