"""值班日志: a shift's or a day's lines on the screen, on paper and as a workbook; nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.duty_log import (
    LogRow,
    Stretch,
    day_stretch,
    entries_of,
    found,
    rows_of,
    shift_stretch,
)
from api.duty_log_cells import CELLS, Reader
from api.guarding import Asking, may, running_of
from api.languages import language_of, say
from api.owning import entries_owned
from api.pages.downloads import download
from api.pages.incident import revealed
from api.pages.names import names_of
from api.pages.page import can, page
from api.rendering import dated_text
from api.shown import shown_head, shown_so_far
from api.typed import Blank, Word
from desk.access import Action
from desk.log.envelope import Head
from domain.desk_note import NoteKind
from projections.documents.log_book import log_book
from projections.duty import DUTY, ShiftRow
from projections.duty_log import LogEntry, LogKind
from projections.duty_log_columns import Boxed

router = APIRouter()

LINES_A_PAGE = 50
PAGES_MAX = 1_000
CHOICES: dict[str, Any] = {
    "columns": tuple(CELLS),
    "kinds": tuple(LogKind),
    "note_kinds": tuple(NoteKind),
}

Reading = Annotated[Asking, may(Action.SEE_DUTY_LOG)]


class Asked(BaseModel):
    """Which stretch, and which of its lines. Neither day nor shift: the shift that answers now.

    `mine`: what the reader has to finish, whatever day it is of.
    """

    day: Annotated[date | None, Blank] = None
    shift: Annotated[UUID | None, Blank] = None
    mine: bool = False
    kind: Annotated[LogKind | None, Blank] = None
    q: Word = ""
    page: Annotated[int, Field(ge=1, le=PAGES_MAX)] = 1

    def way(self, **other: Any) -> str:
        """The address of the same lines, or others."""
        asked = self.model_dump(exclude_defaults=True) | other
        return urlencode({key: value for key, value in asked.items() if value})

    def of_day(self, day: date, after: int) -> str:
        """The same of another day."""
        return self.way(day=day + timedelta(days=after), shift=None, page=None)


@router.get("/duty-log")
def show(request: Request, asking: Reading, asked: Annotated[Asked, Query()]) -> Response:
    stretch, upto = _stretch(request, asked), shown_so_far(running_of(request))
    rows, count = _page(request, asking, asked, stretch)
    shown = {
        "heading": _heading(request, stretch, upto),
        "day_before": asked.of_day(stretch.day, -1),
        "day_after": asked.of_day(stretch.day, 1),
        "pages": -(-count // LINES_A_PAGE),
        "shifts": _shifts(request),
    }
    given = CHOICES | shown | {"asked": asked, "stretch": stretch, "rows": rows, "count": count}
    return page(request, asking, "duty_log.html", **given)


@router.get("/duty-log/xlsx")
def workbook(request: Request, asking: Reading, asked: Annotated[Asked, Query()]) -> Response:
    """Every line of the stretch that the filter leaves, as the reader may see it. Raises ViewsBehind."""
    language, stretch = language_of(request), _stretch(request, asked)
    upto = shown_head(running_of(request))
    entries = _entries(request, asking, asked, stretch)
    rows = [_on_paper(row) for row in _found(request, asking, asked, entries)]
    title = say(language, "duty_log.title")
    head = [say(language, f"duty_log.{one}") for one in CELLS]
    content = log_book(title, _heading(request, stretch, upto), head, rows)
    return download(content, "xlsx", f"{title}{stretch.day}")


def _stretch(request: Request, asked: Asked) -> Stretch:
    """Without a shift that answers: today."""
    running = running_of(request)
    if asked.day:
        return day_stretch(asked.day)
    shift = asked.shift or next((one.id for one in _shifts(request) if one.responsible), None)
    if shift:
        return shift_stretch(running, shift)
    return day_stretch(running.today)


def _shifts(request: Request) -> list[ShiftRow]:
    """Those still in mind, the latest first."""
    rows = running_of(request).boards.read(lambda views: list(views.rows[DUTY.name].values()))
    return sorted(rows, key=lambda one: one.starts, reverse=True)


def _entries(request: Request, asking: Asking, asked: Asked, stretch: Stretch) -> list[LogEntry]:
    """Of the stretch, or whatever is the reader's own to finish."""
    running = running_of(request)
    owned = entries_owned(running, asking.actor) if asked.mine else None
    entries = entries_of(running, stretch) if owned is None else owned
    return [one for one in entries if asked.kind in (None, one.kind)]


def _page(
    request: Request, asking: Asking, asked: Asked, stretch: Stretch
) -> tuple[list[LogRow], int]:
    """The rows of the page asked for, and how many there are; only what is looked through is read whole."""
    entries = _entries(request, asking, asked, stretch)
    first = (asked.page - 1) * LINES_A_PAGE
    if not asked.q.split():
        some = entries[first : first + LINES_A_PAGE]
        return list(_found(request, asking, asked, some)), len(entries)
    rows = list(_found(request, asking, asked, entries))
    return rows[first : first + LINES_A_PAGE], len(rows)


def _found(
    request: Request, asking: Asking, asked: Asked, entries: Iterable[LogEntry]
) -> Iterator[LogRow]:
    reader = Reader(
        language_of(request),
        names_of(request).of,
        partial(_opened, request, can(request, asking, Action.SEE_PERSONAL)),
    )
    return found(rows_of(running_of(request), reader, entries), asked.q)


def _opened(request: Request, personal: bool, sealed: Boxed) -> str:
    """A word nobody may read, or that was erased, is shown to be one."""
    word = revealed(running_of(request).vault, sealed.box, sealed.field, personal=personal)
    return word or say(language_of(request), "duty_log.sealed")


def _heading(request: Request, stretch: Stretch, upto: Head) -> str:
    office = running_of(request).desk.register().office
    return say(
        language_of(request),
        "duty_log.heading",
        office=office.name,
        starts=dated_text(stretch.starts)[:-3],
        ends=dated_text(stretch.ends)[:-3],
        seq=upto.seq,
        chain=upto.chain.hex()[:16],
    )


def _on_paper(row: LogRow) -> list[str]:
    """As on the screen, with the marks that colour makes there."""
    cells = dict(zip(CELLS, row.cells, strict=True))
    cells["at"] = f"{row.day[5:]} {cells['at']}"
    marks = (row.exercise, row.corrects, row.late)
    cells["what"] = " ".join(filter(None, (*marks, cells["what"])))
    return list(cells.values())
