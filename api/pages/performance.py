"""单位绩效与通报: a month's figures on the screen, as a workbook and as a circular."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.languages import language_of, say
from api.month_figures import Issue, issue_of, month_named, month_of
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page
from api.rendering import dated_text
from desk.access import Action
from desk.draft import Unknown
from domain.breach_kinds import BreachWords
from projections.documents.circular import Circular, circular
from projections.documents.sheet_book import sheet_book
from projections.performance import UnitMonth

router = APIRouter()

NOTHING_DUE = "—"
FIGURES = ("unit", "due", "in_time", "late", "untold", "rate", "lead", "complete", "breaches")

Seeing = Annotated[Asking, may(Action.SEE_PERFORMANCE)]


@router.get("/performance")
def this_month(request: Request, asking: Seeing) -> Response:
    return _shown(request, asking, issue_of(running_of(request), _now(request)))


@router.get("/performance/{month}")
def one_month(request: Request, month: str, asking: Seeing) -> Response:
    return _shown(request, asking, _issue(request, month))


@router.get("/performance/{month}/xlsx")
def workbook(request: Request, month: str, asking: Seeing) -> Response:
    issue, hop = _issue(request, month), _words(request)
    rows = [_cells(request, one) for one in issue.units]
    rows += [(line,) for line in _corrected(request, issue)]
    head = [hop(one) for one in _columns(request)]
    content = sheet_book(f"{hop('title')} {issue.month}", head, rows)
    return download(content, "xlsx", f"{hop('title')}{issue.month}")


@router.get("/performance/{month}/docx")
def paper(request: Request, month: str, asking: Seeing) -> Response:
    """A month that is not over makes no circular. Raises Unknown."""
    issue, hop = _issue(request, month), _words(request)
    if not issue.closed:
        raise Unknown(month)
    return download(circular(_circular(request, issue)), "docx", f"{hop('title')}{issue.month}")


def _circular(request: Request, issue: Issue) -> Circular:
    running, hop = running_of(request), _words(request)
    due, in_time = (sum(getattr(one, name) for one in issue.units) for name in ("due", "in_time"))
    office, month = running.desk.register().office.name, _in_words(request, issue)
    return Circular(
        title=hop("circular", month=month),
        heading=hop("heading", office=office, month=month, at=dated_text(issue.month.ends)),
        text=[hop("number"), hop("text", month=month, due=due, in_time=in_time)],
        head=[hop(one) for one in _columns(request)],
        rows=[[str(cell) for cell in _cells(request, one)] for one in issue.units],
        closing=_corrected(request, issue),
        signature=[office, hop("dated")],
    )


def _shown(request: Request, asking: Asking, issue: Issue) -> Response:
    return page(
        request,
        asking,
        "performance.html",
        issue=issue,
        names=names_of(request),
        cells={one.unit: _cells(request, one) for one in issue.units},
        columns=_columns(request),
        corrected=_corrected(request, issue),
    )


def _columns(request: Request) -> tuple[str, ...]:
    """Points only where the office has a table of its own for them."""
    scored = any(kind.score for kind in _book(request).kinds)
    return (*FIGURES, "score") if scored else FIGURES


def _cells(request: Request, unit: UnitMonth) -> tuple[Any, ...]:
    """In the order of the columns."""
    book = _book(request)
    named = {kind.id: kind.name for kind in book.kinds}
    charged = [f"{named.get(kind, kind)}{count}" for kind, count in unit.breaches.items()]
    cells = (
        names_of(request).of(unit.unit),
        unit.due,
        unit.in_time,
        unit.late,
        unit.untold,
        NOTHING_DUE if unit.rate is None else f"{unit.rate:.0%}",
        NOTHING_DUE if unit.lead is None else round(unit.lead),
        NOTHING_DUE if unit.complete is None else f"{unit.complete:.0%}",
        "、".join(charged) or NOTHING_DUE,
        _score(unit, book),
    )
    return cells[: len(_columns(request))]


def _corrected(request: Request, issue: Issue) -> list[str]:
    """更正: of the month before, what was said of a unit and what is known now."""
    word, names = _words(request), names_of(request)
    return [
        word(
            "correction",
            month=issue.month.before,
            unit=names.of(one.unit),
            before=word("was", **_counts(one.before)),
            after=word("was", **_counts(one.after)),
        )
        for one in issue.corrected
    ]


def _in_words(request: Request, issue: Issue) -> str:
    first = issue.month.first
    return _words(request)("month", year=first.year, month=first.month)


def _counts(unit: UnitMonth | None) -> dict[str, int]:
    figures = ("due", "in_time", "late", "untold")
    return {one: getattr(unit, one) if unit else 0 for one in figures}


def _book(request: Request) -> BreachWords:
    return running_of(request).desk.register().book.breaches


def _score(unit: UnitMonth, book: BreachWords) -> int:
    points = {kind.id: kind.score for kind in book.kinds}
    return sum(points.get(kind, 0) * count for kind, count in unit.breaches.items())


def _issue(request: Request, name: str) -> Issue:
    """Raises Unknown for what is no month, or one that has not begun."""
    month = month_named(name)
    if month is None or month.begins > running_of(request).clock().now:
        raise Unknown(name)
    return issue_of(running_of(request), month)


def _now(request: Request) -> Any:
    return month_of(running_of(request).clock().now)


def _words(request: Request) -> Callable[..., str]:
    language = language_of(request)
    return lambda key, **places: say(language, f"performance.{key}", **places)
