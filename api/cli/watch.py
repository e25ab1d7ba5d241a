"""`shoubao watch`: the auditor, a process of its own that reckons what should have rung."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from api.alarming import Alarm
from api.cli.folders import Folder
from api.cli.refusals import FAULT, require_office
from api.cli.words import say
from api.clock import pause, wall
from api.settings import settings_of
from api.watching import Said, Watcher
from api.watching import say as put_down
from escalation.auditor import Found

AGAIN_LOOKS = 30  # what stays amiss is sounded again after so many looks

Every = Annotated[float, typer.Option("--every", min=0.05, help="每隔几秒看一次")]
Once = Annotated[bool, typer.Option("--once", help="看两次就结束：无异常返回0，否则1")]
Program = Annotated[Path | None, typer.Option("--alarm", help="报警程序；以文字为唯一参数运行")]
Webhook = Annotated[str, typer.Option("--webhook", help="报警时以 JSON 发往此地址")]


def watch(
    folder: Folder = None,
    every: Every = 2.0,
    once: Once = False,
    alarm: Program = None,
    webhook: Webhook = "",
) -> None:
    """监看：独立进程，按日志重算应响未响，异常时报警；不写日志"""
    here = settings_of(folder).folder
    require_office(here)
    watcher, voice = Watcher(here), Alarm(alarm, webhook)
    sounded: dict[Found, int] = {}
    looks = 0
    while True:
        looks += 1
        found = _looked(here, watcher)
        _sound(voice, found, sounded, looks)
        if once and looks == 2:  # what stands at two looks in a row stands
            raise typer.Exit(FAULT if found else 0)
        pause(every)


def _looked(folder: Path, watcher: Watcher) -> set[Found]:
    """A file that is busy or just being replaced is looked at again; a lasting failure ends the process."""
    at = wall()
    try:
        looked = watcher.look(at)
    except sqlite3.OperationalError as error:
        typer.echo(str(error), err=True)
        return set()
    marks = sorted((one.fault.value, one.stream) for one in looked.found)
    put_down(folder, Said(at, looked.seq, marks))
    return looked.found


def _sound(voice: Alarm, found: set[Found], sounded: dict[Found, int], looks: int) -> None:
    """New ones at once, lasting ones again after a while, all of a look in one alarm."""
    for gone in sounded.keys() - found:
        del sounded[gone]
    due = {one for one in found if looks - sounded.get(one, -AGAIN_LOOKS) >= AGAIN_LOOKS}
    if due:
        sounded.update(dict.fromkeys(due, looks))
        names = sorted({say(f"watch-{one.fault.value}") for one in due})
        voice.sound(say("watch-amiss", what="；".join(names), count=len(found)))
