"""The part of `shoubao verify` that takes receipts as a browser exported them, and asks who signed them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, NamedTuple, TypeVar
from uuid import UUID

import msgspec
import typer

from api.cli.words import say
from desk.log.instants import instant, microseconds
from desk.log.verify import read_only
from desk.receipts import SignedReceipt, origin, receipt_of_line, require_genuine
from desk.register import SHANGHAI
from domain.kernel import Refused
from domain.receipt_key import ReceiptKeyPublished, ReceiptKeyReplaced, ReceiptKeyRotated
from domain.restoration import OfficeRestored

FileOfReceipts = Annotated[
    Path | None, typer.Option("--receipts", metavar="FILE", help="浏览器导出的回执文件，逐份验签")
]
Envelope = TypeVar("Envelope")
TIME = "%Y-%m-%d %H:%M:%S"  # Beijing
FILE_BYTES_MAX = 10 * 1024 * 1024
TOPICS = (ReceiptKeyPublished.TOPIC, ReceiptKeyRotated.TOPIC, ReceiptKeyReplaced.TOPIC)


class ReceiptsNotUnderstood(Refused):
    """回执文件读不懂：应为浏览器导出的原样"""

    EN: ClassVar[str] = "The file of receipts is not one that a browser exported"


class ReceiptsOfAnother(Refused):
    """回执不是这份日志的"""

    EN: ClassVar[str] = "These receipts are of another log"


class ReceiptKeyUnknown(Refused):
    """签回执的密钥，日志里没有公布过：日志可能被整个换掉，请留好两份"""

    EN: ClassVar[str] = (
        "The log names no such receipt key: it may have been replaced whole; keep both"
    )


class Restored(msgspec.Struct):
    """A declared restoration: what was given before `at` beyond position `events` is lost, and everybody was told."""

    events: int
    at: datetime


class Kept(NamedTuple):
    """`held`: what the log has to hold, as `SEQ:CHAIN`; `lost`: what a restoration says that it lost."""

    held: list[str]
    lost: list[tuple[SignedReceipt, Restored]]


class _Named(msgspec.Struct):
    public: str


class _Key(msgspec.Struct):
    data: _Named


class _Restoration(msgspec.Struct):
    data: Restored


def kept_in(log: Path, file: Path) -> Kept:
    """Every signature is checked. Raises what is wrong with them."""
    kept = Kept([], [])
    with closing(sqlite3.connect(read_only(log), uri=True)) as connection:
        restored = [one.data for one in _said(connection, (OfficeRestored.TOPIC,), _Restoration)]
        for one in _genuine(connection, file):
            lost = next((then for then in restored if _lost(connection, one, then)), None)
            if lost:
                kept.lost.append((one, lost))
            else:
                kept.held.append(f"{one.seq}:{one.chain}")
    return kept


def tell_lost(lost: Sequence[tuple[SignedReceipt, Restored]]) -> None:
    for one, then in lost:
        given, at = (f"{n.astimezone(SHANGHAI):{TIME}}" for n in (instant(one.at_us), then.at))
        typer.echo(say("verify-receipt-lost", seq=one.seq, given=given, at=at, after=then.events))


def _lost(connection: sqlite3.Connection, one: SignedReceipt, then: Restored) -> bool:
    """Given before the copy was put back, beyond it, and not what stands at that position now."""
    if one.seq <= then.events or one.at_us >= microseconds(then.at):
        return False
    row = connection.execute("SELECT chain FROM event WHERE seq=?", (one.seq,)).fetchone()
    return row is None or bytes(row[0]).hex() != one.chain


def _genuine(connection: sqlite3.Connection, file: Path) -> Iterator[SignedReceipt]:
    lines = _lines(file)
    info = connection.execute("SELECT value FROM log_info WHERE name='store_id'").fetchone()
    store, keys = UUID(info[0]), {one.data.public for one in _said(connection, TOPICS, _Key)}
    if next(lines, "") != origin(store):
        raise ReceiptsOfAnother(file)
    for line in lines:
        one = receipt_of_line(line)
        if one is None:
            raise ReceiptsNotUnderstood(file, line[:40])
        require_genuine(store, one)
        if one.key not in keys:
            raise ReceiptKeyUnknown(one.key)
        yield one


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as opened:
            text = opened.read(FILE_BYTES_MAX + 1)
        return iter(text[:FILE_BYTES_MAX].decode("ascii").splitlines())
    except (OSError, UnicodeError) as error:
        raise ReceiptsNotUnderstood(file) from error


def _said(
    connection: sqlite3.Connection, topics: Sequence[str], kind: type[Envelope]
) -> list[Envelope]:
    """Of these topics, read without the program's own classes."""
    places = ",".join("?" * len(topics))
    question = f"SELECT state FROM event WHERE topic IN ({places}) ORDER BY seq"  # noqa: S608 — question marks
    decode = msgspec.json.Decoder(kind).decode
    return [decode(state) for (state,) in connection.execute(question, topics)]
