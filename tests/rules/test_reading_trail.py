"""阅览留痕: its head is anchored once, its failure said once, and its end explained by a person."""

from __future__ import annotations

import pytest

from domain.kernel import ReasonMissing
from domain.reading_trail import (
    NothingToReplace,
    ReadingTrailAnchored,
    ReadingTrailFailed,
    ReadingTrailReplaced,
    ReadingTrailResumed,
    TrailFailure,
    anchor,
    evolve,
    fail,
    reading_trail_id,
    replace_trail,
    resume,
)
from domain.shift import CheckedIn, DutyPost
from tests.support.given import given
from tests.support.ladder import minute, unit_id

ONE, OTHER = unit_id("one"), unit_id("other")
ANCHORED = ReadingTrailAnchored(trail=ONE, size=10, head="aa")
FULL = ReadingTrailFailed(trail=ONE, failure=TrailFailure.UNWRITABLE, words="full")
CUT = ReadingTrailFailed(trail=ONE, failure=TrailFailure.UNSOUND, words=f"{ONE} 9, {ONE} 10")


def anchoring(trail=ONE, size=10, head="aa"):
    return lambda known: anchor(known, trail=trail, size=size, head=head)


def failing(failure, words="full"):
    return lambda known: fail(known, trail=ONE, failure=failure, words=words)


def test_a_head_is_anchored_when_it_moved_and_only_then():
    given(evolve).when(anchoring(size=0)).then_nothing_happens()
    anchored = given(evolve).when(anchoring()).then(ANCHORED)
    anchored.when(anchoring()).then_nothing_happens()
    anchored.when(anchoring(size=12, head="bb")).then(
        ReadingTrailAnchored(trail=ONE, size=12, head="bb")
    )


@pytest.mark.parametrize(("size", "head"), [(9, "aa"), (10, "bb")])
def test_a_trail_that_grew_shorter_or_reads_otherwise_is_not_what_was_kept(size, head):
    [failed] = anchoring(size=size, head=head)(given(evolve, ANCHORED).state)
    assert failed.failure is TrailFailure.UNSOUND


def test_another_trail_goes_on_and_waits_for_its_explanation():
    later = ReadingTrailAnchored(trail=OTHER, size=1, head="cc")
    words = f"{OTHER} 1, {ONE} 10"
    failed = ReadingTrailFailed(trail=OTHER, failure=TrailFailure.UNSOUND, words=words)
    other = given(evolve, ANCHORED).when(anchoring(OTHER, 1, "cc")).then(failed, later)
    other.when(anchoring(OTHER, 1, "cc")).then_nothing_happens()
    explained = ReadingTrailReplaced(trail=OTHER, explanation="硬盘坏了")
    other.when(lambda known: replace_trail(known, trail=OTHER, explanation=" 硬盘坏了 ")).then(
        explained
    )
    other.when(lambda known: replace_trail(known, trail=OTHER, explanation=" ")).then_refused(
        ReasonMissing
    )


def test_a_failure_is_said_once_and_its_end_too():
    full = given(evolve, ANCHORED).when(failing(TrailFailure.UNWRITABLE)).then(FULL)
    full.when(failing(TrailFailure.UNWRITABLE)).then_nothing_happens()
    again = full.when(lambda known: resume(known, trail=ONE)).then(ReadingTrailResumed(trail=ONE))
    again.when(lambda known: resume(known, trail=ONE)).then_nothing_happens()
    given(evolve).when(lambda known: resume(known, trail=ONE)).then_nothing_happens()


def test_what_was_lost_is_not_forgotten_for_what_cannot_be_kept_now():
    cut = given(evolve, ANCHORED, CUT)
    cut.when(failing(TrailFailure.UNWRITABLE)).then_nothing_happens()
    cut.when(lambda known: resume(known, trail=ONE)).then_nothing_happens()


def test_a_sound_trail_needs_no_explanation():
    for told in (given(evolve), given(evolve, ANCHORED), given(evolve, ANCHORED, FULL)):
        told.when(lambda known: replace_trail(known, trail=ONE, explanation="x")).then_refused(
            NothingToReplace
        )


def test_an_office_has_one_trail_and_nothing_else_is_of_it():
    assert reading_trail_id(ONE) != reading_trail_id(OTHER)
    came = CheckedIn(person=ONE, post=DutyPost.STANDBY, arrived=minute(0))
    with pytest.raises(TypeError, match="trail"):
        evolve(None, came)
