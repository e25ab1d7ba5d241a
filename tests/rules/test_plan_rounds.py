"""Evaluation and exercise come round: each act ends the round before it and begins the next."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan import evolve
from contingency_plans.plan_words import PlanClockKind, PlanType
from tests.support.given import given
from tests.support.plan_acts import at, evaluated, exercised, open_of, owed, owed_of
from tests.support.plans import NEW, NEW_ADDED, OLD, OLD_ADDED, PROFILE, REGISTERED

FILING, EVALUATION, EXERCISE = (
    PlanClockKind.FILING,
    PlanClockKind.EVALUATION,
    PlanClockKind.EXERCISE,
)
BOTH = given(evolve, REGISTERED, OLD_ADDED, NEW_ADDED)


def test_each_exercise_meets_the_round_before_it_and_begins_the_next():
    story = BOTH.and_then(exercised(2025, 6, 1), exercised(2026, 2, 1, words=""))
    rounds = owed_of(story, EXERCISE)
    assert [one.occasion for one in rounds] == [str(NEW.id), "2025-06-01", "2026-02-01"]
    assert [one.start for one in rounds] == [at(2024), at(2025, 6, 1), at(2026, 2, 1)]
    assert [one.evidence and one.evidence.words for one in rounds] == [
        "实战演练纪要",
        "在本系统组织演练",
        None,
    ]


def test_in_whatever_order_they_are_told_the_latest_counts_and_two_of_a_day_are_one():
    told = [exercised(2026, 2, 1), exercised(2025, 6, 1), exercised(2026, 2, 1, words="又一场")]
    story = BOTH.and_then(*told)
    assert open_of(story, EXERCISE) == [("2026-02-01", at(2026, 2, 1))]
    assert len(owed_of(story, EXERCISE)) == 3
    [_, second, _] = owed_of(story, EXERCISE)
    assert second.evidence.words == "实战演练纪要"


def test_a_new_version_begins_anew_but_what_was_held_on_its_day_counts():
    before = BOTH.and_then(exercised(2024, 2, 29, of=OLD))
    assert open_of(before, EXERCISE) == [(str(NEW.id), at(2024))]
    assert len(owed_of(before, EXERCISE)) == 1
    same_day = BOTH.and_then(exercised(2024, 3, 1))
    assert open_of(same_day, EXERCISE) == [("2024-03-01", at(2024))]


def test_an_evaluation_is_no_exercise():
    story = BOTH.and_then(evaluated(2025, 6, 1))
    assert open_of(story, EVALUATION) == [("2025-06-01", at(2025, 6, 1))]
    assert open_of(story, EXERCISE) == [(str(NEW.id), at(2024))]


@pytest.mark.parametrize("type", [PlanType.OTHER, PlanType.VILLAGE])
def test_of_a_type_without_a_cycle_nothing_recurs(type):
    revised = events.PlanProfileRevised(profile=replace(PROFILE, type=type))
    story = BOTH.and_then(revised, exercised(2025), evaluated(2025))
    assert [one.kind for one in owed(story)] == ([] if type is PlanType.OTHER else [FILING])
