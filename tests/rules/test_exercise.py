"""演练: injects come by their minutes, faster when it is so planned; held up they wait; after four hours it is over."""

from __future__ import annotations

from uuid import uuid4

import pytest
from msgspec.structs import replace

from contingency_plans import exercise_commands as commands
from contingency_plans.exercise import ENDS_AFTER, ExerciseStage, evolve
from contingency_plans.exercise_events import (
    CallPlayed,
    ExerciseCalledOff,
    ExerciseContinued,
    ExerciseEnded,
    ExerciseEnding,
    ExerciseEvaluated,
    ExerciseHeldUp,
    ExercisePlanned,
    ExerciseStarted,
    ExerciseTurnedReal,
    HoldCause,
    InjectDelivered,
)
from domain.kernel import ReasonMissing
from domain.series import NumberTaken
from tests.support.exercised import NINE, SCENARIO, after, delivered, planned, points, started
from tests.support.given import given
from tests.support.ladder import minute

PLANNED, STARTED = planned(), started()
ON = given(evolve, PLANNED, STARTED)
FIRST = delivered("i1", NINE, after(10))
HELD = ExerciseHeldUp(cause=HoldCause.BY_HAND, words="", at=after(5), next_at=STARTED.ends_at)
ENDED = ExerciseEnded(how=ExerciseEnding.BY_PERSON, words="完毕", at=after(40), next_at=None)
OVER = ON.and_then(ENDED)
TAKEN = {"series": "s", "year": 2026, "number": 1, "taken_for": uuid4()}
TURNED = ExerciseTurnedReal(incident=uuid4(), at=after(12))


def starts(**more):
    told = {"at": NINE, "alarms": (), "real_open": 0} | more
    return lambda exercise: commands.start(exercise, **told)


def looks(minutes, seconds=0):
    return lambda exercise: commands.look(exercise, as_of=after(minutes, seconds))


def test_what_the_stories_are_told_with():
    kinds = {type(one) for one in (PLANNED, STARTED, FIRST)}
    assert kinds == {ExercisePlanned, ExerciseStarted, InjectDelivered}


def test_it_is_planned_once_and_at_one_of_four_paces():
    given(evolve).when(lambda x: commands.plan(x, PLANNED)).then(PLANNED)
    given(evolve, PLANNED).when(lambda x: commands.plan(x, PLANNED)).then_nothing_happens()
    wrong = replace(PLANNED, pace=3)
    given(evolve).when(lambda x: commands.plan(x, wrong)).then_refused(commands.PaceUnknown)


def test_it_starts_with_its_first_inject_and_ends_at_the_latest_after_four_hours():
    given(evolve, PLANNED).when(starts()).then(STARTED)
    ON.when(starts()).then_nothing_happens()
    assert STARTED.ends_at - STARTED.at == ENDS_AFTER


def test_it_does_not_start_while_something_real_cries():
    crying = starts(alarms=("2026-0003 煤矿透水", "2026-0004"))
    with pytest.raises(commands.TopAlarmOpen, match="2026-0003 煤矿透水；2026-0004"):
        given(evolve, PLANNED).when(crying).then()


def test_called_off_before_it_began_for_a_reason_and_not_after():
    off = ExerciseCalledOff(reason="有雨")
    story = given(evolve, PLANNED)
    call_off = lambda x: commands.call_off(x, reason=" 有雨 ")  # noqa: E731
    story.when(lambda x: commands.call_off(x, reason=" ")).then_refused(ReasonMissing)
    gone = story.when(call_off).then(off)
    gone.when(call_off).then_nothing_happens()
    gone.when(starts()).then_refused(commands.NotStartable)
    ON.when(call_off).then_refused(commands.NotBeforeStart)


def test_each_inject_is_delivered_when_its_minute_comes_and_once():
    story = ON.when(looks(0)).then(FIRST)
    story.when(looks(9, 59)).then_nothing_happens()
    second = delivered("i2", after(10), after(30))
    story = story.when(looks(10)).then(second)
    last = delivered("i3", after(30), STARTED.ends_at)
    story = story.when(looks(30)).then(last)
    story.when(looks(239)).then_nothing_happens()
    assert [one.id for one in story.state.to_take] == ["i1", "i2", "i3"]


def test_what_came_while_nobody_looked_is_delivered_at_once():
    three = (
        delivered("i1", after(31), after(10)),
        delivered("i2", after(31), after(30)),
        delivered("i3", after(31), STARTED.ends_at),
    )
    ON.when(looks(31)).then(*three)


@pytest.mark.parametrize(("pace", "seconds"), [(1, 600), (2, 300), (5, 120), (10, 60)])
def test_the_pace_divides_the_minutes_between_injects_and_nothing_else(pace, seconds):
    story = given(evolve, planned(pace), STARTED, FIRST)
    exercise = story.state
    assert (exercise.next_look() - NINE).total_seconds() == seconds
    assert exercise.started.ends_at == NINE + ENDS_AFTER
    assert exercise.planned.scenario.expected[0].minutes == 3


def test_an_inject_is_delivered_by_hand_before_its_minute():
    third = delivered("i3", after(2), after(10), by_hand=True)
    by_hand = lambda x: commands.deliver(x, inject="i3", at=after(2))  # noqa: E731
    story = ON.and_then(FIRST).when(by_hand).then(third)
    story.when(by_hand).then_refused(commands.NoSuchInject)
    story.when(lambda x: commands.deliver(x, inject="i9", at=after(2))).then_refused(
        commands.NoSuchInject
    )
    given(evolve, PLANNED).when(by_hand).then_refused(commands.ExerciseNotOn)
    ON.and_then(FIRST, HELD).when(by_hand).then_refused(commands.ExerciseNotOn)


def test_held_up_nothing_comes_and_what_was_to_come_comes_so_much_later():
    hold = lambda x: commands.hold_up(  # noqa: E731
        x, cause=HoldCause.BY_HAND, words="", at=after(5)
    )
    held = ON.and_then(FIRST).when(hold).then(HELD)
    held.when(hold).then_nothing_happens()
    held.when(looks(60)).then_nothing_happens()
    assert held.state.stage is ExerciseStage.HELD_UP
    go_on = lambda x: commands.go_on(x, at=after(25), alarms=())  # noqa: E731
    going = held.when(go_on).then(ExerciseContinued(at=after(25), next_at=after(30)))
    going.when(go_on).then_nothing_happens()
    going.when(looks(29)).then_nothing_happens()
    going.when(looks(30)).then(delivered("i2", after(30), after(50)))


def test_it_does_not_go_on_while_something_real_cries_and_a_forgotten_one_ends_all_the_same():
    held = ON.and_then(FIRST, HELD)
    crying = lambda x: commands.go_on(x, at=after(9), alarms=("2026-0003",))  # noqa: E731
    held.when(crying).then_refused(commands.TopAlarmOpen)
    ended = ExerciseEnded(how=ExerciseEnding.BY_ITSELF, words="", at=after(240), next_at=None)
    for story in (held, ON.and_then(FIRST)):
        gone = story.when(looks(240)).then(ended)
        gone.when(looks(241)).then_nothing_happens()


@pytest.mark.parametrize("held", [0, 230])
def test_its_end_comes_before_an_inject_that_would_come_after_it(held):
    """One so late in the file, or put off by a hold."""
    late = replace(SCENARIO.injects[2], minute=600 if not held else 30)
    scenario = replace(SCENARIO, injects=(*SCENARIO.injects[:2], late))
    story = given(evolve, replace(PLANNED, scenario=scenario), STARTED, FIRST)
    story = story.and_then(delivered("i2", after(10), after(30)))
    if held:
        hold = replace(HELD, at=after(15))
        story = story.and_then(hold, ExerciseContinued(at=after(15 + held), next_at=None))
    assert story.state.next_look() == STARTED.ends_at


def test_a_call_is_played_while_it_is_on_and_an_inject_is_taken_by_it():
    incident = uuid4()
    played = CallPlayed(inject="i1", incoming=uuid4(), incident=incident)
    story = ON.and_then(FIRST)
    assert [one.id for one in story.state.to_take] == ["i1"]
    taken = story.when(lambda x: commands.play(x, played)).then(played)
    taken.when(lambda x: commands.play(x, played)).then_nothing_happens()
    assert (taken.state.to_take, taken.state.incidents) == ((), (incident,))
    OVER.when(lambda x: commands.play(x, played)).then_refused(commands.ExerciseNotOn)


def test_turned_real_it_ends_at_once_and_there_is_no_way_back():
    turn = lambda x: commands.turn_real(x, TURNED)  # noqa: E731
    ended = ExerciseEnded(how=ExerciseEnding.TURNED_REAL, words="", at=after(12), next_at=None)
    story = ON.when(turn).then(TURNED, ended)
    story.when(turn).then_nothing_happens()
    story.when(starts()).then_refused(commands.NotStartable)
    story.when(looks(240)).then_nothing_happens()
    OVER.when(turn).then_refused(commands.ExerciseNotOn)


def test_it_is_evaluated_by_all_five_points_once_it_is_over():
    evaluated = ExerciseEvaluated(
        points=points(), suggestions="补充联系电话", findings=(), evaluated=minute(60)
    )
    evaluate = lambda x: commands.evaluate(x, evaluated)  # noqa: E731
    ON.when(evaluate).then_refused(commands.NotOverYet)
    OVER.when(evaluate).then(evaluated).when(evaluate).then_nothing_happens()
    four = replace(evaluated, points=points()[:4])
    OVER.when(lambda x: commands.evaluate(x, four)).then_refused(commands.PointMissing)
    silent = replace(evaluated, points=points(" "))
    OVER.when(lambda x: commands.evaluate(x, silent)).then_refused(commands.PointMissing)


def test_another_streams_event_is_none_of_it():
    for before, happened in ((None, STARTED), (ON.state, NumberTaken(**TAKEN))):
        with pytest.raises(TypeError):
            evolve(before, happened)
