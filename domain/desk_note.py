"""记事: what reaches the desk otherwise than by telephone, or is done at it: visitors, papers, equipment, patrols."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace

from domain.actors import Sealed
from domain.kernel import Event, Refused, Value, reason_given
from domain.times import WorldTime


class NoteKind(StrEnum):
    """What is noted."""

    VISITOR = "visitor"  # 来访
    FAX = "fax"  # 传真
    TELEGRAM = "telegram"  # 电报
    DOCUMENT = "document"  # 文件
    FAULT = "fault"  # 设备故障
    MENDED = "mended"  # 设备修复
    TESTED = "tested"  # 设备测试
    PATROL = "patrol"  # 巡查
    WEATHER = "weather"  # 天气
    OTHER = "other"


LASTING = frozenset(  # somebody leaves, signs or mends: until then it is not finished
    {NoteKind.VISITOR, NoteKind.FAX, NoteKind.TELEGRAM, NoteKind.DOCUMENT, NoteKind.FAULT}
)


class NoteWords(Value):
    """`at`: when the visitor came, the paper arrived, the fault was found. `origin`: from where."""

    kind: NoteKind
    at: WorldTime
    words: str
    origin: str = ""
    visitor_name: Sealed | None = None
    visitor_phone: Sealed | None = None


class NoteRecorded(Event):
    TOPIC = "desk-note.recorded"
    note: NoteWords


class NoteCorrected(Event):
    """All of it as it is right; what was written at first stays in the log."""

    TOPIC = "desk-note.corrected"
    note: NoteWords
    reason: str


class NoteEnded(Event):
    """The visitor left, the fault is mended, the paper is dealt with."""

    TOPIC = "desk-note.ended"
    words: str
    ended: WorldTime


class NoteListed(Event):
    """待交: it stands in what is handed over, as it reads now."""

    TOPIC = "desk-note.listed"


class NoteStruck(Event):
    """It is handed over no more."""

    TOPIC = "desk-note.struck"


class DeskNote(Value):
    note: NoteWords
    ended: WorldTime | None = None
    listed: bool = False


class NothingNoted(Refused):
    """请写明记什么事"""

    EN: ClassVar[str] = "Say what is to be noted"


class EndsBeforeItBegan(Refused):
    """了结时间不能早于发生时间"""

    EN: ClassVar[str] = "It cannot have ended before it began"


class NoteOver(Refused):
    """此事已了结"""

    EN: ClassVar[str] = "This has ended already"


def evolve(note: DeskNote | None, happened: Event) -> DeskNote:
    match happened:
        case NoteRecorded(note=words):
            return DeskNote(note=words)
        case NoteCorrected(note=words) if note:
            return replace(note, note=words)
        case NoteEnded(ended=ended) if note:
            return replace(note, ended=ended)
        case NoteListed() if note:
            return replace(note, listed=True)
        case NoteStruck() if note:
            return replace(note, listed=False)
    raise TypeError(f"{happened!r} is no desk note's")


def record(note: DeskNote | None, *, words: NoteWords) -> list[Event]:
    _require_words(words)
    return [] if note else [NoteRecorded(note=words)]


def correct(note: DeskNote, *, words: NoteWords, reason: str) -> list[Event]:
    """With the reason. Whoever reads the list reads it as it is right."""
    if words == note.note:
        return []
    _require_words(words)
    if note.ended and note.ended.latest < words.at.earliest:
        raise EndsBeforeItBegan
    corrected = NoteCorrected(note=words, reason=reason_given(reason))
    return [corrected, NoteListed()] if note.listed else [corrected]


def end(note: DeskNote, *, words: str, ended: WorldTime) -> list[Event]:
    """The same end twice is one; what has ended is handed over no more."""
    if note.ended == ended:
        return []
    if note.ended:
        raise NoteOver
    if ended.latest < note.note.at.earliest:
        raise EndsBeforeItBegan
    over = NoteEnded(words=words.strip(), ended=ended)
    return [over, NoteStruck()] if note.listed else [over]


def list_for_handover(note: DeskNote, *, listed: bool) -> list[Event]:
    if note.listed == listed:
        return []
    if note.ended and listed:
        raise NoteOver
    return [NoteListed() if listed else NoteStruck()]


def _require_words(words: NoteWords) -> None:
    if not words.words.strip():
        raise NothingNoted
