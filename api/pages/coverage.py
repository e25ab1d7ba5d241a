"""预案覆盖表: required plans and how they stand, what last year's incidents had, and what was never exercised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.covering import Covered, Year, covered
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of, say, word_of
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page
from api.typed import Blank
from contingency_plans.plan_subtypes import subtype_name
from contingency_plans.requirement_file import shipped_requirements
from desk.access import Action
from domain.words import IncidentClass
from domain.working_days import BEIJING
from projections.coverage import CoverageLine, PlanLine, day_of
from projections.documents.sheet_book import Cell, sheet_book
from projections.real_incidents import RealIncidentRow

router = APIRouter(prefix="/plans/coverage", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_PLANS)]
COLUMNS = (
    *("class", "title", "standing", "plan", "doc_no", "issued", "evaluated"),
    *("exercised", "filed", "owner", "due"),
)
PLAN_CELLS = 6
NOT_SO = ("not_in_network", "nobody_reached")
LIMITS = {"shown_max": 50}


@router.get("")
def show(request: Request, asking: Seeing, year: Annotated[Year | None, Blank] = None) -> Response:
    found = covered(running_of(request), year)
    shown = {"found": found, "board": found.coverage, "groups": _groups(found)}
    return page(
        request,
        asking,
        "coverage.html",
        years=_years(found),
        shipped=shipped_requirements(),
        day_of=day_of,
        names=names_of(request),
        **shown,
        **LIMITS,
    )


@router.get("/xlsx")
def workbook(
    request: Request, asking: Seeing, year: Annotated[Year | None, Blank] = None
) -> Response:
    """The list as the page has it, then every incident that had no plan."""
    found, word = covered(running_of(request), year), _words(request)
    board = found.coverage
    rows = [_cells(request, one) for one in board.lines]
    rows += [(), _figures(request, found), (), (word("without_plan"),)]
    rows += [_without(request, one) for one in board.incidents.without]
    rows += _lists(request, found)
    content = sheet_book(word("title"), [word(f"column_{one}") for one in COLUMNS], rows)
    return download(content, "xlsx", f"{word('title')}{running_of(request).today}")


def _groups(found: Covered) -> list[tuple[IncidentClass | None, list[CoverageLine]]]:
    """By class; first what is for any."""
    groups: dict[IncidentClass | None, list[CoverageLine]] = {None: []}
    groups |= {klass: [] for klass in IncidentClass if klass is not IncidentClass.UNKNOWN}
    for one in found.coverage.lines:
        groups[next(iter(one.requirement.classes), None)].append(one)
    return [(klass, lines) for klass, lines in groups.items() if lines]


def _years(found: Covered) -> list[int]:
    years = {one.day.year for one in found.known.incidents}
    return sorted(years, reverse=True)[:5]


def _figures(request: Request, found: Covered) -> tuple[Cell, ...]:
    board, word = found.coverage, _words(request)
    share = board.incidents
    return (
        word("rate", n=board.in_force, of=board.required, rate=_rate(board.rate)),
        word("n_missing", n=board.missing),
        word("n_departmental", n=board.departmental),
        word("n_other", n=board.other),
        word("n_incidents", n=share.covered, of=share.incidents, rate=_rate(share.rate)),
    )


def _cells(request: Request, one: CoverageLine) -> tuple[Cell, ...]:
    language, required = language_of(request), one.requirement
    classes = "、".join(word_of(language, klass) for klass in required.classes)
    owner = names_of(request).of(required.owner) if required.owner else required.owner_words
    due = str(one.clock.clock.due_at.astimezone(BEIJING).date()) if one.clock else ""
    return classes, required.title, word_of(language, one.standing), *_plan_cells(one), owner, due


def _plan_cells(one: CoverageLine) -> tuple[str, ...]:
    if one.line is None:
        return ("",) * PLAN_CELLS
    line, version = one.line, one.line.version
    number = version.doc_no or version.doc_no_found if version else ""
    issued = version.issued.words if version and version.issued else ""
    times = (line.evaluated, line.exercised, line.filed)
    done = (str(day_of(at)) if at else "" for at in times)
    return line.plan.profile.title, number, issued, *done


def _without(request: Request, one: RealIncidentRow) -> tuple[Cell, ...]:
    language = language_of(request)
    kind = subtype_name(language, one.subtype)
    return word_of(language, one.klass), one.title, kind, one.number, str(one.day)


def _lists(request: Request, found: Covered) -> list[tuple[Cell, ...]]:
    """Whole, where the page shows the first of many."""
    word, board = _words(request), found.coverage
    rows: list[tuple[Cell, ...]] = []
    for key, lines in (("unexercised", board.unexercised), ("unlisted", board.unlisted)):
        rows += [(), (word(key),), *(_plan_row(one) for one in lines)]
    rows += [(), (word("phones"),)]
    for one in found.phones:
        title, gaps = one.line.plan.profile.title, one.gaps
        rows += [(title, gap.who, gap.number, word(NOT_SO[not gap.number])) for gap in gaps]
    return rows


def _plan_row(line: PlanLine) -> tuple[Cell, ...]:
    version, profile = line.version, line.plan.profile
    issued = version.issued.words if version and version.issued else ""
    return profile.title, version.doc_no or version.doc_no_found if version else "", issued


def _rate(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.0%}"


def _words(request: Request) -> Callable[..., str]:
    language = language_of(request)
    return lambda key, **places: say(language, f"coverage.{key}", **places)
