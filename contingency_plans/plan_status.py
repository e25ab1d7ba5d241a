"""状态栏: what a register says of a version: in force, a draft, repealed, replaced by which, replacing which, valid until when."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from contingency_plans.doc_number import NumberNamed, numbers_named
from contingency_plans.plan_dates import read_date
from contingency_plans.plan_typed import plain

BETWEEN = re.compile(r"[;,。\n]+")
YEAR = r"((?:19|20)\d\d)"
OVER = r"(?:予以)?(?:废止|失效|作废|停止执行|停用)"
IN_FORCE = re.compile(r"(?:现行)?(?:继续)?有效|现行|生效|在用|正常|是")
DRAFT = re.compile(r".*(?:征求意见|意见征求|送审稿|草案|讨论稿|初稿).*")
REPEALED = re.compile(rf"(?:本预案)?(?:现?已|全文)?{OVER}")
REPEALED_ON = re.compile(
    rf"(?:{OVER}(?:日期|时间|于|:)*|(?:自|于)?)(?P<day>.*?\d.*?)(?:起|之日起|日起)?(?P<over>{OVER})?"
)
BY = re.compile(rf"(?:现?已)?(?:被|由)(?P<by>.+?)(?:{OVER}|替代|取代|代替|替换|修订)")
ABOLISHES = re.compile(
    rf"(?P<what>.+?)(?:同时|即行|相应|一并)*{OVER}|(?:替代|取代|代替|替换|废止|修订自)(?P<other>.+)"
)
UNTIL = re.compile(r"有效期?(?:限)?(?:延?长?续?至|到|截止至?|:)(?P<day>.+)")
FOR_YEARS = re.compile(r"有效期(?:为|:)?(?P<years>[1-9])年")
ASIDE = re.compile(
    r".*(?:同文|登记号|索引号|备案号|统一编号|转发|修订|印发|镜像|引用|见正文|首次(?:制定|发布|编制)).*|新编|新制定"
)
EDITION_YEAR = re.compile(rf"(?:^|[^\d(]){YEAR}年?(?:修订|修编)?(?:版|年)?")


class TextsNamed(NamedTuple):
    """Other texts as a status names them: numbers, the years of editions, and its clause."""

    numbers: tuple[NumberNamed, ...]
    years: tuple[int, ...]
    words: str


class PlanStatus(NamedTuple):
    """`unread`: clauses nobody could make anything of."""

    draft: bool = False
    over: bool = False
    over_on: date | None = None
    by: tuple[TextsNamed, ...] = ()
    abolishes: tuple[TextsNamed, ...] = ()
    valid_until: date | None = None
    valid_years: int = 0
    over_words: str = ""
    unread: tuple[str, ...] = ()
    until_unread: str = ""


def read_status(cell: str) -> PlanStatus:
    status = PlanStatus()
    for clause in BETWEEN.split(plain(cell)):
        if said := clause.strip():
            status = _with(status, said)
    return status


def _with(status: PlanStatus, clause: str) -> PlanStatus:
    if IN_FORCE.fullmatch(clause) or (ASIDE.fullmatch(clause) and not _names_end(clause)):
        return status
    if DRAFT.fullmatch(clause):
        return status._replace(draft=True)
    if REPEALED.fullmatch(clause):
        return status._replace(over=True, over_words=clause)
    return _with_validity(status, clause) or _with_others(status, clause)


def _with_validity(status: PlanStatus, clause: str) -> PlanStatus | None:
    if found := FOR_YEARS.fullmatch(clause):
        return status._replace(valid_years=int(found["years"]))
    if found := UNTIL.fullmatch(clause):
        day = read_date(found["day"]).date
        return (
            status._replace(valid_until=day.last) if day else status._replace(until_unread=clause)
        )
    return None


def _with_others(status: PlanStatus, clause: str) -> PlanStatus:
    if found := BY.fullmatch(clause):
        return status._replace(
            by=(*status.by, _named(found["by"], clause)), over=True, over_words=clause
        )
    if (found := REPEALED_ON.fullmatch(clause)) and _names_end(clause):
        day = read_date(found["day"]).date
        if day:
            return status._replace(over=True, over_on=day.last, over_words=clause)
    found = ABOLISHES.fullmatch(clause)
    named = _named(found["what"] or found["other"], clause) if found else None
    if named and (named.numbers or named.years):
        return status._replace(abolishes=(*status.abolishes, named))
    return status._replace(unread=(*status.unread, clause))


def _names_end(clause: str) -> bool:
    return bool(re.search(rf"{OVER}|替代|取代|代替|替换", clause))


def _named(words: str, clause: str) -> TextsNamed:
    numbers = tuple(numbers_named(words))
    years = () if numbers else tuple(int(one) for one in EDITION_YEAR.findall(words))
    return TextsNamed(numbers, years, clause)
