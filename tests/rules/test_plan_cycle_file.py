"""How long each thing owed under a plan takes, for which plans, and where the file is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from contingency_plans.plan_cycle_file import cycle_of, limit_of, parse_cycles, shipped_cycles
from contingency_plans.plan_words import PlanClockKind, PlanType
from domain.rule_text import RuleError
from domain.times import Basis, Precision, WorldTime, moment
from domain.working_days import BEIJING, WeekdaysOnly
from tests.support.plans import PROFILE

CYCLES = {one.id: one for one in shipped_cycles()}
GOOD = """\
title: 时限
cycles:
  - {id: A, kind: filing, name: 备案, working_days: 20, source: 某办法, confidence: S, status: 地方}
  - {id: B, kind: exercise, name: 演练, months: 36, source: 某办法, confidence: S, status: 现行}
"""


class May:
    """Works on every day of May 2026 but the first five and the Sundays."""

    def is_working(self, day: date) -> bool | None:
        return day.day > 5 and day.weekday() < 6 if day.month == 5 else None


def on(*day: int) -> WorldTime:
    return moment(datetime(*day, tzinfo=BEIJING), Basis.DOCUMENT)


def ends(*day: int) -> datetime:
    """Midnight at its beginning."""
    return datetime(*day, tzinfo=BEIJING)


def owed(**profile: object) -> dict[PlanClockKind, str]:
    of = replace(PROFILE, **profile)
    found = {kind: cycle_of(shipped_cycles(), kind, of) for kind in PlanClockKind}
    return {kind: one.id for kind, one in found.items() if one}


ALWAYS = {
    PlanClockKind.RECEIPT: "P02",
    PlanClockKind.CONSULTATION: "P03",
    PlanClockKind.REVISION: "P11",
}
FILED = {PlanClockKind.FILING: "P01"}
LOOKED_AT = {PlanClockKind.EVALUATION: "P10"}
EXERCISED = {PlanClockKind.EXERCISE: "P05"}


@pytest.mark.parametrize(
    ("type", "more"),
    [
        (PlanType.OVERALL, FILED | LOOKED_AT),
        (PlanType.SPECIAL, FILED | LOOKED_AT | EXERCISED),
        (PlanType.DEPARTMENT, FILED | LOOKED_AT | EXERCISED),
        (PlanType.JOINT, FILED),
        (PlanType.TOWNSHIP, FILED),
        (PlanType.VILLAGE, FILED),
        (PlanType.OTHER, {}),
    ],
)
def test_each_type_owes_its_own(type, more):
    assert owed(type=type) == ALWAYS | more


@pytest.mark.parametrize(
    ("title", "owner", "rule", "months"),
    [
        ("宏达公司综合应急预案", "宏达公司", "P07", 12),
        ("宏达公司锅炉房现场处置方案", "宏达公司", "P07-site", 6),
        ("宏达公司综合应急预案", "宏达危险化学品公司", "P08", 6),
        ("云岭煤矿透水现场处置方案", "云岭", "P08", 6),
    ],
)
def test_a_units_plan_is_exercised_as_often_as_its_name_says(title, owner, rule, months):
    found = owed(type=PlanType.UNIT, title=title, owner=owner)
    assert found == ALWAYS | {PlanClockKind.EXERCISE: rule}
    assert CYCLES[rule].months == months


def test_a_government_plan_about_mines_is_not_a_mines_own():
    assert owed(title="临江县矿山事故应急预案")[PlanClockKind.EXERCISE] == "P05"


@pytest.mark.parametrize(
    ("id", "working_days", "months", "days"),
    [
        ("P01", 20, 0, 0),
        ("P02", 5, 0, 0),
        ("P03", 15, 0, 0),
        ("P05", 0, 36, 0),
        ("P10", 0, 36, 0),
        ("P11", 0, 0, 180),
    ],
)
def test_the_shipped_lengths_are_those_of_the_sources(id, working_days, months, days):
    cycle = CYCLES[id]
    assert (cycle.working_days, cycle.months, cycle.days) == (working_days, months, days)


def test_what_no_source_says_is_said_to_be_ours():
    ours = [one for one in shipped_cycles() if one.confidence == "ours"]
    assert [(one.id, one.status) for one in ours] == [("P11", "自定")]
    assert all(one.source for one in shipped_cycles())


def test_working_days_are_the_offices():
    assert limit_of(CYCLES["P02"], on(2026, 5, 1, 9), May()) == (ends(2026, 5, 12), True)
    assert limit_of(CYCLES["P02"], on(2026, 5, 1, 9), WeekdaysOnly()) == (ends(2026, 5, 9), False)
    assert limit_of(CYCLES["P01"], on(2026, 5, 20, 9), May()).sure is False


@pytest.mark.parametrize(
    ("id", "start", "over"),
    [
        ("P05", (2023, 9, 15), (2026, 9, 16)),
        ("P05", (2024, 2, 29), (2027, 3, 1)),
        ("P05", (2023, 12, 31), (2027, 1, 1)),
        ("P07", (2024, 2, 29), (2025, 3, 1)),
        ("P08", (2025, 8, 31), (2026, 3, 1)),
        ("P08", (2026, 6, 30), (2026, 12, 31)),
        ("P11", (2026, 1, 1), (2026, 7, 1)),
    ],
)
def test_months_end_with_the_same_day_or_the_last_of_their_month(id, start, over):
    assert limit_of(CYCLES[id], on(*start), WeekdaysOnly()) == (ends(*over), True)


def test_it_is_counted_from_the_latest_that_its_start_may_be():
    april = WorldTime(
        earliest=datetime(2023, 3, 31, 16, tzinfo=UTC),
        latest=datetime(2023, 4, 30, 15, 59, tzinfo=UTC),
        precision=Precision.RANGE,
        basis=Basis.DOCUMENT,
    )
    assert limit_of(CYCLES["P10"], april, WeekdaysOnly()).over == ends(2026, 5, 1)


def test_a_good_file_is_read():
    assert [one.id for one in parse_cycles(GOOD, "c.yaml")] == ["A", "B"]


@pytest.mark.parametrize(
    ("wrong", "line", "why"),
    [
        (GOOD.replace("id: B", "id: A"), 4, "A stands here twice"),
        (GOOD.replace("months: 36, ", ""), 4, "one length"),
        (GOOD.replace("months: 36", "months: 36, days: 3"), 4, "one length"),
        (GOOD.replace("months: 36", "months: -1, days: 3"), 4, "one length"),
        (GOOD.replace("working_days: 20", "working_days: 0"), 3, "one length"),
        (GOOD.replace("kind: filing", "kind: filling"), 3, "Invalid enum value"),
    ],
)
def test_a_wrong_file_is_refused_by_its_line(wrong, line, why):
    with pytest.raises(RuleError) as refused:
        parse_cycles(wrong, "c.yaml")
    assert (refused.value.line, why in refused.value.why) == (line, True)
