"""The part of `shoubao verify` that proves the trail of reading against the log's anchors."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from api.cli.faults import fault_words
from api.cli.refusals import NoOffice
from api.cli.words import say
from desk.log.evidence import Fault
from desk.log.verify import Verdict, to_json
from desk.trail.tables import FILE
from desk.trail.verify import anchors_in, verify_trail

OfTrail = Annotated[
    Path | None, typer.Option("--trail", help="阅览记录的文件；不写则为日志旁的 trail.db")
]


def trail_verdict(log: Path, named: Path | None) -> Verdict | None:
    """None: nobody has read anything yet. The log first: what it names was in the trail before."""
    if named and not named.is_file():
        raise NoOffice(named)
    path = named or log.with_name(FILE)
    try:
        anchors = anchors_in(log)
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        return Verdict(0, "", Fault(0, f"unreadable: {error}"))
    return verify_trail(path, anchors) if anchors or path.is_file() else None


def tell_trail(verdict: Verdict) -> None:
    if verdict.fault:
        words = fault_words(verdict.fault.reason)
        typer.echo(say("verify-trail-fault", seq=verdict.fault.seq, reason=words))
    else:
        typer.echo(say("verify-trail-sound", readings=verdict.events, chain=verdict.chain))


def as_json(verdict: Verdict, trail: Verdict | None, lost: Sequence[int]) -> bytes:
    """The log's own members, those of the trail beside them, and receipts that a restoration says it lost."""
    said: dict[str, Any] = msgspec.json.decode(to_json(verdict))
    if trail:
        kept = msgspec.json.decode(to_json(trail))
        said["trail"] = {"readings": kept.pop("events"), **kept}
    if lost:
        said["lost_with_restoration"] = lost
    return msgspec.json.encode(said)
