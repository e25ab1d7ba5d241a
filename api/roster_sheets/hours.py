"""From when to when a shift lasts: 白班(8:00-20:00), 17:30—次日8:30, 24小时, and what a note says of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from api.sheets.cells import WrongCell, clean, half_width, is_nothing
from domain.working_days import BEIJING

DASHES = str.maketrans(dict.fromkeys("—–−‐‑―─", "-") | dict.fromkeys("〜∼", "~"))
TO = r"\s*(?:至|到|-+|~+)\s*"
NIGHT = ("夜", "晚", "小夜", "大夜")
NEXT_DAY = r"次日|第二[天日]|翌日|次晨|隔[天日]|明[日晨]|next day"
HOURS = re.compile(
    rf"(?P<hour>\d{{1,2}})\s*(?:[:时点]\s*(?P<minute>\d{{2}})?分?)?{TO}"
    rf"(?:(?P<next>{NEXT_DAY})|(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日)?\s*(?:凌晨|早|晚)?"
    r"(?P<till>\d{1,2})\s*(?:[:时点]\s*(?P<till_minute>\d{2})?分?)?(?![\d月日号/.])"
)
LEGEND = re.compile(
    r"(?:(?<![每次当节假值])([早中晚白夜日])(?:班|天|间)?|(工作日)[^\d,;。]{0,6}|(节假日|周末|双休)[^\d,;。]{0,6}|值班时间)"
    r"(?:时间|为|是|从|自|[当每][日天]|[:(\s])*(?=\d)"
)
WORD = re.compile(r"([早中晚白夜日])(?:班|天|间)|^([早中晚白夜日])$|(大夜|小夜)")
DAY_OFF = re.compile(r"节|假|休|周末")
ROUND_THE_CLOCK = re.compile(r"24\s*(?:小时|h)|全天|昼夜|全日|24$|all day", re.IGNORECASE)
AFTER_WORK = re.compile(r"下班|工作日|工作以外|班后")


class Hours(NamedTuple):
    """`later`: days between the dates of start and end; `until` is the end's month and day if it is told."""

    starts: time
    ends: time
    later: int
    until: tuple[int, int] | None = None

    def beginning(self, starts: time) -> Hours:
        """As long, from another hour on."""
        begins, ends = (datetime.combine(date.min, one) for one in (self.starts, self.ends))
        return usual_hours(starts, ends - begins + timedelta(days=self.later))

    def on(self, day: date) -> tuple[datetime, datetime]:
        """In UTC. Raises WrongCell."""
        try:
            ends = day + timedelta(days=self.later)
            if self.until:
                ends = date(day.year + (self.until < (day.month, day.day)), *self.until)
            return _at(day, self.starts), _at(ends, self.ends)
        except (ValueError, OverflowError):
            raise WrongCell("hours", typed=f"{self.ends:%H:%M}") from None


class Worked(NamedTuple):
    """The hours of a shift, its word, and whether nobody told them."""

    hours: Hours
    assumed: str = ""


class Timetable(NamedTuple):
    """What holds where a row says nothing: the office's own hours, and what the sheet's notes say of its words."""

    usual: Hours
    after_work: Hours
    told: dict[str, Hours]
    words: frozenset[str] = frozenset()

    def of(self, *texts: str) -> Worked:
        """The first that says anything. Raises WrongCell."""
        for text in texts:
            if clean(text) and not is_nothing(text):
                return self._said(plain(text))
        return Worked(self.told.get("", self.usual))

    def _said(self, text: str) -> Worked:
        if hours := hours_in(text):
            return Worked(hours)
        if word := word_in(text):
            return self._by_word(word)
        if AFTER_WORK.search(text):
            return Worked(self.told.get("工作日", self.after_work))
        if DAY_OFF.search(text) or ROUND_THE_CLOCK.search(text):
            return Worked(self.told.get("假", self.usual))
        raise WrongCell("shift", typed=text[:40])

    def _by_word(self, word: str) -> Worked:
        if word in self.told:
            return Worked(self.told[word])
        if word in NIGHT and not self.words & set("早中") and "白" in self.told:
            day = self.told["白"]
            return Worked(Hours(day.ends, day.starts, int(day.starts <= day.ends)), word)
        order = "早中晚" if self.words & set("早中") else "白夜"
        at = order.find(order[-1] if word in NIGHT else word)
        if at < 0:
            raise WrongCell("shift", typed=word)
        each = 24 // len(order)
        return Worked(_part(self.usual.starts, each * at, each), word)


def plain(text: str) -> str:
    return dashed(clean(text))


def dashed(text: str) -> str:
    """Half width, and one dash for the many there are."""
    return half_width(text).translate(DASHES)


def hours_in(text: str) -> Hours | None:
    """None: no hours stand there. Raises WrongCell for hours no clock has."""
    found = HOURS.search(text)
    return _hours(found) if found else None


def _hours(found: re.Match[str]) -> Hours:
    starts, ends = (
        _clock(found["hour"], found["minute"]),
        _clock(found["till"], found["till_minute"]),
    )
    later = ends.days or int(bool(found["next"]) or ends <= starts)
    until = (int(found["month"]), int(found["day"])) if found["month"] else None
    return Hours(_time(starts), _time(ends), later, until)


def _clock(hour: str, minute: str | None) -> timedelta:
    at = timedelta(hours=int(hour), minutes=int(minute or 0))
    if at > timedelta(days=1) or int(minute or 0) > 59:
        raise WrongCell("hours", typed=f"{hour}:{minute or '00'}")
    return at


def _time(at: timedelta) -> time:
    return time(at.seconds // 3600, at.seconds % 3600 // 60)


def _part(starts: time, after: int, lasts: int) -> Hours:
    begins = datetime.combine(date.min, starts) + timedelta(hours=after)
    ends = begins + timedelta(hours=lasts)
    return Hours(begins.time(), ends.time(), (ends.date() - begins.date()).days)


def word_in(text: str) -> str:
    """白班 and 日班 are 白; blank if none of them is named."""
    found = WORD.search(text)
    word = next((one for one in found.groups() if one), "") if found else ""
    return "白" if word == "日" else word


def legend(texts: Iterable[str]) -> dict[str, Hours]:
    """早班8:00-15:00、中班15:00-22:00 in a title or a footnote. A word told twice otherwise is not told."""
    told: dict[str, set[Hours]] = {}
    for text in map(plain, texts):
        for found in LEGEND.finditer(text):
            if hours := _hours_at(text, found.end()):
                told.setdefault(_legend_word(found), set()).add(hours)
    return {word: hours.pop() for word, hours in told.items() if len(hours) == 1}


def _hours_at(text: str, at: int) -> Hours | None:
    """A note that tells hours no clock has tells none."""
    found = HOURS.match(text, at)
    try:
        return _hours(found) if found else None
    except WrongCell:
        return None


def _legend_word(found: re.Match[str]) -> str:
    word, working, off = found.groups()
    if word:
        return "白" if word == "日" else word
    return "工作日" if working else "假" if off else ""


def usual_hours(starts: time, lasts: timedelta) -> Hours:
    begins = datetime.combine(date.min, starts)
    ends = begins + lasts
    return Hours(starts, ends.time(), (ends.date() - begins.date()).days)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BEIJING).astimezone(UTC)
