"""抽查通报: a month's spot checks as a circular, once the month is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.languages import language_of, say, word_of
from api.month_figures import month_named
from api.pages.downloads import download
from api.pages.names import Names, names_of
from api.rendering import dated_text
from api.spot_check_months import CheckIssue, check_issue
from desk.access import Action
from desk.draft import Unknown
from projections.documents.circular import Circular, circular
from projections.spot_check_month import CheckedMonth

router = APIRouter(prefix="/spot-checks")

NONE = "—"
COLUMNS = ("unit", "checks", "passed", "rate", "seconds", "failed", "put_right")


@router.get("/months/{month}/docx")
def paper(
    request: Request, month: str, asking: Annotated[Asking, may(Action.SEE_SPOT_CHECKS)]
) -> Response:
    """A month that is not over makes none. Raises Unknown."""
    named = month_named(month)
    if named is None or named.ends > running_of(request).clock().now:
        raise Unknown(month)
    issue = check_issue(running_of(request), named)
    name = f"{_words(request)('name')}{named}"
    return download(circular(_circular(request, issue)), "docx", name)


def _circular(request: Request, issue: CheckIssue) -> Circular:
    word, names, first = _words(request), names_of(request), issue.month.first
    office = running_of(request).desk.register().office.name
    month = word("month", year=first.year, month=first.month)
    return Circular(
        title=word("title", month=month),
        heading=word("heading", office=office, month=month, at=dated_text(issue.month.ends)),
        text=[word("number"), _summary(request, issue, month), word("meaning")],
        head=[word(one) for one in COLUMNS],
        rows=[_cells(request, names, one) for one in issue.units],
        closing=list(_corrected(request, names, issue)),
        signature=[office, word("dated")],
    )


def _summary(request: Request, issue: CheckIssue, month: str) -> str:
    checks, passed = (sum(getattr(one, n) for one in issue.units) for n in ("checks", "passed"))
    return _words(request)(
        "text",
        month=month,
        rounds=issue.rounds,
        units=len(issue.units),
        checks=checks,
        passed=passed,
        rate=f"{passed / checks:.0%}" if checks else NONE,
    )


def _cells(request: Request, names: Names, one: CheckedMonth) -> list[str]:
    word = _words(request)
    put_right = word("of_asked", done=one.put_right, asked=one.asked, over=one.over)
    return [
        names.of(one.unit),
        str(one.checks),
        str(one.passed),
        f"{one.passed / one.checks:.0%}",
        NONE if one.seconds is None else str(round(one.seconds)),
        _failed(request, one),
        put_right if one.asked else NONE,
    ]


def _failed(request: Request, one: CheckedMonth | None) -> str:
    told = [f"{word_of(language_of(request), what)}{n}" for what, n in (one.failed if one else ())]
    return "、".join(told) or NONE


def _corrected(request: Request, names: Names, issue: CheckIssue) -> list[str]:
    word = _words(request)
    return [
        word(
            "correction",
            month=issue.month.before,
            unit=names.of(unit),
            before=_failed(request, before),
            after=_failed(request, after),
        )
        for unit, before, after in issue.corrected
    ]


def _words(request: Request) -> Callable[..., str]:
    language = language_of(request)
    return lambda key, **places: say(language, f"check_circular.{key}", **places)
