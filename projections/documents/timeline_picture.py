"""An incident as a picture: what was heard and said, each figure as it changed, each clock until it was met or ran out.

The first minutes decide, so the axis is a logarithm: as much room for the first half hour as for the days after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from math import log1p
from typing import NamedTuple
from xml.sax.saxutils import escape

LEFT, RIGHT, WIDTH = 250, 915, 1000  # of the axis and of the whole, in points
ROW, TEXT = 22, 12
GREY, GREEN, RED, INK, BLUE = "#a9b1ba", "#1f7a3d", "#c1121f", "#1b1f24", "#1d4f91"
FONTS = "Noto Sans CJK SC, Source Han Sans SC, SimHei, Microsoft YaHei, sans-serif"
MARKS_MAX, BARS_MAX = 24, 24
MINUTE = timedelta(minutes=1)
TICKS = (0, 5, 15, 30, 60, 120, 240, 480, 1440, 2880, 5760, 10080, 20160, 43200)  # minutes


class Mark(NamedTuple):
    """Something happened."""

    at: datetime
    words: str


class Bar(NamedTuple):
    """A clock. `met`: when it was; `late`: it ran out before that, or is still unmet."""

    words: str
    starts: datetime
    due: datetime
    met: datetime | None
    late: bool
    verdict: str


class Figure(NamedTuple):
    """A number of people, as it was known from time to time."""

    words: str
    values: tuple[tuple[datetime, int], ...]


class Picture(NamedTuple):
    """`known`: up to when anything is known. `tick`: so many minutes in the reader's words; `more`: what is said of rows that find no room."""

    title: str
    begins: datetime
    ends: datetime
    known: datetime
    marks: Sequence[Mark]
    figures: Sequence[Figure]
    bars: Sequence[Bar]
    tick: Callable[[int], str]
    more: Callable[[int], str]


class _Scale:
    def __init__(self, picture: Picture) -> None:
        self._begins = picture.begins
        self.known = picture.known
        self.total = max(1.0, (picture.ends - picture.begins) / MINUTE)

    def x(self, at: datetime) -> float:
        return self.of((at - self._begins) / MINUTE)

    def of(self, minutes: float) -> float:
        share = log1p(min(max(minutes, 0.0), self.total) / 3) / log1p(self.total / 3)
        return round(LEFT + (RIGHT - LEFT) * share, 1)


def timeline_svg(picture: Picture) -> str:
    """The same picture always gives the same letters."""
    scale, y, drawn = _Scale(picture), 62, [*_title(picture)]
    for lines, height in (
        _marks(picture, scale, y),
        *(_figure(one, scale) for one in picture.figures),
        *(_bar(one, scale) for one in picture.bars[:BARS_MAX]),
        *_rest(picture),
    ):
        drawn += [line.replace("@", str(y)) for line in lines]
        drawn.append(
            f'<line x1="8" x2="{WIDTH - 8}" y1="{y + height}" y2="{y + height}" stroke="#e3e6e9"/>'
        )
        y += height
    axis = list(_axis(picture, scale, y))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 8}" width="{WIDTH}" height="{y + 8}"'
    ground = f'<rect width="{WIDTH}" height="{y + 8}" fill="#ffffff"/>'
    body = "\n".join((ground, *axis, *drawn))
    return f'{head} font-family="{FONTS}" font-size="{TEXT}">\n{body}\n</svg>\n'


def _title(picture: Picture) -> Iterator[str]:
    yield _text(8, 22, picture.title, size=16, weight="bold")


def _axis(picture: Picture, scale: _Scale, bottom: int) -> Iterator[str]:
    last = -100.0
    for minutes in TICKS:
        x = scale.of(minutes)
        if minutes > scale.total or x - last < 46:
            continue
        last = x
        yield f'<line x1="{x}" x2="{x}" y1="50" y2="{bottom}" stroke="#d5d9dd" stroke-dasharray="2 3"/>'
        yield _text(x, 45, picture.tick(minutes), colour="#5b6570", anchor="middle", size=11)


def _marks(picture: Picture, scale: _Scale, y: int) -> tuple[list[str], int]:
    """Each on the first line where there is room for its words."""
    ends: list[float] = []
    lines: list[str] = []
    for one in sorted(picture.marks, key=lambda mark: mark.at)[:MARKS_MAX]:
        x, width = scale.x(one.at), _width(one.words) + 12
        turned = x + width > WIDTH - 8
        begins, stops = (x - width, x + 6) if turned else (x - 4, x + width)
        level = next((at for at, end in enumerate(ends) if end <= begins), len(ends))
        ends[level : level + 1] = [stops]
        middle = y + 14 + level * ROW
        lines.append(f'<circle cx="{x}" cy="{middle - 4}" r="4" fill="{BLUE}"/>')
        lines.append(
            _text(
                x - 8 if turned else x + 8, middle, one.words, anchor="end" if turned else "start"
            )
        )
    return lines, max(1, len(ends)) * ROW + 2


def _figure(figure: Figure, scale: _Scale) -> tuple[list[str], int]:
    lines, last = [_row_head(figure.words)], -100.0
    places = [(scale.x(at), str(value)) for at, value in figure.values]
    if places:
        first, end = places[0][0], places[-1][0]
        lines.append(
            f'<line x1="{first}" x2="{end}" y1="@" y2="@" stroke="{GREY}" transform="translate(0 11)"/>'
        )
    for x, value in places:
        x = max(x, last + 14)
        last = x + _width(value)
        lines.append(
            _text(x, "@", value, weight="bold", anchor="middle", size=14, down=16, halo=True)
        )
    return lines, ROW


def _bar(bar: Bar, scale: _Scale) -> tuple[list[str], int]:
    starts, due = scale.x(bar.starts), scale.x(bar.due)
    ends = scale.x(bar.met or scale.known)
    colour = RED if bar.late else GREEN if bar.met else "#5b6570"
    lines = [_row_head(bar.words), _stretch(starts, due, GREY)]
    if bar.late:
        lines.append(_stretch(due, ends, RED))
    if bar.met:
        dot = f'cx="{ends}" cy="@" r="5" fill="{colour}"'
        lines.append(f'<circle {dot} transform="translate(0 11)"/>')
    return [*lines, _verdict(bar, max(due, ends) if bar.met or bar.late else due, colour)], ROW


def _verdict(bar: Bar, ends: float, colour: str) -> str:
    """Behind the bar; where there is no room, over its end on a ground of its own."""
    turned = ends + 9 + _width(bar.verdict) > WIDTH - 8
    x, anchor = (WIDTH - 8, "end") if turned else (ends + 9, "start")
    return _text(x, "@", bar.verdict, colour=colour, anchor=anchor, down=15, halo=True)


def _rest(picture: Picture) -> Iterator[tuple[list[str], int]]:
    left = max(0, len(picture.bars) - BARS_MAX) + max(0, len(picture.marks) - MARKS_MAX)
    if left:
        yield [_row_head(picture.more(left))], ROW


def _row_head(words: str) -> str:
    return _text(LEFT - 14, "@", _fitting(words), anchor="end", down=15)


def _stretch(begins: float, ends: float, colour: str) -> str:
    width = round(max(ends - begins, 1.5), 1)
    return f'<rect x="{begins}" y="@" width="{width}" height="6" fill="{colour}" transform="translate(0 8)"/>'


def _text(
    x: float,
    y: float | str,
    words: str,
    *,
    size: int = TEXT,
    weight: str = "normal",
    colour: str = INK,
    anchor: str = "start",
    down: int = 0,
    halo: bool = False,
) -> str:
    moved = f' transform="translate(0 {down})"' if down else ""
    ring = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
        f' text-anchor="{anchor}"{ring}{moved}>{escape(words).replace("@", "&#64;")}</text>'
    )


def _width(words: str) -> float:
    return sum(TEXT if ord(one) > 0x2E80 else TEXT * 0.56 for one in words)


def _fitting(words: str) -> str:
    while _width(words) > LEFT - 24:
        words = f"{words[:-2]}…"
    return words
