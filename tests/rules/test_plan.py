"""预案: which of its versions is in force on a day, and what is remembered of each."""

from __future__ import annotations

from datetime import date
from uuid import uuid5

import pytest
from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan import evolve, plan_id, version_id
from contingency_plans.plan_words import ExerciseForm, RevisionCause
from tests.support.given import given
from tests.support.ladder import minute, unit_id
from tests.support.plans import (
    FLOOD,
    NEW,
    NEW_ADDED,
    OFFICE,
    OLD,
    OLD_ADDED,
    PROFILE,
    REGISTERED,
    day,
    version,
)

BOTH = given(evolve, REGISTERED, OLD_ADDED, NEW_ADDED)
TODAY = date(2026, 5, 12)
CALLED = events.RevisionCalledFor(
    revision=uuid5(FLOOD, "revision"),
    cause=RevisionCause.RISK_CHANGED,
    source=None,
    words="新建水库",
    called=minute(6),
)
NOT_NEEDED = events.RevisionAnswered(
    revision=CALLED.revision, version=None, words="不影响", answered=minute(7)
)


def in_force(story, on=TODAY):
    current = story.state.current(on)
    return current and current.id


def test_the_newest_issued_version_is_in_force_and_each_in_its_time():
    assert in_force(given(evolve, REGISTERED)) is None
    assert in_force(BOTH) == NEW.id
    assert in_force(BOTH, date(2024, 3, 1)) == NEW.id
    assert in_force(BOTH, date(2024, 2, 29)) == OLD.id
    assert in_force(BOTH, date(2019, 2, 28)) is None


def test_the_order_of_putting_on_record_says_nothing():
    assert in_force(given(evolve, REGISTERED, NEW_ADDED, OLD_ADDED)) == NEW.id


def test_what_was_replaced_is_in_force_until_that_day_and_where_no_day_is_known_never():
    gone = events.PlanVersionReplaced(version=NEW.id, by=None, on=date(2025, 1, 1), words="废止")
    assert in_force(BOTH.and_then(gone)) == OLD.id
    assert in_force(BOTH.and_then(gone), date(2024, 12, 31)) == NEW.id
    assert in_force(BOTH.and_then(gone), date(2025, 1, 1)) == OLD.id
    assert in_force(BOTH.and_then(replace(gone, on=None)), date(2024, 12, 31)) == OLD.id


def test_the_last_word_of_a_replacement_stands_and_a_day_once_named_is_kept():
    gone = events.PlanVersionReplaced(version=NEW.id, by=None, on=None, words="已废止")
    by = events.PlanVersionReplaced(version=NEW.id, by=OLD.id, on=date(2026, 6, 1), words="")
    assert in_force(BOTH.and_then(gone)) == OLD.id
    assert in_force(BOTH.and_then(gone, by)) == NEW.id
    assert in_force(BOTH.and_then(gone, by), date(2026, 6, 1)) == OLD.id
    assert in_force(BOTH.and_then(by, gone)) == NEW.id


def test_a_version_of_which_only_its_publication_is_known_is_in_force_from_then():
    published = replace(NEW, issued=None, published=day(2024, 3, 5))
    story = given(evolve, REGISTERED, OLD_ADDED, events.PlanVersionAdded(version=published))
    assert in_force(story, date(2024, 3, 4)) == OLD.id
    assert in_force(story, date(2024, 3, 5)) == published.id


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"draft": True}, OLD.id),
        ({"valid_until": date(2026, 5, 12)}, NEW.id),
        ({"valid_until": date(2026, 5, 11)}, OLD.id),
        ({"issued": None}, OLD.id),
    ],
)
def test_a_version_better_known_counts_as_it_is_known_now(change, expected):
    restated = events.PlanVersionRestated(version=replace(NEW, **change))
    assert in_force(BOTH.and_then(restated)) == expected
    assert BOTH.and_then(restated).state.version(NEW.id) == restated.version
    assert BOTH.and_then(restated).state.version(OLD.id) == OLD


def test_a_version_without_a_date_is_taken_to_be_issued():
    undated = version("临政办〔2024〕7号", None)
    assert in_force(given(evolve, REGISTERED, events.PlanVersionAdded(version=undated)))


def test_a_withdrawn_plan_has_no_version_in_force():
    assert in_force(BOTH.and_then(events.PlanWithdrawn(reason="并入总体预案"))) is None


def test_its_id_is_its_office_its_place_and_its_title_and_a_versions_is_its_mark():
    assert plan_id(OFFICE, "临江县", "防汛应急预案") == FLOOD
    others = [
        plan_id(unit_id("city"), "临江县", "防汛应急预案"),
        plan_id(OFFICE, "", "防汛应急预案"),
    ]
    assert FLOOD not in others
    assert version_id(FLOOD, NEW.doc_no) == NEW.id != OLD.id
    assert BOTH.state.version(FLOOD) is None


def test_everything_done_about_it_is_kept_in_order():
    asked = uuid5(FLOOD, "asked")
    done = [
        events.PlanProfileRevised(profile=replace(PROFILE, owner="县应急管理局")),
        events.PlanConsulted(consultation=asked, unit=OFFICE, asked=minute(0), words=""),
        events.ConsultationAnswered(consultation=asked, answered=minute(1), words="无意见"),
        events.PlanFiled(version=NEW.id, recipient="市人民政府", filed=minute(2), explained=True),
        events.FilingReceipted(version=NEW.id, number="备〔2024〕3号", received=minute(3)),
        events.PlanEvaluated(version=NEW.id, evaluated=minute(4), words="可用", revise=False),
        events.PlanExercised(
            version=NEW.id, exercise=None, form=ExerciseForm.LIVE, held=minute(5), words="三小时"
        ),
        CALLED,
        NOT_NEEDED,
    ]
    plan = BOTH.and_then(*done).state
    assert plan.profile.owner == "县应急管理局"
    kept = (plan.consulted, plan.consultations_answered, plan.filed, plan.receipts)
    kept += (plan.evaluated, plan.exercised, plan.revisions, plan.revisions_answered)
    assert kept == tuple((one,) for one in done[1:])
    twice = BOTH.and_then(*done, *done).state
    assert [len(one) for one in (twice.filed, twice.receipts, twice.revisions)] == [2, 2, 2]


def test_a_paper_says_its_date_as_far_as_it_does():
    assert day(2024, 3, 1) == events.IssueDate(
        first=date(2024, 3, 1), last=date(2024, 3, 1), words="2024-03-01"
    )
