"""预案现状: in force, three years old, run out, a draft, or missing; and which incidents a plan is for."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contingency_plans.freshness import Freshness, covers, freshness, is_aged, years_after
from contingency_plans.plan_events import IssueDate, PlanVersionReplaced
from contingency_plans.plan_words import PlanType
from domain.words import IncidentClass
from tests.support.plans import PROFILE, day, version
from tests.support.requirements import ACCIDENT, NATURE, a_plan

TODAY = date(2026, 11, 24)
FRESH = version("新", day(2024))
OLD = version("旧", day(2019))
DRAFT = replace(version("稿", day(2026)), draft=True)
RUN_OUT = replace(version("试行", day(2024)), valid_until=date(2026, 11, 23))
GONE = PlanVersionReplaced(version=RUN_OUT.id, by=None, on=None, words="废止")


def stands(*versions, **more):
    return freshness([replace(a_plan(PROFILE, *versions), **more)], TODAY)


def test_the_best_of_what_there_is():
    assert freshness([], TODAY) is Freshness.MISSING
    assert stands(FRESH) is Freshness.IN_FORCE
    assert stands(OLD) is Freshness.AGED
    assert stands(version("无日期", None)) is Freshness.IN_FORCE
    assert stands(DRAFT) is Freshness.DRAFT
    assert stands(RUN_OUT, DRAFT) is Freshness.RUN_OUT
    assert stands(RUN_OUT, replaced=(GONE,)) is Freshness.MISSING
    assert stands(FRESH, withdrawn=True) is Freshness.MISSING
    assert stands(replace(RUN_OUT, valid_until=TODAY)) is Freshness.IN_FORCE


def test_one_fresh_plan_is_enough():
    old, fresh = a_plan(PROFILE, OLD), a_plan(replace(PROFILE, title="另一件"), FRESH)
    assert freshness([old, fresh], TODAY) is Freshness.IN_FORCE


def test_three_years_to_the_day():
    assert is_aged(version("a", day(2023, 11, 24)), TODAY)
    assert not is_aged(version("a", day(2023, 11, 25)), TODAY)
    assert years_after(date(2024, 2, 29)) == date(2027, 2, 28)
    published = replace(version("a", None), published=day(2023, 11, 24))
    assert is_aged(published, TODAY)
    november = IssueDate(first=date(2023, 11, 1), last=date(2023, 11, 30), words="2023年11月")
    assert not is_aged(version("a", november), TODAY)


@pytest.mark.parametrize(
    ("changes", "kind", "so"),
    [
        ({}, (NATURE, "flood"), True),
        ({}, (NATURE, "drought"), False),
        ({}, (NATURE, ""), False),
        ({"subtypes": ()}, (NATURE, ""), True),
        ({"subtypes": ()}, (NATURE, "drought"), True),
        ({"subtypes": ()}, (ACCIDENT, ""), False),
        ({"subtypes": (), "type": PlanType.JOINT}, (NATURE, ""), True),
        ({"subtypes": (), "type": PlanType.DEPARTMENT}, (NATURE, "flood"), False),
        ({"type": PlanType.DEPARTMENT}, (NATURE, "flood"), True),
        ({"type": PlanType.OVERALL}, (NATURE, "flood"), False),
        ({}, (IncidentClass.UNKNOWN, "flood"), False),
    ],
)
def test_which_incidents_it_is_for(changes, kind, so):
    assert covers(replace(PROFILE, **changes), *kind) is so
