"""预案催办函: one paper of letters, each to one owner with what is overdue or soon due under its plans."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from enum import Enum
from uuid import UUID

from contingency_plans.plan_words import PlanClockKind
from desk.register import SHANGHAI
from projections.documents.official import Letter, Told, day_words
from projections.plan_owed import OwedLine, PlanStanding, by_owner

SOON_DAYS = 30
TITLE = "关于催办应急预案有关事项的函"
NOBODY = "以下事项的责任单位没有登记，未发函："


def to_remind(line: OwedLine, ours: Collection[UUID], office: UUID) -> bool:
    """Whoever is above is reminded of nothing in this way, and nobody writes to himself."""
    if line.standing is PlanStanding.LATER or line.kind is PlanClockKind.RECEIPT:
        return False
    return line.owner_unit is None or (line.owner_unit in ours and line.owner_unit != office)


def plan_letters(lines: Sequence[OwedLine], at: datetime, word: Callable[[Enum], str]) -> Told:
    """`lines`: those to be reminded of, the longest overdue first."""
    owners = by_owner(lines)
    nobody = owners.pop("", [])
    letters = tuple(
        Letter(
            addressee=owner,
            place=f"第{number}件，共{len(owners)}件",
            rows=tuple(_row(n, one, at, word) for n, one in enumerate(owed, start=1)),
        )
        for number, (owner, owed) in enumerate(owners.items(), start=1)
    )
    unaddressed = NOBODY + "；".join(f"{_plan(one)}{word(one.kind)}" for one in nobody)
    return Told(
        title=TITLE,
        lead=_lead(at),
        letters=letters,
        more=(("unaddressed", unaddressed),) if nobody else (),
    )


def _lead(at: datetime) -> str:
    day = day_words(at.astimezone(SHANGHAI).date())
    return (
        f"据预案登记，截至{day}，你单位承办的下列应急预案事项已经逾期，或者将在{SOON_DAYS}日内到期。"
        "请抓紧办理，并将办理情况书面告知我单位；已经办结的，请附有关文件。"
    )


def _row(number: int, line: OwedLine, at: datetime, word: Callable[[Enum], str]) -> tuple[str, ...]:
    due = day_words(line.last_day)
    if line.standing is PlanStanding.OVERDUE:
        over = (at.astimezone(SHANGHAI).date() - line.last_day).days
        due += f"，逾期{over}天"
    return str(number), _plan(line), word(line.kind), due, line.told.source


def _plan(line: OwedLine) -> str:
    return f"《{line.plan.profile.title if line.plan else line.told.name}》"
