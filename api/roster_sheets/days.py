"""Which days a cell of a roster names: 10月1日, 10.1, 2026/10/1, 46296, 1日, 10月1日至3日, 10月1日8:30—次日8:30."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from api.roster_sheets.hours import HOURS, TO, Hours, hours_in, plain
from api.sheets.cells import WrongCell
from domain.working_days import BEIJING

DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*)?(?:(?P<month>\d{1,2})\s*(?P<sep>[-/.月])\s*)?(?P<day>\d{1,2})\s*(?:[日号]|(?!\d))"
)
WITHOUT_MONTH = re.compile(rf"(\d{{1,2}}){TO}(\d{{1,2}})[日号]")  # 1-3日 is no 3rd of January
PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
SERIAL = re.compile(r"(3[6-9]|[4-6]\d|7[0-2])\d{3}")  # 1998 to 2099, as a spreadsheet counts days
SERIAL_ZERO = date(1899, 12, 30)
WEEKDAYS = "一二三四五六日"
WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)([一二三四五六日天])\)?")
ENGLISH = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
ONE_LETTER = re.compile(r"[一二三四五六日天]")
LIST = re.compile(r"\s*[、,和及]\s*")
RANGE = re.compile(TO)
MIDNIGHT = re.compile(r"\s+0?0:00(?::00)?$")
HOUR = re.compile(r"\s*(\d{1,2}):(\d{2})(?::00)?")
FESTIVAL = re.compile(
    r"\(?[^\d月()]*(?:节|元旦|除夕|初[一二三四五六七八]|假期?|补班|上班|休|调休)\)?"
)
OF_SHIFT = re.compile(r"\(?(?:[早中晚白夜日]班|白天|夜间|24小时|全天)")
YEAR = re.compile(r"(?<![\d〔\[(])(20\d\d)(?!\d)")
MONTH = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!\s*\d)")
MONTH_OF_DAY = re.compile(r"(?<!\d)(\d{1,2})月\s*\d")
FESTIVAL_MONTHS = {"国庆": 10, "劳动节": 5, "五一": 5, "元旦": 1}
HAN_MONTHS = "一二三四五六七八九十"
DAYS_MAX = 62  # a longer range is a slip of the pen


class Told(NamedTuple):
    """What one cell says: days, the hours if they stand there too, the weekdays it names, and the rest of it."""

    days: tuple[date, ...]
    hours: Hours | None
    weekdays: tuple[int, ...]
    rest: str
    begins: time | None = None  # where the cell tells no end

    @property
    def only_days(self) -> bool:
        """国庆节 or (补班) may stand beside a day; a name may not."""
        return not self.rest or bool(FESTIVAL.fullmatch(self.rest))

    @property
    def shift(self) -> str:
        """白班 or (夜班20:00-8:00) beside the day."""
        return self.rest if OF_SHIFT.match(self.rest) else ""


class Titled(NamedTuple):
    """What the words above a table say of its days."""

    year: int | None = None
    month: int | None = None
    new_year: bool = False  # 元旦: December is of the year before


def titled(texts: Iterable[str]) -> Titled:
    """What is told first counts: a title before the day on which the roster was made."""
    text = plain(" ".join(texts))
    year = next((int(one) for one in YEAR.findall(text)), None)
    festivals = (month for word, month in FESTIVAL_MONTHS.items() if word in text)
    alone = map(_month, MONTH.findall(text))
    with_days = map(_month, MONTH_OF_DAY.findall(text))
    months = (one for one in (*alone, *festivals, *with_days) if 1 <= one <= 12)
    return Titled(year, next(months, None), bool(re.search(rf"{year}年?\s*元旦", text)))


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return sum(HAN_MONTHS.index(one) + 1 for one in text)


class Reckoning:
    """Reads day after day: what one leaves out, the title or the day before it tells."""

    def __init__(self, title: Titled, now: datetime, year: int | None = None) -> None:
        self.title, self._today = title, now.astimezone(BEIJING).date()
        self._year = title.year or year
        self.last: date | None = None
        self._earliest: date | None = None
        self._first: date | None = None  # of the column before
        self._before: tuple[str, Told] | None = None

    def begin_beside(self) -> None:
        """Another column of days begins: after those before it, or between them."""
        self._first = self._earliest

    def read(self, text: str) -> Told:
        """The same words again are the same days. Raises WrongCell."""
        if self._before is None or self._before[0] != text:
            self._before = text, self._told(text)
        return self._before[1]

    def _told(self, text: str) -> Told:
        typed = plain(text)
        weekdays = weekdays_in(typed)
        bare = WEEKDAY.sub(" ", typed).strip()
        try:
            days, hours, rest = self._read(MIDNIGHT.sub("", bare))
        except (ValueError, OverflowError):
            raise WrongCell("day", typed=typed[:40]) from None
        self.last = days[-1]
        self._earliest = min(self._earliest or days[0], days[0])
        begins = HOUR.fullmatch(rest)
        if begins:
            return Told(days, hours, weekdays, "", _clock(begins))
        return Told(days, hours, weekdays, rest.strip())

    def _read(self, text: str) -> tuple[tuple[date, ...], Hours | None, str]:
        """Raises ValueError."""
        if found := PACKED.fullmatch(text):
            return (date(*map(int, found.groups())),), None, ""
        if SERIAL.fullmatch(text):
            return (SERIAL_ZERO + timedelta(days=int(text)),), None, ""
        if (found := WITHOUT_MONTH.match(text)) and (self.last or self.title.month):
            days = _through(*(self._day(None, None, int(one)) for one in found.groups()))
            return days, None, text[found.end() :]
        first, at = self._one(text, 0)
        self.last = first
        if hours := self._span(text, at, first):
            return (first,), *hours
        return self._more([first], text, at)

    def _more(
        self, days: list[date], text: str, at: int
    ) -> tuple[tuple[date, ...], Hours | None, str]:
        while at < len(text):
            to = RANGE.match(text, at)
            between = to or LIST.match(text, at)
            if not between or not DAY.match(text, between.end()):
                break
            day, at = self._one(text, between.end())
            days += _through(days[-1], day)[1:] if to else [day]
            self.last = day
        return tuple(days), None, text[at:]

    def _one(self, text: str, at: int) -> tuple[date, int]:
        found = DAY.match(text, at)
        if found is None or not (found["month"] or self.last or self.title.month):
            raise ValueError
        year, month = (int(found[one]) if found[one] else None for one in ("year", "month"))
        day = self._ten(found, month) or int(found["day"])
        return self._day(year, month, day), found.end()

    def _ten(self, found: re.Match[str], month: int | None) -> int | None:
        """A spreadsheet makes 10.1 of 10.10: after the 9th it is the 10th."""
        if found["sep"] != "." or found["day"] not in "123" or not self.last:
            return None
        after = self.last + timedelta(days=1)
        return after.day if (after.month, after.day) == (month, int(found["day"]) * 10) else None

    def _day(self, year: int | None, month: int | None, day: int) -> date:
        if year:
            return date(year, month or 1, day)
        if month:
            return self._in_some_year(month, day)
        return self._in_some_month(day)

    def _in_some_year(self, month: int, day: int) -> date:
        """Nearest to the day before it; the first one as the title says, or nearest to today."""
        if self.last is None and self._year:
            return date(self._year - (self.title.new_year and month == 12), month, day)
        near = self.last or self._today
        around = (near.year, near.year - 1, near.year + 1)
        days = [found for year in around if (found := _day_of(year, month, day))]
        return min(days, key=lambda one: abs(one - near))

    def _in_some_month(self, day: int) -> date:
        if self.last is None:
            return self._in_some_year(self.title.month or 1, day)
        later = self.last.day - day > 20  # after the 31st comes the 1st
        if self._first:
            later = self._later_beside(_months_on(self.last, 0, day), self._first, self.last)
            self._first = None
        return _months_on(self.last, later, day)

    def _later_beside(self, here: date, first: date, last: date) -> bool:
        """Between the days of the column before, or the nearer one around them."""
        after = last.replace(day=1) + timedelta(days=32)
        later = _day_of(after.year, after.month, here.day)
        if first <= here <= last or later is None:
            return False
        return abs(later - last) < abs(here - first)

    def _span(self, text: str, at: int, first: date) -> tuple[Hours | None, str] | None:
        """8:30—次日8:30 after the day, or 8:30 — 10月2日 8:30."""
        if found := HOURS.match(text[at:].lstrip()):
            return hours_in(found[0]), text[at:].lstrip()[found.end() :]
        starts = HOUR.match(text, at)
        to = RANGE.match(text, starts.end()) if starts else None
        if starts is None or to is None:
            return None
        last, after = self._one(text, to.end())
        ends = HOUR.match(text, after)
        if ends is None:
            return None
        hours = Hours(_clock(starts), _clock(ends), (last - first).days)
        return hours, text[ends.end() :]


def is_weekday(text: str) -> bool:
    typed = plain(text)
    return bool(WEEKDAY.fullmatch(typed) or ONE_LETTER.fullmatch(typed) or ENGLISH.fullmatch(typed))


def weekdays_in(text: str) -> tuple[int, ...]:
    """星期四 or Thu is 3; 四 alone too, where nothing else stands."""
    typed = plain(text)
    found = WEEKDAY.findall(typed) or (ONE_LETTER.findall(typed) if len(typed) == 1 else [])
    english = [one.casefold() for one in ENGLISH.findall(typed)]
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return (*(WEEKDAYS.index(one.replace("天", "日")) for one in found), *map(names.index, english))


def _months_on(day: date, months: int, of_month: int) -> date:
    months += day.year * 12 + day.month - 1
    return date(months // 12, months % 12 + 1, of_month)


def _clock(found: re.Match[str]) -> time:
    return time(int(found[1]), int(found[2]))


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _through(first: date, last: date) -> tuple[date, ...]:
    """Raises ValueError."""
    count = (last - first).days + 1
    if not 1 <= count <= DAYS_MAX:
        raise ValueError
    return tuple(first + timedelta(days=one) for one in range(count))
