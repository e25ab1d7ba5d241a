"""`shoubao deadman`: stands outside the server, and alarms when it falls silent or its watch stands still."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Annotated, NamedTuple

import httpx2
import msgspec
import typer

from api.alarming import DEADMAN, Alarm
from api.cli.refusals import FAULT
from api.cli.watch import Program, Webhook
from api.cli.words import say
from api.clock import pause, stopwatch

LOOKED_AGO_MAX = 5.0  # it looks every second
ASKING_SECONDS_MAX = 3.0
AGAIN_SECONDS = 60.0

Url = Annotated[str, typer.Argument(help="服务的地址，如 https://zhiban.example:8443")]
Authority = Annotated[Path | None, typer.Option("--ca", help="机关根证书 authority.crt")]
Within = Annotated[float, typer.Option("--within", min=0.5, help="静默多少秒即报警")]
Every = Annotated[float, typer.Option("--every", min=0.1, help="每隔几秒问一次")]
Once = Annotated[bool, typer.Option("--once", help="只问一次：正常返回0，否则1")]


class Health(msgspec.Struct):
    """What the server says of itself to anybody."""

    waiter_alive: bool
    waiter_looked_seconds_ago: float | None


class Watched(NamedTuple):
    """`well` False with the reason in words."""

    well: bool
    why: str = ""


def deadman(
    url: Url,
    ca: Authority = None,
    within: Within = 20.0,
    every: Every = 3.0,
    once: Once = False,
    alarm: Program = None,
    webhook: Webhook = "",
) -> None:
    """守护：在服务之外定时询问；服务停止或值守线程不动即报警，恢复后告知"""
    voice = Alarm(alarm, webhook)
    client = httpx2.Client(
        verify=_trusted(ca),
        timeout=min(ASKING_SECONDS_MAX, within),
        follow_redirects=False,
        headers={"user-agent": DEADMAN},
    )
    with client:
        if once:
            raise typer.Exit(0 if _asked(client, url).well else FAULT)
        _watch(client, url, voice, within, every)


def _watch(client: httpx2.Client, url: str, voice: Alarm, within: float, every: float) -> None:
    well_at, sounded_at = stopwatch(), None
    while True:
        answer, now = _asked(client, url), stopwatch()
        if answer.well:
            if sounded_at is not None:
                voice.sound(say("deadman-back", url=url))
            well_at, sounded_at = now, None
        elif now - well_at >= within and (sounded_at is None or now - sounded_at >= AGAIN_SECONDS):
            voice.sound(say("deadman-silent", url=url, why=answer.why))
            sounded_at = now
        pause(every)


def _asked(client: httpx2.Client, url: str) -> Watched:
    """An open port is no life: the waiter must have looked lately."""
    try:
        answer = client.get(f"{url.rstrip('/')}/api/v1/health")
        health = msgspec.json.decode(answer.content, type=Health)
    except (httpx2.HTTPError, msgspec.MsgspecError) as error:
        return Watched(False, type(error).__name__)
    ago = health.waiter_looked_seconds_ago
    if not health.waiter_alive or ago is None or ago > LOOKED_AGO_MAX:
        return Watched(False, say("deadman-stuck"))
    return Watched(True)


def _trusted(ca: Path | None) -> ssl.SSLContext | bool:
    return ssl.create_default_context(cafile=ca) if ca else True
