"""What people wrote back: kept before the modem forgets it, and read as an acknowledgement or not at all."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from desk.log.instants import instant, microseconds
from escalation.attempts_file import AttemptsFile
from escalation.channels.message import Reply

ROWS = "SELECT id, channel, sender, text, came, became FROM reply "
PROMISED = timedelta(minutes=10)
MINUTES = r"(\d{1,3})\s*(?:分|分钟)?"
TAKEN = re.compile(
    rf"(?:1(?:[\s,、]+{MINUTES})?|(?:收到|知悉|我来办)(?:[\s,、。:]*{MINUTES})?)[\s。.!]*"
)
COUNTRY = re.compile(r"^(?:\+?86)(?=1\d{10}$)")


class Became(StrEnum):
    """What became of a reply. All but the first acknowledged nothing."""

    ANSWER = "answer"  # 已应答
    STRANGER = "stranger"  # 号码不在册
    SHARED = "shared"  # 号码对应多人
    OTHER_WORDS = "other_words"  # 不是应答的写法
    NOTHING_RINGS = "nothing_rings"  # 没有待此人应答的叫应
    REFUSED = "refused"  # 未被接受, such as a promise that is too long
    SICK = "sick"  # 处理出错


class Heard(NamedTuple):
    """A reply, and what became of it; None: nobody has looked yet."""

    id: int
    channel: str
    reply: Reply
    came: datetime
    became: Became | None


class Replies:
    def __init__(self, file: AttemptsFile) -> None:
        self._file = file

    def keep(self, channel: str, reply: Reply, at: datetime) -> None:
        """On the disk when it returns. Raises sqlite3.Error."""
        with self._file.writing() as db:
            db.execute(
                "INSERT INTO reply (channel, sender, text, came) VALUES (?,?,?,?)",
                (channel, reply.sender, reply.text, microseconds(at)),
            )

    def waiting(self) -> list[Heard]:
        return self._found("WHERE became IS NULL ORDER BY id")

    def newest(self, count: int) -> list[Heard]:
        return self._found("ORDER BY id DESC LIMIT ?", count)

    def became(self, id: int, became: Became) -> None:
        with self._file.writing() as db:
            db.execute("UPDATE reply SET became = ? WHERE id = ?", (became.value, id))

    def _found(self, which: str, *places: object) -> list[Heard]:
        rows = self._file.rows(ROWS + which, *places)
        return [
            Heard(id, channel, Reply(sender, text), instant(came), became and Became(became))
            for id, channel, sender, text, came, became in rows
        ]


def promise_in(text: str) -> timedelta | None:
    """「1」 and 「收到」 take it for ten minutes, 「收到 20」 for twenty; other words take nothing."""
    found = TAKEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    minutes = found[1] or found[2]
    return timedelta(minutes=int(minutes)) if minutes else PROMISED


def dialled(number: str) -> str:
    """As it is dialled at home: two ways to write a number are one number."""
    return COUNTRY.sub("", re.sub(r"[\s\-()]", "", number))
