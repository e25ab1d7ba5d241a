"""A review on a real log: what it may point at, and what the lessons of an exercise mean for real plans."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contingency_plans import plan as plans
from contingency_plans.plan_cycle_commands import PlanGone
from desk.after_action import (
    ChooseTurningPoint,
    NotOfThisIncident,
    OpenReview,
    choose_turning_point,
    open_review,
)
from desk.incidents import AnnulIncident, CloseIncident, annul_incident, close_incident
from desk.lessons import (
    CallRevisions,
    DrawLesson,
    LessonAnswer,
    MoveLesson,
    call_revisions,
    draw_lesson,
    lesson_clock_id,
    move_lesson,
)
from desk.plans import WithdrawPlan, withdraw_plan
from domain.after_action import ReviewOpened, review_id
from domain.after_action_commands import LessonIncomplete
from domain.incident_joining import ExerciseMixed
from domain.kernel import fold
from domain.notice import Rung
from domain.times import Basis, moment
from tests.support.ladder import unit_id
from tests.support.plan_acts import profile_of, put_on_record

EXERCISE, DAY = unit_id("exercise"), timedelta(days=1)


def reviewed(office, incident):
    office.do(open_review, OpenReview(incident=incident, moderator=None, opened=office.at()))
    return incident


def ended(office):
    incident = office.call("化工厂爆炸", caller=office.town).incident
    office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    return reviewed(office, incident)


def played(office):
    """What an exercise left open was annulled."""
    incident = office.call("化工厂爆炸", exercise=EXERCISE).incident
    office.do(annul_incident, AnnulIncident(incident=incident, reason="演练结束"))
    return reviewed(office, incident)


def drawing(office, incident, plan=None):
    return DrawLesson(
        incident=incident,
        words="每月试拨",
        owner=office.town,
        owner_words="",
        person=None,
        plan=plan,
        due_at=office.clock.at + 30 * DAY,
        drawn=moment(office.clock.at, Basis.KEY_PRESS),
    )


@pytest.fixture
def plan(office):
    return put_on_record(office, profile_of(office, "临江区危险化学品事故应急预案"))


def revisions(office, plan):
    return fold(plans.evolve, None, (one.event for one in office.log.stream(plan))).revisions


def positions(office, topic):
    return [one.seq for one in office.events(topic)]


def test_what_tells_of_it_may_be_a_turning_point_and_nothing_else(office):
    incident = ended(office)
    own = [one.seq for one in office.file(incident).history]
    rung = [one.seq for one in office.events(Rung.TOPIC) if one.event.incident == incident]
    other = office.call("山洪").incident
    foreign = [one.seq for one in office.file(other).history]
    of_itself = positions(office, ReviewOpened.TOPIC)
    nowhere = (1, office.log.head().seq + 1, 0)
    for seq in (*own, *rung):
        office.do(choose_turning_point, pointing(incident, seq))
    for seq in (*foreign, *of_itself, *nowhere):
        with pytest.raises(NotOfThisIncident):
            office.do(choose_turning_point, pointing(incident, seq))


def pointing(incident, seq):
    return ChooseTurningPoint(incident=incident, seq=seq, words="转折")


def test_of_an_exercise_a_lesson_is_played_and_the_revision_is_real(office, plan):
    incident = played(office)
    office.do(draw_lesson, drawing(office, incident, plan))
    assert revisions(office, plan) == ()
    for _ in range(2):
        office.do(call_revisions, CallRevisions(incident=incident))
    [called] = revisions(office, plan)
    assert called.source == review_id(incident)
    [last] = [one for one in office.log.stream(plan) if one.event == called]
    assert last.meta.exercise is None
    with pytest.raises(ExerciseMixed):
        office.do(draw_lesson, drawing(office, ended(office)), exercise=EXERCISE)


def test_of_a_real_one_both_stand_in_one_command(office, plan):
    incident = ended(office)
    lesson = office.do(draw_lesson, drawing(office, incident, plan)).answer(LessonAnswer).lesson
    assert [one.words for one in revisions(office, plan)] == ["每月试拨"]
    clock = office.log.stream(lesson_clock_id(review_id(incident), lesson))
    assert clock[0].event.next_at == office.clock.at + 30 * DAY
    moving = MoveLesson(incident=incident, lesson=lesson, due_at=office.clock.at, reason="x")
    with pytest.raises(LessonIncomplete):
        office.do(move_lesson, moving)


def test_a_plan_given_up_is_revised_by_nobody(office, plan):
    incident, drill = ended(office), played(office)
    office.do(draw_lesson, drawing(office, drill, plan))
    office.do(withdraw_plan, WithdrawPlan(plan=plan, reason="合并"))
    with pytest.raises(PlanGone):
        office.do(draw_lesson, drawing(office, incident, plan))
    office.do(call_revisions, CallRevisions(incident=drill))
    assert revisions(office, plan) == ()
