"""What is owed under a plan on a day: from when, by whom, and what has met it."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from uuid import uuid5

import pytest
from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan import evolve
from contingency_plans.plan_cycle import issued_at, obligations, occasions
from contingency_plans.plan_words import PlanClockKind, RevisionCause
from domain.times import Precision
from tests.support.given import given
from tests.support.ladder import unit_id
from tests.support.plan_acts import at, evaluated, exercised, filed, open_of, owed, owed_of
from tests.support.plans import (
    FLOOD,
    NEW,
    NEW_ADDED,
    OLD,
    OLD_ADDED,
    REGISTERED,
    day,
    version,
)

FILING, RECEIPT = PlanClockKind.FILING, PlanClockKind.RECEIPT
EVALUATION, EXERCISE = PlanClockKind.EVALUATION, PlanClockKind.EXERCISE
CONSULTATION, REVISION = PlanClockKind.CONSULTATION, PlanClockKind.REVISION
TODAY = date(2026, 5, 12)
BOTH = given(evolve, REGISTERED, OLD_ADDED, NEW_ADDED)
ASKED, CALLED = uuid5(FLOOD, "asked"), uuid5(FLOOD, "called")


def test_only_the_version_in_force_owes_anything():
    assert {one.kind for one in owed(BOTH)} == {FILING, EVALUATION, EXERCISE}
    assert {one.occasion for one in owed(BOTH)} == {str(NEW.id)}
    assert {one.occasion for one in owed(BOTH, date(2024, 2, 29))} == {str(OLD.id)}
    assert owed(BOTH, date(2019, 2, 28)) == ()


def test_nothing_is_owed_under_a_plan_that_is_not_ours_or_was_given_up():
    assert owed(BOTH, ours=False) == ()
    assert owed(BOTH.and_then(events.PlanWithdrawn(reason="并入总体预案"))) == ()


def test_its_owner_owes_it_from_the_day_it_was_issued():
    [filing] = owed_of(BOTH, FILING)
    assert (filing.owner, filing.owner_words) == (None, "县水利局")
    assert filing.start == issued_at(NEW) == at(2024)
    assert (filing.start.earliest.tzinfo, filing.start.precision) == (UTC, Precision.DAY)
    assert filing.cycle.id == "P01"


def test_a_month_is_all_its_days_and_published_stands_in_for_issued():
    april = events.IssueDate(first=date(2020, 4, 1), last=date(2020, 4, 30), words="2020年4月")
    start = issued_at(version("7号", april))
    assert start.precision is Precision.RANGE
    assert start.latest - start.earliest == timedelta(days=30) - timedelta(microseconds=1)
    assert issued_at(replace(NEW, issued=None, published=april)) == start
    assert issued_at(replace(NEW, published=april)) == at(2024)
    assert issued_at(replace(NEW, issued=None)) is None


def test_without_a_day_of_issue_there_is_nothing_to_count_from():
    undated = given(evolve, REGISTERED, events.PlanVersionAdded(version=replace(NEW, issued=None)))
    assert owed(undated) == ()
    told = undated.and_then(exercised(2025), exercised(2026))
    assert open_of(told, EXERCISE) == [("2026-03-01", at(2026))]
    assert [one.evidence and one.evidence.met for one in owed_of(told, EXERCISE)] == [
        at(2026),
        None,
    ]


def test_filed_with_its_explanation_it_is_met_and_a_receipt_is_owed_by_whoever_got_it():
    without = BOTH.and_then(filed(2024, 3, 4, explained=False))
    assert [one.evidence for one in owed_of(without, FILING)] == [None]
    assert owed_of(without, RECEIPT) == []
    [filing] = owed_of(without.and_then(filed(2024, 3, 8)), FILING)
    assert (filing.evidence.words, filing.evidence.met) == ("市水利局", at(2024, 3, 8))
    [receipt] = owed_of(without.and_then(filed(2024, 3, 8)), RECEIPT)
    assert (receipt.start, receipt.owner_words, receipt.evidence) == (
        at(2024, 3, 8),
        "市水利局",
        None,
    )


def test_the_receipt_of_another_version_is_not_this_ones():
    story = BOTH.and_then(filed(2019, of=OLD), filed(2024, 3, 8))
    of_old = events.FilingReceipted(version=OLD.id, number="旧1", received=at(2019, 3, 9))
    assert [one.evidence for one in owed_of(story.and_then(of_old), RECEIPT)] == [None]
    of_new = replace(of_old, version=NEW.id, number="备7", received=at(2024, 3, 9))
    [receipt] = owed_of(story.and_then(of_old, of_new), RECEIPT)
    assert (receipt.evidence.number, receipt.evidence.met) == ("备7", at(2024, 3, 9))


def test_an_answer_is_owed_by_each_unit_asked_also_before_anything_was_issued():
    asked = events.PlanConsulted(
        consultation=ASKED, unit=unit_id("town"), asked=at(2026), words="请提意见"
    )
    story = given(evolve, REGISTERED, asked)
    assert owed(story) == owed(story, ours=False)
    [one] = owed(story)
    assert (one.occasion, one.owner, one.start) == (str(ASKED), unit_id("town"), at(2026))
    other = events.ConsultationAnswered(
        consultation=uuid5(FLOOD, "other"), answered=at(2026, 3, 2), words="同意"
    )
    assert [o.evidence for o in owed(story.and_then(other))] == [None]
    answered = replace(other, consultation=ASKED, words="")
    [one] = owed(story.and_then(answered))
    assert (one.evidence.words, one.evidence.met) == ("无意见", at(2026, 3, 2))
    assert owed(story.and_then(events.PlanWithdrawn(reason="不编了"))) == ()


def test_a_cause_of_revision_is_owed_an_answer_by_the_plans_owner():
    called = events.RevisionCalledFor(
        revision=CALLED,
        cause=RevisionCause.RISK_CHANGED,
        source=None,
        words="新建水库",
        called=at(2026, 4, 1),
    )
    story = BOTH.and_then(called)
    [one] = owed_of(story, REVISION)
    assert (one.occasion, one.start, one.owner_words, one.evidence) == (
        str(CALLED),
        at(2026, 4, 1),
        "县水利局",
        None,
    )


@pytest.mark.parametrize(
    ("version", "words", "shown"),
    [
        (NEW.id, "", ("已修订", NEW.doc_no)),
        (NEW.id, "第三章已改", ("第三章已改", NEW.doc_no)),
        (None, "不影响", ("不影响", "")),
    ],
)
def test_it_is_answered_by_a_version_or_with_a_reason(version, words, shown):
    called = events.RevisionCalledFor(
        revision=CALLED, cause=RevisionCause.RISK_CHANGED, source=None, words="…", called=at(2026)
    )
    answered = events.RevisionAnswered(
        revision=CALLED, version=version, words=words, answered=at(2026, 5, 2)
    )
    other = replace(called, revision=uuid5(FLOOD, "other"))
    first, second = owed_of(BOTH.and_then(called, other, answered), REVISION)
    assert (first.evidence.words, first.evidence.number) == shown
    assert first.evidence.met == at(2026, 5, 2)
    assert second.evidence is None


def test_everything_that_was_ever_owed_is_found_again():
    asked = events.PlanConsulted(consultation=ASKED, unit=FLOOD, asked=at(2026), words="")
    called = events.RevisionCalledFor(
        revision=CALLED, cause=RevisionCause.RISK_CHANGED, source=None, words="…", called=at(2026)
    )
    story = BOTH.and_then(asked, called, exercised(2025), evaluated(2025, 4), filed(2024, 3, 8))
    every = set(occasions(story.state))
    assert {(one.kind, one.occasion) for one in owed(story)} <= every
    assert {(kind, str(OLD.id)) for kind in (FILING, RECEIPT, EVALUATION, EXERCISE)} <= every
    assert (EXERCISE, day(2025).words) in every
    assert len(every) == 2 * 4 + 4


def test_where_no_rule_asks_for_anything_nothing_is_owed():
    asked = events.PlanConsulted(consultation=ASKED, unit=FLOOD, asked=at(2026), words="")
    called = events.RevisionCalledFor(
        revision=CALLED, cause=RevisionCause.RISK_CHANGED, source=None, words="…", called=at(2026)
    )
    story = BOTH.and_then(asked, called, exercised(2025), evaluated(2025, 4), filed(2024, 3, 8))
    assert obligations(story.state, (), date(2026, 5, 12), ours=True) == ()
