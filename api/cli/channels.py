"""`shoubao channels`: are the settings right, and does a message go out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from typing import Annotated

import typer

from api.channels_file import read_channels
from api.cli.chinese import ChineseCommand
from api.cli.folders import Folder
from api.cli.refusals import FAULT, require_office
from api.cli.words import LANGUAGE, say
from api.clock import new_id, wall
from api.languages import word_of
from api.settings import settings_of
from domain.notice import Outcome
from escalation.attempts import Attempts
from escalation.attempts_file import AttemptsFile
from escalation.channels.lane import Lane
from escalation.channels.message import Answer, Message
from escalation.channels.opened import opened
from escalation.channels.settings import AnyChannel
from escalation.messages import trial_message
from escalation.sending import Way, a_test
from escalation.trial import require_rested, trial_way

app = typer.Typer(help="通道：核对设置与试叫", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="channels.toml 里的通道名称")]
To = Annotated[str, typer.Option("--to", help="试叫的号码或地址；固定去向的通道不用写")]


@app.command("check", cls=ChineseCommand)
def check(folder: Folder = None) -> None:
    """核对 channels.toml，指出写错的行；不发送任何内容"""
    found = read_channels(_office(folder), LANGUAGE.get())
    if not found:
        typer.echo(say("channels-none"))
    for number, one in enumerate(found, 1):
        typer.echo(f"{number}. {one.name} {one.kind} → {word_of(LANGUAGE.get(), one.reaches)}")


@app.command("test", cls=ChineseCommand)
def try_out(name: Name, folder: Folder = None, to: To = "") -> None:
    """试叫：立即发一条注明“试叫”的短文；已受理返回0，否则1"""
    here = _office(folder)
    channels = read_channels(here, LANGUAGE.get())
    way = trial_way(channels, name, {}, to)
    [channel] = [one for one in channels if one.name == name]
    with closing(AttemptsFile(here)) as file:
        answer = _tried(Attempts(file), channel, way)
    typer.echo(f"{word_of(LANGUAGE.get(), answer.outcome)} {answer.said}")
    if answer.outcome is not Outcome.ACCEPTED:
        raise typer.Exit(FAULT)


def _office(folder: Path | None) -> Path:
    here = settings_of(folder).folder
    require_office(here)
    return here


def _tried(attempts: Attempts, channel: AnyChannel, way: Way) -> Answer:
    """A row before and a row after, as for every attempt."""
    require_rested(attempts, channel.name, wall())
    message = trial_message(new_id(), way, "", wall())
    row = attempts.begin(a_test(way), message.key, message.at)
    answer = _sent(channel, message)
    attempts.end(row, answer, wall())
    return answer


def _sent(channel: AnyChannel, message: Message) -> Answer:
    lane = Lane(channel, opened(channel))
    lane.start()
    try:
        answers: SimpleQueue[Answer] = SimpleQueue()
        lane.put(message, answers.put)
        return answers.get()
    finally:
        lane.stop()
