"""After it is over: people choose what turned things, say what worked, draw lessons, and a leader signs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain.after_action import (
    LessonDrawn,
    ReviewAssessed,
    ReviewOpened,
    ReviewReopened,
    ReviewSigned,
    TurningPointChosen,
    TurningPointRemoved,
    evolve,
    review_id,
)
from domain.after_action_commands import (
    IncidentNotOver,
    LessonIncomplete,
    NoSuchPoint,
    NothingAssessed,
    PointUnsaid,
    SignedOff,
    assess,
    choose,
    draw,
    open_review,
    remove,
    reopen,
    sign,
)
from domain.incident import evolve as evolve_incident
from domain.kernel import ReasonMissing, fold
from tests.support.given import given
from tests.support.incident_words import ANNULLED, CLOSED, MERGED
from tests.support.incident_words import OPENED as INCIDENT
from tests.support.ladder import NINE, minute, unit_id

DAY = timedelta(days=1)
OPENED = ReviewOpened(incident=INCIDENT.incident, moderator=unit_id("leader"), opened=minute(500))
POINT = TurningPointChosen(point=unit_id("point"), seq=31, words="镇里先报了市里")
ASSESSED = ReviewAssessed(worked="十分钟到岗", failed="区里晚报40分钟", assessed=minute(510))
LESSON = LessonDrawn(
    lesson=unit_id("lesson"),
    words="镇村两级每月试拨一次",
    owner=unit_id("town"),
    owner_words="",
    person=unit_id("zhou"),
    plan=None,
    revision=None,
    due_at=NINE + 30 * DAY,
    drawn=minute(520),
)
SIGNED = ReviewSigned(signer=unit_id("leader"), words="同意", signed=minute(600))
reviewed = given(evolve, OPENED)
signed_off = given(evolve, OPENED, ASSESSED, SIGNED)


def ended(*events, exercise=None):
    return fold(evolve_incident, None, (replace(INCIDENT, exercise=exercise), *events))


def test_it_is_opened_once_when_the_incident_is_over():
    over = ended(CLOSED)
    given(evolve).when(lambda r: open_review(r, OPENED, over)).then(OPENED)
    reviewed.when(lambda r: open_review(r, OPENED, over)).then_nothing_happens()
    for still in (ended(), ended(ANNULLED), ended(MERGED)):
        given(evolve).when(lambda r, i=still: open_review(r, OPENED, i)).then_refused(
            IncidentNotOver
        )
    played = ended(ANNULLED, exercise=unit_id("exercise"))
    given(evolve).when(lambda r: open_review(r, OPENED, played)).then(OPENED)
    assert review_id(INCIDENT.incident) == review_id(INCIDENT.incident)


def test_a_turning_point_is_a_place_of_the_log_with_words_and_can_be_taken_back():
    chosen = reviewed.when(lambda r: choose(r, replace(POINT, words=" 镇里先报了市里 "))).then(
        POINT
    )
    chosen.when(lambda r: choose(r, replace(POINT, words="又"))).then_nothing_happens()
    reviewed.when(lambda r: choose(r, replace(POINT, words=" "))).then_refused(PointUnsaid)
    gone = TurningPointRemoved(point=POINT.point, reason="记错了")
    removed = chosen.when(lambda r: remove(r, point=POINT.point, reason=" 记错了")).then(gone)
    assert removed.state.points == ()
    removed.when(lambda r: remove(r, point=POINT.point, reason="再")).then_refused(NoSuchPoint)
    chosen.when(lambda r: remove(r, point=POINT.point, reason=" ")).then_refused(ReasonMissing)


def test_what_worked_and_what_did_not_is_said_and_said_anew():
    said = reviewed.when(lambda r: assess(r, ASSESSED)).then(ASSESSED)
    said.when(lambda r: assess(r, ASSESSED)).then_nothing_happens()
    other = replace(ASSESSED, failed="区里晚报42分钟")
    assert said.when(lambda r: assess(r, other)).then(other).state.assessed == other
    nothing = replace(ASSESSED, worked=" ", failed="")
    reviewed.when(lambda r: assess(r, nothing)).then_refused(NothingAssessed)


def test_a_lesson_says_what_whose_it_is_and_by_when():
    drawn = reviewed.when(lambda r: draw(r, LESSON, now=NINE)).then(LESSON)
    drawn.when(lambda r: draw(r, LESSON, now=NINE)).then_nothing_happens()
    assert drawn.state.lesson(LESSON.lesson) == LESSON
    by_words = replace(LESSON, owner=None, person=None, owner_words=" 各村 ")
    reviewed.when(lambda r: draw(r, by_words, now=NINE)).then(replace(by_words, owner_words="各村"))
    for wrong in ({"words": " "}, {"owner": None, "person": None}, {"due_at": NINE}):
        lacking = replace(LESSON, **wrong)
        reviewed.when(lambda r, one=lacking: draw(r, one, now=NINE)).then_refused(LessonIncomplete)


def test_a_leader_signs_what_was_assessed_once():
    assessed = given(evolve, OPENED, ASSESSED)
    signed = assessed.when(lambda r: sign(r, replace(SIGNED, words=" 同意"))).then(SIGNED)
    signed.when(lambda r: sign(r, SIGNED)).then_nothing_happens()
    reviewed.when(lambda r: sign(r, SIGNED)).then_refused(NothingAssessed)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: choose(r, POINT),
        lambda r: remove(r, point=POINT.point, reason="x"),
        lambda r: assess(r, replace(ASSESSED, failed="")),
        lambda r: draw(r, LESSON, now=NINE),
    ],
    ids=["choose", "remove", "assess", "draw"],
)
def test_what_is_signed_is_not_changed_before_it_is_reopened(change):
    signed_off.when(change).then_refused(SignedOff)


def test_reopened_it_is_signed_no_more():
    back = ReviewReopened(reason="补充材料")
    open_again = signed_off.when(lambda r: reopen(r, reason=" 补充材料")).then(back)
    assert open_again.state.signed is None
    open_again.when(lambda r: reopen(r, reason="再")).then_nothing_happens()
    signed_off.when(lambda r: reopen(r, reason=" ")).then_refused(ReasonMissing)


def test_nothing_happens_to_a_review_before_it_is_opened():
    for event in (POINT, ASSESSED, LESSON, SIGNED):
        with pytest.raises(TypeError):
            evolve(None, event)
