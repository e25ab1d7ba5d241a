"""成文日期: a day, a month or a year as a register writes it: 2020-04, 2020年4月 日, 二○一○年十一月二十六日, 2024110, 43971."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from contingency_plans.plan_events import IssueDate
from contingency_plans.plan_typed import HAN_NUMBER, han_digits, han_number, plain

YEARS = range(1949, 2100)
SERIAL_ZERO, SERIALS = (
    date(1899, 12, 30),
    range(18_264, 73_050),
)  # 1950 to 2099, as a spreadsheet counts days
AFTERWARDS = r"(?:[,;]?(?:起|印发|发布|公布|施行|实施|通过|签发|生效|成文|左右)+)?"
PARTED = re.compile(
    rf"(\d{{4}})(?:[-/.年](\d{{1,2}})?(?:[-/.月](\d{{1,2}})?)?[日号]?)(?:[T ]*0?0:00(?::00)?(?:\.0+)?)?{AFTERWARDS}"
)
BARE_YEAR = re.compile(rf"(\d{{4}})年?{AFTERWARDS}")
PACKED = re.compile(r"(\d{4})(\d{2,4})日?")
SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
HAN_YEAR = re.compile(rf"{HAN_NUMBER.pattern}(?=年)")


class Doubt(StrEnum):
    """How sure the reading is."""

    MENDED = "mended"
    AMBIGUOUS = "ambiguous"
    UNREAD = "unread"


class DateRead(NamedTuple):
    date: IssueDate | None
    doubt: Doubt | None = None


def read_date(cell: str) -> DateRead:
    """Of two days that one cell may mean, both ends are kept; what means none is unread."""
    typed = cell.strip()
    line = _figures(plain(typed))
    if not line or line in ("无", "-", "—", "/", "不详", "未知"):
        return DateRead(None)
    spans = sorted({span for span in _spans(line) if span[0].year in YEARS})
    if not spans:
        return DateRead(None, Doubt.UNREAD)
    found = IssueDate(first=spans[0][0], last=max(last for _, last in spans), words=typed)
    if len(spans) > 1:
        return DateRead(found, Doubt.AMBIGUOUS)
    packed = SERIAL.fullmatch(line) or (PACKED.fullmatch(line) and not re.fullmatch(r"\d{8}", line))
    return DateRead(found, Doubt.MENDED if packed else None)


def _spans(line: str) -> Iterator[tuple[date, date]]:
    if found := PARTED.fullmatch(line) or BARE_YEAR.fullmatch(line):
        yield from _span(*found.groups())
    elif found := PACKED.fullmatch(line):
        yield from _packed(found[1], found[2])
    elif (found := SERIAL.fullmatch(line)) and int(found[1]) in SERIALS:
        day = SERIAL_ZERO + timedelta(days=int(found[1]))
        yield day, day


def _packed(year: str, rest: str) -> Iterator[tuple[date, date]]:
    """110 is the 10th of January and no 0th of November; 11 is a month or a day."""
    if len(rest) == 2:
        yield from _span(year, rest)
    for cut in (1, 2):
        month, day = rest[:cut], rest[cut:]
        if 1 <= len(day) <= 2 and (len(rest) == 4) <= (cut == 2):
            yield from _span(year, month, day)


def _span(
    year: str, month: str | None = None, day: str | None = None
) -> Iterator[tuple[date, date]]:
    """Nothing for a day that is none."""
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return
    if month is None:
        yield first, first.replace(month=12, day=31)
    elif day is None:
        yield first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    else:
        yield first, first


def _figures(line: str) -> str:
    """Chinese numerals as figures: the year digit by digit, month and day as numbers."""
    line = "".join(line.split()) if "年" in line else line
    year = HAN_YEAR.match(line)
    if year:
        line = han_digits(year[0]) + line[year.end() :]
    return HAN_NUMBER.sub(lambda part: han_number(part[0]), line)
