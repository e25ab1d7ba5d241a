"""值班日常事务文件: what the desk owes by day, week, month and year, before a holiday or handover, or when it is told."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum

from domain.kernel import Value
from domain.rule_text import read_page


class Every(StrEnum):
    """How often."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Before(StrEnum):
    """Ahead of what."""

    HOLIDAY = "holiday"
    HANDOVER = "handover"


class Only(StrEnum):
    """In which times alone."""

    HOLIDAY = "holiday"
    IMPORTANT = "important"
    DISASTER = "disaster"


class Given(StrEnum):
    """What somebody says has come in."""

    WARNING = "warning"  # 预警
    DOCUMENT = "document"  # 非紧急公文
    INFORMATION = "information"  # 一般信息
    REQUEST = "request"  # 核报


class OwedBy(StrEnum):
    """Who owes it."""

    OURS = "ours"
    BELOW = "below"  # each government right below


class Occasion(Value):
    """One of the three: every so often, so many days ahead of something, or by hand."""

    every: Every | None = None
    before: Before | None = None
    by_hand: Given | None = None
    days: int = 0
    month: int = 0
    day: int = 0  # of the week (1 Monday) or month
    only: tuple[Only, ...] = ()


class DutyRule(Value):
    """`rule`: the rule of the book whose limit and citation it has, its own id unless said; `opens`: so long before it is due."""

    id: str
    name: str
    when: Occasion
    at: time | None = None
    opens: timedelta = timedelta(0)
    nil_allowed: bool = False
    owed_by: OwedBy = OwedBy.OURS
    source: str = ""
    rule: str = ""

    @property
    def takes_days(self) -> bool:
        """Nobody is disturbed at night for it."""
        rarely = (Every.WEEK, Every.MONTH, Every.YEAR)
        return self.when.every in rarely or self.when.before is Before.HOLIDAY

    @property
    def book_rule(self) -> str:
        return self.rule or self.id


class DutyRulesFile(Value):
    """What stands in it."""

    title: str
    duties: tuple[DutyRule, ...]


def parse_duties(text: str, name: str) -> tuple[DutyRule, ...]:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    duties = page.read_as(DutyRulesFile).duties
    for number, duty in enumerate(duties):
        if any(duty.id == earlier.id for earlier in duties[:number]):
            raise page.error(f"{duty.id} stands here twice", "duties", number, "id")
        timed = duty.when.by_hand is None and duty.when.before is not Before.HANDOVER
        if timed and duty.at is None:
            raise page.error("says no hour", "duties", number)
    return duties
