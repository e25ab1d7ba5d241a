"""`shoubao rules`: is an office's own file of rules right, and what would it change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.chinese import ChineseCommand
from api.cli.words import say
from api.rules_file import read_rules_file
from desk.founding import shipped_book, shipped_presets
from domain.rule_overlay import overlaid

app = typer.Typer(help="规则：核对本机关规则文件", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="本机关规则文件，通常为机关文件夹里的 rules.yaml")]


@app.callback()
def rules() -> None:
    """规则：核对本机关规则文件"""


@app.command("check", cls=ChineseCommand)
def check(file: File) -> None:
    """核对规则文件，指出写错的行；不采用"""
    shipped = shipped_book(shipped_presets())
    book = overlaid(shipped, read_rules_file(file), file.name)
    before, after = ({one.id: one for one in which.rules} for which in (shipped, book))
    new = [id for id in after if id not in before]
    replaced = [id for id in after if id in before and after[id] != before[id]]
    retired = [id for id in before if id not in after]
    for key, ids in (("rules-new", new), ("rules-replaced", replaced), ("rules-retired", retired)):
        if ids:
            typer.echo(say(key, ids=" ".join(ids)))
    typer.echo(say("rules-sound", hash=book.hash[:12]))
