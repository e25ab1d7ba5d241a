"""What a person does with a plan on record: corrected, its version restated or replaced, taken off the register."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contingency_plans.plan import evolve
from contingency_plans.plan_commands import (
    PlanUntitled,
    ReplacedByItself,
    clear_flags,
    keep_file,
    replace_version,
    restate,
    revise,
    withdraw,
)
from contingency_plans.plan_cycle_commands import NoSuchVersion, PlanGone
from contingency_plans.plan_events import (
    PlanProfileRevised,
    PlanVersionReplaced,
    PlanVersionRestated,
    PlanWithdrawn,
)
from contingency_plans.plan_words import TextKind
from domain.kernel import ReasonMissing
from tests.support.given import given
from tests.support.plans import FLOOD, NEW, NEW_ADDED, OLD, OLD_ADDED, PROFILE, REGISTERED

BOTH = given(evolve, REGISTERED, OLD_ADDED, NEW_ADDED)
GONE = BOTH.and_then(PlanWithdrawn(reason="误登"))
OVER = PlanVersionReplaced(version=OLD.id, by=None, on=date(2024, 3, 1), words="已废止")

SHA256 = "ab" * 32


def over(by=None, version=OLD.id):
    return lambda plan: replace_version(plan, version, by=by, on=date(2024, 3, 1), words=" 已废止 ")


def test_what_it_is_about_is_corrected_once():
    better = replace(PROFILE, owner="县应急局")
    revised = BOTH.when(lambda plan: revise(plan, better)).then(PlanProfileRevised(profile=better))
    revised.when(lambda plan: revise(plan, better)).then_nothing_happens()
    BOTH.when(lambda plan: revise(plan, replace(PROFILE, title=" "))).then_refused(PlanUntitled)
    GONE.when(lambda plan: revise(plan, better)).then_refused(PlanGone)


def test_a_version_is_restated_once():
    better = replace(NEW, doc_no="临政办〔2024〕8号", flags=())
    restated = BOTH.when(lambda plan: restate(plan, better)).then(
        PlanVersionRestated(version=better)
    )
    restated.when(lambda plan: restate(plan, better)).then_nothing_happens()
    stranger = replace(NEW, id=FLOOD)
    BOTH.when(lambda plan: restate(plan, stranger)).then_refused(NoSuchVersion)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        (TextKind.TEXT, {"text": SHA256}),
        (TextKind.PUBLIC_TEXT, {"public_text": SHA256}),
        (TextKind.ANNEX, {"annexes": (SHA256,)}),
    ],
)
def test_a_file_is_kept_with_its_version_once(kind, kept):
    adding = lambda plan: keep_file(plan, NEW.id, kind, SHA256)  # noqa: E731
    BOTH.when(adding).then(PlanVersionRestated(version=replace(NEW, **kept))).when(
        adding
    ).then_nothing_happens()
    BOTH.when(lambda plan: keep_file(plan, FLOOD, kind, SHA256)).then_refused(NoSuchVersion)
    GONE.when(adding).then_refused(PlanGone)


def test_flags_that_somebody_looked_at_are_cleared_once():
    flagged = replace(NEW, flags=("文号看不懂",))
    clearing = lambda plan: clear_flags(plan, NEW.id)  # noqa: E731
    BOTH.and_then(PlanVersionRestated(version=flagged)).when(clearing).then(
        PlanVersionRestated(version=replace(NEW, flags=()))
    ).when(clearing).then_nothing_happens()
    GONE.when(clearing).then_refused(PlanGone)


def test_a_version_is_over_once_and_again_only_when_its_successor_is_known():
    story = BOTH.when(over()).then(OVER)
    story.when(over()).then_nothing_happens()
    known = story.when(over(by=NEW.id)).then(replace(OVER, by=NEW.id))
    known.when(over(by=NEW.id)).then_nothing_happens()
    known.when(over()).then_nothing_happens()


def test_a_version_cannot_take_its_own_place():
    BOTH.when(over(by=OLD.id)).then_refused(ReplacedByItself)
    BOTH.when(over(version=FLOOD)).then_refused(NoSuchVersion)
    GONE.when(over()).then_refused(PlanGone)


def test_a_plan_is_taken_off_the_register_once_and_for_a_reason():
    gone = BOTH.when(lambda plan: withdraw(plan, reason=" 误登 ")).then(
        PlanWithdrawn(reason="误登")
    )
    gone.when(lambda plan: withdraw(plan, reason="再次")).then_nothing_happens()
    BOTH.when(lambda plan: withdraw(plan, reason=" ")).then_refused(ReasonMissing)
