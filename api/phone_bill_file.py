"""A carrier's list of calls as csv: each row a number and a time, or refused by row and column."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import ClassVar

from api.sheets.cells import HALF_WIDTH, letter
from api.sheets.refusals import NoSheet, NotASheet, SheetRefused, TooLarge
from api.sheets.text_file import rows_of_text
from api.typed import YEARS
from desk.register import SHANGHAI
from domain.phone_bill import BillCall, line_of

BYTES_MAX = 2 * 1024 * 1024
ROWS_MAX = 50_000
NUMBER = frozenset({"对方号码", "对端号码", "号码", "电话号码", "被叫", "被叫号码", "number"})
TIME = frozenset({"开始时间", "通话时间", "通话开始时间", "呼叫时间", "起始时间", "time"})
KIND = frozenset({"呼叫类型", "通话类型", "主叫被叫", "主被叫", "type"})
WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII
)
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2}) ?(\d{2}):?(\d{2})(?::?(\d{2}))?", re.ASCII)


class BillColumnsUnclear(SheetRefused):
    """话单首行须有且只有一列号码（如“对方号码”）和一列时间（如“开始时间”）"""

    EN: ClassVar[str] = "The first row must name one column of numbers and one of times"


class BillTimeWrong(SheetRefused):
    """话单中有一格不是时间，未核对任何内容"""

    EN: ClassVar[str] = "A cell of the bill is no time; nothing was compared"


class BillNumberWrong(SheetRefused):
    """话单中有一格不是电话号码，未核对任何内容"""

    EN: ClassVar[str] = "A cell of the bill is no phone number; nothing was compared"


def bill_of(content: bytes) -> list[BillCall]:
    """Raises SheetRefused. A blank line says nothing; further columns are not read."""
    head, *rows = rows_of_text(_readable(content), ROWS_MAX + 1)
    columns = _columns(head)
    calls = [
        _call(row, place, *columns) for place, row in enumerate(rows, 2) if any(map(str.strip, row))
    ]
    if not calls:
        raise NoSheet
    return calls


def _readable(content: bytes) -> bytes:
    if not content.strip():
        raise NoSheet
    if len(content) > BYTES_MAX:
        raise TooLarge(f"> {BYTES_MAX // 1024 // 1024} MB")
    if b"\x00" in content:
        raise NotASheet
    return content


def _columns(head: list[str]) -> tuple[int, int, int | None]:
    names = [one.translate(HALF_WIDTH).strip().lower() for one in head]
    numbers, times, kinds = (
        [place for place, name in enumerate(names) if name in known]
        for known in (NUMBER, TIME, KIND)
    )
    if (len(numbers), len(times)) != (1, 1):
        raise BillColumnsUnclear(", ".join(names)[:200])
    return numbers[0], times[0], kinds[0] if kinds else None


def _call(row: list[str], place: int, number: int, time: int, kind: int | None) -> BillCall:
    return BillCall(place, _number(row, place, number), _time(row, place, time), _cell(row, kind))


def _number(row: list[str], place: int, column: int) -> str:
    said = _cell(row, column)
    if not line_of(said):
        raise BillNumberWrong(f"{letter(column + 1)}{place}")
    return said


def _time(row: list[str], place: int, column: int) -> datetime:
    said = _cell(row, column)
    found = WRITTEN.fullmatch(said) or PACKED.fullmatch(said)
    try:
        at = datetime(*(int(one or 0) for one in found.groups()), tzinfo=SHANGHAI)  # type: ignore
    except (AttributeError, ValueError):
        raise BillTimeWrong(f"{letter(column + 1)}{place}") from None
    if at.year not in YEARS:
        raise BillTimeWrong(f"{letter(column + 1)}{place}")
    return at.astimezone(UTC)


def _cell(row: list[str], column: int | None) -> str:
    said = row[column] if column is not None and column < len(row) else ""
    return said.translate(HALF_WIDTH).strip()
