"""What an official paper tells, whatever it is printed with: its head, its paragraphs, its foot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from desk.register import SHANGHAI
from domain.times import Precision, WorldTime
from projections.documents.paper_text import fit, lines

NUMERALS = "一二三四五六七八九十"
WEEKDAYS = "一二三四五六日"
NO_NUMBER = "〔    〕    号"


class Paragraph(NamedTuple):
    """`level` 0: text; 1: 一、 in 黑体; 2: （一） in 楷体."""

    level: int
    text: str


class Photo(NamedTuple):
    """A picture as bytes of a JPEG, with what stands under it."""

    content: bytes
    caption: str


class Letter(NamedTuple):
    """One of several on one paper. `place`: which of how many."""

    addressee: str
    place: str
    rows: tuple[tuple[str, ...], ...]


class Told(NamedTuple):
    """What a paper says, before anybody numbers it. `rows`: the table of a slip."""

    title: str
    lead: str
    body: tuple[Paragraph, ...] = ()
    addressee: str = ""
    signature: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    photos: tuple[Photo, ...] = ()
    letters: tuple[Letter, ...] = ()
    more: tuple[tuple[str, str], ...] = ()  # tags of this kind of paper alone


class Witness(NamedTuple):
    """From which place of the log a paper was made: `about` names the incident or the day."""

    about: str
    seq: int
    head: str  # the chain there, hexadecimal
    root: str = ""  # of the log's tree there, in groups; "": not said on this paper
    checkpoint: str = ""  # what the QR says then

    @property
    def words(self) -> str:
        root = f"树根{self.root}，" if self.root else ""
        place = f"日志至第{self.seq}号，{root}链值{self.head[:16]}。扫码可与日志核对。"
        return f"{self.about} {place}".strip()

    @property
    def code(self) -> str:
        """What the QR says."""
        if self.checkpoint:
            return self.checkpoint
        return f"shoubao {self.about} {self.seq} {self.head[:16]}"


class Printed(NamedTuple):
    """What is put on it when it is issued, in the words that are printed."""

    office: str
    series: str
    number: str
    signer: str
    secrecy: str
    urgency: str
    readers: str
    day: date


class Sheet(NamedTuple):
    """Ready to be printed. `name`: of its template. `picture`: an SVG, "" for most."""

    name: str
    words: dict[str, Any]
    code: str
    photos: tuple[Photo, ...]
    at: datetime
    picture: str = ""


def numbered(series: str, year: int, number: int) -> str:
    """值班信息〔2026〕12号."""
    return f"{series}〔{year}〕{number}号"


def context(told: Told, printed: Printed, witness: Witness) -> dict[str, Any]:
    """The tags of every template, as plain words; pictures are added by whoever prints."""
    day = day_words(printed.day)
    marks = {name: fit(str(one)) for name, one in printed._asdict().items() if name != "day"}
    return {
        **marks,
        **{name: fit(getattr(told, name)) for name in ("title", "lead", "addressee")},
        "body": [{"level": one.level, "text": fit(one.text)} for one in _paragraphs(told)],
        "signature": fit(told.signature or printed.office),
        "date": day,
        "printed": day,
        "rows": _cells(told.rows),
        "letters": [
            {"addressee": fit(one.addressee), "place": one.place, "rows": _cells(one.rows)}
            for one in told.letters
        ],
        "witness": witness.words,
        **{name: fit(words) for name, words in told.more},
    }


def _cells(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    return [[fit(cell) for cell in row] for row in rows]


def _paragraphs(told: Told) -> list[Paragraph]:
    """The lead stands first."""
    return [*(Paragraph(0, one) for one in lines(told.lead)), *told.body]


def headed(heads: list[tuple[str, list[str]]]) -> tuple[Paragraph, ...]:
    """一、二、三: each head with what stands under it; nothing said is said to be nothing."""
    told: list[Paragraph] = []
    for number, (head, texts) in enumerate(heads):
        told.append(Paragraph(1, f"{NUMERALS[number]}、{head}"))
        told += [Paragraph(0, one) for one in texts or ["无。"]]
    return tuple(told)


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def at_words(at: datetime) -> str:
    """11月24日2时45分, Beijing time; the full hour without minutes."""
    local = at.astimezone(SHANGHAI)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{local.month}月{local.day}日{local.hour}时{minutes}"


def time_words(time: WorldTime) -> str:
    """As exactly as it is known."""
    local = time.earliest.astimezone(SHANGHAI)
    match time.precision:
        case Precision.DAY:
            return f"{local.month}月{local.day}日"
        case Precision.HOUR:
            return f"{local.month}月{local.day}日{local.hour}时许"
        case Precision.RANGE:
            return f"{at_words(time.earliest)}至{at_words(time.latest)}"
    return at_words(time.earliest)
