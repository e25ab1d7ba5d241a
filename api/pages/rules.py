"""规则: the rules in force, found by their words, and the adoption of others."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import page, then
from api.rules_file import book_of_office
from api.typed import Blank, Text, Word
from desk.access import Action
from desk.founding import OVERLAY_FILE, preset_titles, shipped_presets
from desk.holidays import NoticeHolidays, OfficeCalendar
from desk.holidays import notice as noticed
from desk.office import AdoptRules, adopt_rules
from desk.register import SHANGHAI
from domain.holidays import HolidaysNoticed, HolidaysWrong
from domain.rule import Rule
from domain.words import IncidentClass, Level, Line

router = APIRouter(dependencies=[Depends(genuine)])


@router.get("/rules")
def show_rules(
    request: Request,
    asking: Annotated[Asking, may(Action.SEE_RULES)],
    q: Annotated[Word, Query()] = "",
    line: Annotated[Line | None, Blank, Query()] = None,
    level: Annotated[Level | None, Blank, Query()] = None,
    doubtful: Annotated[bool, Query()] = False,
) -> Response:
    running = running_of(request)
    register = running.desk.register()
    asked = (one for one in register.book.rules if _asked_for(one, q, line, level))
    return page(
        request,
        asking,
        "rules.html",
        rules=[one for one in asked if not (doubtful and one.confirmed)],
        book=register.book,
        book_hash=register.book_hash or "",
        presets=preset_titles(),
        adopted={rule.preset for rule in register.book.rules},
        own_file=(running.settings.folder / OVERLAY_FILE).exists(),
        asked={"q": q, "line": line, "level": level, "doubtful": doubtful},
        lines=tuple(Line),
        levels=tuple(Level),
        classes=tuple(IncidentClass),
        years=_years(running.clock().now, OfficeCalendar(register.office.holidays)),
    )


@router.post("/rules")
def adopt(
    request: Request,
    asking: Annotated[Asking, may(Action.EDIT_RULES)],
    key: FormKey,
    preset: Annotated[list[Word] | None, Form()] = None,
) -> Response:
    """With the office's own file, as it now stands, on top. Raises RuleError."""
    chosen = tuple(one for one in shipped_presets() if one in (preset or []))
    book = book_of_office(running_of(request).settings.folder, chosen)
    act(request, asking, key, adopt_rules, AdoptRules(book=book, presets=chosen))
    return then("/rules")


class HolidaysForm(BaseModel):
    """Days as 2027-01-01, apart by spaces or new lines."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    document: Annotated[Word, Field(min_length=1)]
    off: Text
    worked: Text = ""


@router.post("/rules/holidays")
def notice_holidays(
    request: Request,
    asking: Annotated[Asking, may(Action.EDIT_RULES)],
    key: FormKey,
    form: Annotated[HolidaysForm, Form()],
) -> Response:
    """The notice of one year, so that working days can be counted. Raises HolidaysWrong."""
    notice = HolidaysNoticed(
        year=form.year,
        off=_days(form.off),
        worked=_days(form.worked),
        document=form.document,
    )
    act(request, asking, key, noticed, NoticeHolidays(notice=notice))
    return then("/rules")


def _years(now: datetime, calendar: OfficeCalendar) -> dict[int, bool]:
    """This year and the next: whether their working days are known."""
    year = now.astimezone(SHANGHAI).year
    return {one: calendar.knows(one) for one in (year, year + 1)}


def _days(text: str) -> tuple[date, ...]:
    try:
        return tuple(date.fromisoformat(word) for word in text.split())
    except ValueError as error:
        raise HolidaysWrong(str(error)) from None


def _asked_for(rule: Rule, q: str, line: Line | None, level: Level | None) -> bool:
    """Every word stands somewhere in what is shown of the rule."""
    cited = rule.citation
    shown = " ".join((rule.id, rule.name, cited.document, cited.number, cited.article, rule.note))
    found = all(word in shown.casefold() for word in q.casefold().split())
    of_level = level is None or level in rule.applies_to.levels
    return found and line in (None, rule.line) and of_level
