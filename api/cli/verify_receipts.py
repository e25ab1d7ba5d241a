"""The part of `shoubao verify` that takes receipts as a browser exported them, and asks who signed them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec
import typer

from desk.log.verify import read_only
from desk.receipts import origin, receipt_of_line, require_genuine
from domain.kernel import Refused
from domain.receipt_key import ReceiptKeyPublished, ReceiptKeyReplaced, ReceiptKeyRotated

FileOfReceipts = Annotated[
    Path | None, typer.Option("--receipts", metavar="FILE", help="浏览器导出的回执文件，逐份验签")
]
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


class _Data(msgspec.Struct):
    public: str


class _Envelope(msgspec.Struct):
    data: _Data


def held_in(log: Path, file: Path) -> Iterator[str]:
    """`SEQ:CHAIN` of each, its signature checked. Raises what is wrong with them."""
    (store, keys), lines = _of_log(log), _lines(file)
    if next(lines, "") != origin(store):
        raise ReceiptsOfAnother(file)
    for line in lines:
        one = receipt_of_line(line)
        if one is None:
            raise ReceiptsNotUnderstood(file, line[:40])
        require_genuine(store, one)
        if one.key not in keys:
            raise ReceiptKeyUnknown(one.key)
        yield f"{one.seq}:{one.chain}"


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as opened:
            text = opened.read(FILE_BYTES_MAX + 1)
        return iter(text[:FILE_BYTES_MAX].decode("ascii").splitlines())
    except (OSError, UnicodeError) as error:
        raise ReceiptsNotUnderstood(file) from error


def _of_log(log: Path) -> tuple[UUID, set[str]]:
    """Whose the log is, and every key that it names."""
    places = ",".join("?" * len(TOPICS))
    question = f"SELECT state FROM event WHERE topic IN ({places})"  # noqa: S608 — question marks
    with closing(sqlite3.connect(read_only(log), uri=True)) as connection:
        whose = connection.execute("SELECT value FROM log_info WHERE name='store_id'").fetchone()
        said = connection.execute(question, TOPICS).fetchall()
    decode = msgspec.json.Decoder(_Envelope).decode
    return UUID(whose[0]), {decode(state).data.public for (state,) in said}
