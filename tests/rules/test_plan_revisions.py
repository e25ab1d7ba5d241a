"""A revision is called for once for its cause, and answered by a version issued since or with a reason."""

from __future__ import annotations

from uuid import uuid5

import pytest
from msgspec.structs import replace

from contingency_plans import plan_cycle_commands as commands
from contingency_plans import plan_events as events
from contingency_plans.plan_words import RevisionCause
from domain.kernel import ReasonMissing
from tests.support.plan_acts import at
from tests.support.plan_told import CALLED, DRAFT, NEWER, NOT_HERE, PLAN, REVISED, TAKEN_UP
from tests.support.plans import FLOOD, NEW


def test_one_finding_of_one_source_calls_once():
    called = PLAN.and_then(CALLED)
    again = replace(CALLED, revision=uuid5(FLOOD, "again"))
    called.when(lambda plan: commands.call_for_revision(plan, again)).then_nothing_happens()
    for other in (
        {"words": "名单过时"},
        {"cause": RevisionCause.OWNER_WISHES},
        {"source": uuid5(FLOOD, "another")},
        {"source": None},
    ):
        differs = replace(again, **other)
        called.when(lambda plan, d=differs: commands.call_for_revision(plan, d)).then(differs)


def test_without_a_source_the_same_words_may_be_said_anew():
    bare = replace(CALLED, source=None)
    again = replace(bare, revision=uuid5(FLOOD, "again"))
    PLAN.and_then(bare).when(lambda plan: commands.call_for_revision(plan, again)).then(again)


def test_a_cause_is_told_in_words():
    silent = replace(CALLED, words=" ")
    PLAN.when(lambda plan: commands.call_for_revision(plan, silent)).then_refused(ReasonMissing)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"revision": NOT_HERE}, commands.NoRevisionCalledFor),
        ({"version": NOT_HERE}, commands.NoSuchVersion),
        ({"version": None}, ReasonMissing),
        ({"version": NEW.id}, commands.TooEarlyForThePlan),  # issued before the cause arose
        ({"answered": at(2026, 3, 31)}, commands.TooEarlyForThePlan),  # before NEWER was issued
        ({"answered": at(2026, 2), "version": None, "words": "不必"}, commands.TooEarlyForThePlan),
    ],
)
def test_a_revision_is_taken_up_by_a_version_issued_since_or_declined_for_a_reason(change, refusal):
    answer = replace(TAKEN_UP, **change)
    REVISED.when(lambda plan: commands.answer_revision(plan, answer)).then_refused(refusal)


def test_a_draft_takes_up_nothing_and_a_version_without_a_day_may():
    drafted = REVISED.and_then(events.PlanVersionAdded(version=DRAFT))
    by_draft = replace(TAKEN_UP, version=DRAFT.id)
    drafted.when(lambda plan: commands.answer_revision(plan, by_draft)).then_refused(
        commands.StillADraft
    )
    undated = events.PlanVersionRestated(version=replace(NEWER, issued=None))
    REVISED.and_then(undated).when(lambda plan: commands.answer_revision(plan, TAKEN_UP)).then(
        TAKEN_UP
    )


def test_what_answered_another_cause_is_not_this_ones_answer():
    other = replace(CALLED, revision=NOT_HERE, words="名单过时")
    declined = replace(TAKEN_UP, revision=NOT_HERE, version=None, words="不必")
    story = REVISED.and_then(other, declined)
    story.when(lambda plan: commands.answer_revision(plan, TAKEN_UP)).then(TAKEN_UP)
