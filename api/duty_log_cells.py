"""One line of the duty log as the fourteen cells that a paper log has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from msgspec import structs

from api.languages import say, word_of
from api.rendering import about_hour
from desk.register import SHANGHAI
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import IncidentClass, Level
from projections.duty_log_columns import Boxed, Done
from projections.duty_log_lines import LogLine


class Reader(NamedTuple):
    """Who reads: in which language, and what they are shown of a sealed word."""

    language: str
    name: Callable[[UUID], str]
    reveal: Callable[[Boxed], str]

    def say(self, key: str, **places: object) -> str:
        return say(self.language, key, **places)


def _who(reader: Reader, line: LogLine) -> str:
    return " ".join(filter(None, (line.columns.who, _opened(reader, line.columns.name))))


def _phone(reader: Reader, line: LogLine) -> str:
    return line.columns.number or _opened(reader, line.columns.phone)


def _opened(reader: Reader, sealed: Boxed | None) -> str:
    return reader.reveal(sealed) if sealed else ""


def _kind(reader: Reader, line: LogLine) -> str:
    klass = line.columns.klass or (line.case.incident.klass if line.case else None)
    known = klass not in (None, IncidentClass.UNKNOWN)
    words = reader.say(f"log_kind.{line.entry.kind}")
    return f"{words} {word_of(reader.language, klass)}" if klass and known else words


def _level(reader: Reader, line: LogLine) -> str:
    return word_of(reader.language, line.level) if line.level is not Level.UNKNOWN else ""


def _what(_: Reader, line: LogLine) -> str:
    """A line about an incident that it did not open says first which one."""
    opened = line.case.opened if line.case else None
    about = f"【{opened.number} {opened.title}】" if opened and not line.columns.klass else ""
    return f"{about}{line.columns.what}"


def _by(reader: Reader, line: LogLine) -> str:
    if line.by_system:
        return reader.say(f"part.{line.by}")
    typed = reader.say("incident.typed_by", who=line.typed_by) if line.typed_by else ""
    return f"{line.by} {typed}".strip()


def _done(reader: Reader, line: LogLine, things: Iterable[Done]) -> str:
    return "\n".join(_done_text(reader, line, one) for one in things)


def _done_text(reader: Reader, line: LogLine, done: Done) -> str:
    if done.at is None:
        return done.text
    at = done.at if isinstance(done.at, WorldTime) else moment(done.at, Basis.SYSTEM)
    return f"{done.text}（{time_text(reader, at, line)}）"


def time_text(reader: Reader, at: WorldTime, line: LogLine) -> str:
    """To the minute; to the second about the gravest; never more exactly than it is known."""
    match at.precision:
        case Precision.SECOND | Precision.MINUTE:
            to_second = line.to_second and at.precision is Precision.SECOND
            return clock_text(at.earliest, line, to_second=to_second)
        case Precision.HOUR:
            return f"{day_text(at.earliest, line)}{about_hour(reader.language, at.earliest)}"
        case Precision.DAY:
            return f"{at.earliest.astimezone(SHANGHAI):%m-%d}"
        case Precision.RANGE:
            return f"{clock_text(at.earliest, line)}–{clock_text(at.latest, line)}"


def to_minute(value: object) -> object:
    """A time inside a sentence: nobody reads its seconds."""
    match value:
        case datetime():
            return moment(value, Basis.SYSTEM, Precision.MINUTE)
        case WorldTime(precision=Precision.SECOND):
            return structs.replace(value, precision=Precision.MINUTE)
    return value


def clock_text(at: datetime, line: LogLine, *, to_second: bool = False) -> str:
    """With its day where that is not the line's own."""
    hour = "%H:%M:%S" if to_second else "%H:%M"
    return f"{day_text(at, line)}{at.astimezone(SHANGHAI):{hour}}"


def day_text(at: datetime, line: LogLine) -> str:
    """Blank on the line's own."""
    local, own = at.astimezone(SHANGHAI), line.entry.at.earliest.astimezone(SHANGHAI)
    return "" if local.date() == own.date() else f"{local:%m-%d} "


CELLS: dict[str, Callable[[Reader, LogLine], str]] = {
    "number": lambda _, line: str(line.entry.number),
    "at": lambda reader, line: time_text(reader, line.entry.at, line),
    "source": lambda _, line: line.columns.source,
    "who": _who,
    "phone": _phone,
    "way": lambda _, line: line.columns.way,
    "kind": _kind,
    "urgency": _level,
    "what": _what,
    "told": lambda reader, line: _done(reader, line, line.columns.told),
    "said": lambda reader, line: _done(reader, line, line.columns.said),
    "passed": lambda reader, line: _done(reader, line, line.columns.passed),
    "results": lambda reader, line: _done(reader, line, line.columns.results),
    "by": _by,
}
PERSONAL = ("who", "phone")  # where sealed words are shown
