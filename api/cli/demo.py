"""`shoubao demo`: a fictional district at work, thrown away afterwards."""

from __future__ import annotations

import math
import socket
from contextlib import suppress
from typing import Annotated

import typer

from api.cli.words import LANGUAGE, say
from api.clock import FastClock, OfficeClock
from api.demo import demonstration
from api.listening import ANY_ADDRESS, listening
from api.serving import serve_on
from api.settings import LOOPBACK, Demonstration, Settings

SPEED_MIN, SPEED_MAX = 0.1, 3600.0  # an hour in a second: any faster and no eye follows


def _finite(speed: float) -> float:
    """The range lets what is no number pass."""
    if not math.isfinite(speed):
        raise typer.BadParameter(str(speed))
    return speed


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口，0 为任选空闲端口")] = 8000,
    speed: Annotated[
        float,
        typer.Option(
            min=SPEED_MIN, max=SPEED_MAX, callback=_finite, help="时间快慢：60 即一分钟走一小时"
        ),
    ] = 1.0,
    host: Annotated[
        str, typer.Option(help="监听地址；0.0.0.0 可让别的电脑来看，口令是公开的")
    ] = LOOPBACK[0],
) -> None:
    """演示：虚构的临江区值班一夜，含一次迟报、一场演练和正在走的时限；关掉即弃"""
    with listening(host, port) as held, demonstration() as (folder, shown):
        names = _names(host)
        settings = Settings(
            folder=folder,
            port=port,
            host=host,
            allowed_hosts=names,
            tls_certificate=None,
            language=LANGUAGE.get().value,
            demonstration=shown,
        )
        clock = OfficeClock() if speed == 1.0 else FastClock(speed)
        serve_on(held, settings, clock, speed, ready=lambda url: _tell(url, shown))


def _names(host: str) -> list[str]:
    """Under which names the demonstration answers: where it listens on all of them, this machine's."""
    if host not in ANY_ADDRESS:
        return [host, *LOOPBACK]
    name, found = socket.gethostname(), set[str]()
    with suppress(OSError):  # a machine need not know itself by name
        found = {str(one[4][0]) for one in socket.getaddrinfo(name, None)}
    return [name, *sorted(found), *LOOPBACK]


def _tell(url: str, shown: Demonstration) -> None:
    typer.echo(say("demo-at", url=url))
    typer.echo(say("demo-accounts", password=shown.password))
    for account in shown.accounts:
        typer.echo(f"  {account.login:<8} {account.name}")
    typer.echo(say("demo-pin", pin=shown.pin))
    typer.echo(say("demo-ends"))
