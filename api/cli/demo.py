"""`shoubao demo`: a fictional district at work, thrown away afterwards."""

from __future__ import annotations

from typing import Annotated

import typer

from api.clock import FastClock, OfficeClock
from api.demo import demonstration
from api.serving import serve
from api.settings import Settings


def demo(
    port: Annotated[int, typer.Option(help="端口", min=1, max=65535)] = 8000,
    speed: Annotated[float, typer.Option(help="时间加快的倍数，如 60")] = 1.0,
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
) -> None:
    """演示：虚构的临江区一夜，数据用完即弃"""
    with demonstration() as (folder, shown):
        settings = Settings(folder=folder, port=port, host=host, demonstration=shown)
        typer.echo(f"http://{host}:{port}")
        for account in shown.accounts:
            typer.echo(f"{account.login}  {shown.password}  {account.name}")
        serve(settings, OfficeClock() if speed == 1.0 else FastClock(speed), speed)
