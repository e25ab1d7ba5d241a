"""`shoubao verify`: proves a log from its stored bytes, while the server runs or years after."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from api.cli.faults import fault_words
from api.cli.folders import Folder
from api.cli.refusals import FAULT, NoOffice
from api.cli.verify_kept import (
    Beside,
    Checkpoints,
    Key,
    OfSeal,
    OfWitness,
    evidence_for,
)
from api.cli.verify_receipts import FileOfReceipts, Kept, kept_in, tell_lost
from api.cli.verify_sheets import Sheets
from api.cli.verify_trail import OfTrail, as_json, tell_trail, trail_verdict
from api.cli.words import say
from api.settings import settings_of
from desk.log.envelope import LogBroken
from desk.log.evidence import Fault
from desk.log.log import FILE
from desk.log.verify import Verdict
from desk.log.verify import verify as verdict_on
from domain.kernel import Refused

RECEIPT = re.compile(r"(0|[1-9][0-9]{0,17}):([0-9a-f]{64})", re.ASCII)

Log = Annotated[
    Path | None, typer.Argument(help="日志文件或其所在文件夹，如一份备份；不写则为 --folder")
]
Receipts = Annotated[
    list[str] | None,
    typer.Option("--receipt", metavar="SEQ:CHAIN", help="另处保存的回执：序号:链值，可写多次"),
]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


class ReceiptNotUnderstood(Refused):
    """回执写法不对：应为 序号:64位十六进制链值"""

    EN: ClassVar[str] = "A receipt is written SEQ:CHAIN, the chain in 64 hexadecimal digits"


def verify(
    log: Log = None,
    folder: Folder = None,
    receipt: Receipts = None,
    seal: OfSeal = None,
    witness: OfWitness = None,
    checkpoints: Checkpoints = None,
    key: Key = None,
    sheet: Sheets = None,
    receipts: FileOfReceipts = None,
    trail: OfTrail = None,
    json: AsJson = False,
) -> None:
    """验证日志：序号、链、触发器、时限索引、旁边的阅览记录，及另处所存的回执、检查点和见证；完好返回0，有误返回1"""
    path = _path(log or settings_of(folder).folder)
    beside = Beside(seal, witness, tuple(checkpoints or ()), key, tuple(sheet or ()))
    kept = kept_in(path, receipts) if receipts else Kept([], [])
    verdict = _verdict(path, _held([*(receipt or []), *kept.held]), beside)
    read = trail_verdict(path, trail)
    if json:
        typer.echo(as_json(verdict, read, [one.seq for one, _ in kept.lost]))
    else:
        _tell(verdict)
        tell_lost(kept.lost)
        if read:
            tell_trail(read)
    if verdict.fault or (read and read.fault):
        raise typer.Exit(FAULT)


def _tell(verdict: Verdict) -> None:
    if verdict.fault:
        words = fault_words(verdict.fault.reason)
        typer.echo(say("verify-fault", seq=verdict.fault.seq, reason=words))
    else:
        typer.echo(say("verify-sound", events=verdict.events, chain=verdict.chain))


def _held(receipts: Sequence[str]) -> dict[int, str]:
    held: dict[int, str] = {}
    for receipt in receipts:
        found = RECEIPT.fullmatch(receipt.strip().lower())
        if not found or held.setdefault(int(found[1]), found[2]) != found[2]:
            raise ReceiptNotUnderstood(receipt)
    return held


def _path(place: Path) -> Path:
    path = place / FILE if place.is_dir() else place
    if not path.is_file():
        raise NoOffice(place)
    return path


def _verdict(path: Path, held: dict[int, str], beside: Beside) -> Verdict:
    """What cannot even be opened as a log is a fault of the log as a whole."""
    try:
        return verdict_on(path, held, evidence_for(path, beside))
    except (LogBroken, sqlite3.DatabaseError) as error:
        return Verdict(0, "", Fault(0, f"unreadable: {error}"))
