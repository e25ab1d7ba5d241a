"""`shoubao cases office`: the duty office of a past case, to be replayed by whoever signs in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cases.reader import read_case
from api.cli.folders import Folder
from api.cli.past_folder import LOGINS, PASSWORD, PIN, past_office
from api.cli.words import in_language
from api.settings import settings_of

Case = Annotated[Path, typer.Argument(help="案例文件")]
Unit = Annotated[
    str, typer.Option(help="以哪个单位的值班室来看：案例 actors 里的代号；不写则自动选定")
]


def office(case: Case, folder: Folder = None, unit: Unit = "") -> None:
    """往事重演：把一个案例按某机关当时所知录成一个机关，登录后可逐时回放、导出卷宗"""
    target = settings_of(folder).folder
    name = past_office(read_case(case), unit, target)
    typer.echo(
        in_language(f"已建好：{target}（{name}当时所知）", f"Made: {target} (as {name} knew it)")
    )
    typer.echo(
        in_language(
            f"shoubao serve --folder {target}，然后登录，打开 /replay",
            f"shoubao serve --folder {target}, sign in and open /replay",
        )
    )
    typer.echo(
        in_language(
            f"口令均为 {PASSWORD}，签字PIN均为 {PIN}", f"The password is {PASSWORD}, the PIN {PIN}"
        )
    )
    for login, post, _ in LOGINS:
        typer.echo(f"  {login:<8} {post}")
