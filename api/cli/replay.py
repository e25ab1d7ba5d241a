"""`shoubao replay`: the board as it was known at any moment, read beside a running server or years after."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.answers import encode
from api.cli.chinese import FoldingTable
from api.cli.folders import Folder
from api.cli.refusals import require_office
from api.cli.replay_incident import tell_incident
from api.cli.words import LANGUAGE, say
from api.clock import OfficeClock
from api.keeping_replays import FILE, history_of
from api.languages import word_of
from api.rendering import stamp_text
from api.replaying import INSTANT, MomentAhead, NothingYet, local_text
from api.settings import settings_of
from api.typed import world_time
from desk.log.log import Log
from desk.log.positions import last_before
from desk.log.reading import ReadingLog, taken_out_of
from domain.times import Basis
from projections.replays import Replays
from projections.shapes import Board

Seq = Annotated[int | None, typer.Option("--seq", help="日志序号：这条记下之时")]
At = Annotated[str, typer.Option("--at", help="时刻：2026-11-24 08:00，北京时间；不写则为最新")]
Incident = Annotated[str, typer.Option("--incident", help="只看这起事件：编号，或页面地址里的那个")]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出，与看板接口相同")]


def replay(
    folder: Folder = None,
    seq: Seq = None,
    at: At = "",
    incident: Incident = "",
    json: AsJson = False,
) -> None:
    """回放：当时的值班看板；只读，服务运行时也可用"""
    here = settings_of(folder).folder
    require_office(here)
    with closing(ReadingLog(here, OfficeClock())) as log:
        there = _position(log, here, seq, at)
        head = log.head_at(there)
        assert head
        assert head.recorded_at
        if incident:
            return tell_incident(log, incident, there, head.recorded_at, json=json)
        with _replays(log, here) as replays:
            board = replays.board(there)
    if json:
        return typer.echo(encode(board))
    return _tell(board, head.recorded_at)


def _position(log: Log, folder: Path, seq: int | None, at: str) -> int:
    """Raises NothingYet, MomentAhead, TimeNotUnderstood."""
    now = log.now()
    told = world_time(at, now, Basis.KEY_PRESS) if at else None
    if seq is None and told:
        if told.earliest > now:
            raise MomentAhead
        seq = _recorded_by(log, folder, told.earliest)
    found = log.position if seq is None else seq
    if found < 1:
        raise NothingYet
    if found > log.position:
        raise MomentAhead(found)
    return found


def _recorded_by(log: Log, folder: Path, instant: datetime) -> int:
    """A reading copy has gaps: it looks at every row."""
    if taken_out_of(folder):
        return log.last_before(instant + INSTANT)
    return last_before(log.recorder, instant + INSTANT, log.position)


@contextmanager
def _replays(log: Log, folder: Path) -> Iterator[Replays]:
    """From a copy of the server's checkpoints, where there are any: nothing is written beside them."""
    with TemporaryDirectory() as place:
        copy = Path(place) / FILE
        if (folder / FILE).is_file():
            _copied(folder / FILE, copy)
        replays = Replays(history_of(log), copy)
        try:
            yield replays
        finally:
            replays.close()


def _copied(source: Path, copy: Path) -> None:
    name = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(name, uri=True)) as kept, closing(sqlite3.connect(copy)) as ours:
        kept.backup(ours)


def _tell(board: Board, at: datetime) -> None:
    when = local_text(at).replace("T", " ")
    typer.echo(say("replay-moment", seq=board.seq, at=when, office=board.office))
    clocks = _table("clocks")
    for clock in board.clocks:
        over = say("replay-over") if clock.ran_out else ""
        clocks.add_row(clock.number, clock.who, clock.whom, stamp_text(clock.due_at), over)
    incidents = _table("incidents")
    for card in board.incidents:
        words = (word_of(LANGUAGE.get(), card.klass), word_of(LANGUAGE.get(), card.level))
        incidents.add_row(card.number, card.title, *words, card.place, stamp_text(card.opened_at))
    rings = _table("rings")
    for ring in board.rings:
        rings.add_row(ring.number, ring.name, stamp_text(ring.rung_at), ring.acknowledged_by)
    _print(clocks=clocks, incidents=incidents, rings=rings)


def _table(name: str) -> Table:
    return FoldingTable(*say(f"replay-{name}").split(), title=say(f"replay-{name}-title"))


def _print(**tables: Any) -> None:
    for name, table in tables.items():
        if table.rows:
            Console().print(table)
        else:
            typer.echo(say(f"replay-no-{name}"))
