"""What may be told of a plan, told once; what cannot have been so is refused."""

from __future__ import annotations

from uuid import uuid5

import pytest
from msgspec.structs import replace

from contingency_plans import plan_cycle_commands as commands
from contingency_plans import plan_events as events
from contingency_plans.plan import evolve
from contingency_plans.plan_clock_commands import NothingToShow
from tests.support.given import given
from tests.support.ladder import minute, unit_id
from tests.support.plan_acts import at, filed
from tests.support.plan_told import (
    ANSWERED,
    ASKED,
    CALLED,
    DRAFT,
    EVALUATED,
    EXERCISED,
    FILED,
    NEWER,
    NOT_HERE,
    PLAN,
    RECEIPTED,
    REVISED,
    TAKEN_UP,
    WITHDRAWN,
)
from tests.support.plans import FLOOD, NEW, REGISTERED

TELLINGS = [  # the command, what it tells, what is on record before
    (commands.consult, ASKED, PLAN),
    (commands.answer_consultation, ANSWERED, PLAN.and_then(ASKED)),
    (commands.file, FILED, PLAN),
    (commands.receipt, RECEIPTED, PLAN.and_then(FILED)),
    (commands.evaluate, EVALUATED, PLAN),
    (commands.exercise, EXERCISED, PLAN),
    (commands.call_for_revision, CALLED, PLAN),
    (commands.answer_revision, TAKEN_UP, REVISED),
]
each = pytest.mark.parametrize(("command", "told", "before"), TELLINGS)


@each
def test_what_is_told_is_put_on_record_and_told_again_it_is_the_same(command, told, before):
    after = before.when(lambda plan: command(plan, told)).then(told)
    after.when(lambda plan: command(plan, told)).then_nothing_happens()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (commands.file, FILED),
        (commands.receipt, RECEIPTED),
        (commands.evaluate, EVALUATED),
        (commands.exercise, EXERCISED),
    ],
)
def test_of_a_version_that_is_not_there_nothing_is_told(command, told):
    PLAN.when(lambda plan: command(plan, replace(told, version=NOT_HERE))).then_refused(
        commands.NoSuchVersion
    )


@pytest.mark.parametrize(
    ("command", "told", "when"),
    [
        (commands.file, FILED, "filed"),
        (commands.evaluate, EVALUATED, "evaluated"),
        (commands.exercise, EXERCISED, "held"),
    ],
)
def test_not_before_it_was_issued_and_never_a_draft(command, told, when):
    early = replace(told, **{when: at(2024, 2, 29)})
    PLAN.when(lambda plan: command(plan, early)).then_refused(commands.TooEarlyForThePlan)
    same_day = replace(told, **{when: at(2024, 3, 1)})
    PLAN.when(lambda plan: command(plan, same_day)).then(same_day)
    drafted = PLAN.and_then(events.PlanVersionAdded(version=DRAFT))
    of_draft = replace(told, version=DRAFT.id, **{when: at(2026, 5)})
    drafted.when(lambda plan: command(plan, of_draft)).then_refused(commands.StillADraft)


def test_of_a_version_without_a_day_of_issue_any_day_is_taken():
    undated = given(evolve, REGISTERED, events.PlanVersionAdded(version=replace(NEW, issued=None)))
    early = replace(FILED, filed=at(1999))
    undated.when(lambda plan: commands.file(plan, early)).then(early)


def test_a_filing_says_to_whom_and_may_go_to_several():
    to_nobody = replace(FILED, recipient=" ")
    PLAN.when(lambda plan: commands.file(plan, to_nobody)).then_refused(commands.RecipientMissing)
    other = replace(FILED, recipient="市应急管理局")
    PLAN.and_then(FILED).when(lambda plan: commands.file(plan, other)).then(other)


def test_there_is_no_receipt_without_a_filing_nor_before_it():
    receipt = PLAN.when(lambda plan: commands.receipt(plan, RECEIPTED))
    receipt.then_refused(commands.NotFiled)
    bare = PLAN.and_then(filed(2024, 3, 8, explained=False))
    bare.when(lambda plan: commands.receipt(plan, RECEIPTED)).then_refused(commands.NotFiled)
    early, filing = replace(RECEIPTED, received=at(2024, 3, 7)), PLAN.and_then(FILED)
    filing.when(lambda plan: commands.receipt(plan, early)).then_refused(
        commands.TooEarlyForThePlan
    )


def test_nobody_answers_who_was_not_asked_nor_before():
    PLAN.when(lambda plan: commands.answer_consultation(plan, ANSWERED)).then_refused(
        commands.NobodyAsked
    )
    early = replace(ANSWERED, answered=at(2026, 2, 28))
    PLAN.and_then(ASKED).when(lambda plan: commands.answer_consultation(plan, early)).then_refused(
        commands.TooEarlyForThePlan
    )


@pytest.mark.parametrize(
    ("command", "told", "before", "otherwise"),
    [
        (commands.answer_consultation, ANSWERED, PLAN.and_then(ASKED), {"words": "不同意"}),
        (commands.receipt, RECEIPTED, PLAN.and_then(FILED), {"number": "备8"}),
        (commands.answer_revision, TAKEN_UP, REVISED, {"version": None, "words": "不必"}),
        (commands.answer_revision, TAKEN_UP, REVISED, {"words": "第三章"}),
    ],
)
def test_an_answer_is_not_quietly_changed(command, told, before, otherwise):
    other = replace(told, **otherwise)
    before.and_then(told).when(lambda plan: command(plan, other)).then_refused(
        commands.AnsweredOtherwise
    )


def test_in_the_very_minute_of_the_question_an_answer_is_taken():
    asked, answered = replace(ASKED, asked=minute(0)), replace(ANSWERED, answered=minute(0))
    story = PLAN.and_then(asked)
    story.when(lambda plan: commands.answer_consultation(plan, answered)).then(answered)
    early = replace(ANSWERED, answered=minute(-1))
    story.when(lambda plan: commands.answer_consultation(plan, early)).then_refused(
        commands.TooEarlyForThePlan
    )


def test_what_another_answered_is_not_this_ones_answer():
    asked = replace(ASKED, consultation=NOT_HERE, unit=unit_id("works"))
    other = replace(ANSWERED, consultation=NOT_HERE, words="不同意")
    story = PLAN.and_then(ASKED, asked, other)
    story.when(lambda plan: commands.answer_consultation(plan, ANSWERED)).then(ANSWERED)


def test_the_receipt_of_another_version_is_not_this_ones():
    of_newer = replace(RECEIPTED, version=NEWER.id, number="备9", received=at(2026, 4, 9))
    added = events.PlanVersionAdded(version=NEWER)
    story = PLAN.and_then(FILED, added, filed(2026, 4, 3, of=NEWER), of_newer)
    story.when(lambda plan: commands.receipt(plan, RECEIPTED)).then(RECEIPTED)


@pytest.mark.parametrize(
    ("command", "told"), [(commands.evaluate, EVALUATED), (commands.exercise, EXERCISED)]
)
def test_it_is_shown_by_something(command, told):
    PLAN.when(lambda plan: command(plan, replace(told, words=" "))).then_refused(NothingToShow)


def test_an_exercise_of_this_system_shows_itself():
    here = replace(EXERCISED, exercise=uuid5(FLOOD, "an exercise"), words="")
    PLAN.when(lambda plan: commands.exercise(plan, here)).then(here)


def test_an_evaluation_may_call_for_a_revision_in_one_go():
    both = PLAN.when(lambda plan: commands.evaluate(plan, EVALUATED, CALLED))
    after = both.then(EVALUATED, CALLED)
    after.when(lambda plan: commands.evaluate(plan, EVALUATED, CALLED)).then_nothing_happens()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (commands.consult, ASKED),
        (commands.call_for_revision, CALLED),
        (commands.file, FILED),
        (commands.evaluate, EVALUATED),
        (commands.exercise, EXERCISED),
    ],
)
def test_under_a_withdrawn_plan_nothing_new_is_asked(command, told):
    gone = PLAN.and_then(WITHDRAWN)
    gone.when(lambda plan: command(plan, told)).then_refused(commands.PlanGone)
