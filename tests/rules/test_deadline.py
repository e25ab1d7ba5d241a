"""One clock: it is set once, met once, runs out once, and its verdict claims no more than is sure."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from domain.deadline import (
    NotOverdue,
    Standing,
    deadline_id,
    evolve,
    reckon,
)
from domain.deadline_commands import (
    excuse,
    look,
    meet,
    restate,
    resume,
    set_deadline,
    supersede,
)
from domain.deadline_events import (
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineResumed,
    DeadlineSuperseded,
    Superseding,
    Uncounted,
    WindowClosed,
)
from domain.kernel import ReasonMissing
from domain.ring_manners import RingManners
from domain.rule import Form
from domain.times import Precision, WorldTime
from domain.words import Stage
from tests.support.clock_words import SET
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

HOUR = timedelta(hours=1)
MANNERS = RingManners()
REPORT, ANOTHER = unit_id("report"), unit_id("another report")
RAN_OUT = DeadlineRanOut(due_at=NINE + HOUR, noticed_at=NINE + HOUR, next_at=None)
EXCUSED = DeadlineExcused(reason="通信中断", next_at=None)
FELL_AWAY = DeadlineSuperseded(reason=Superseding.LEVEL, by=None, next_at=None)


def met(minutes: int, seconds_late: int = 0, report=REPORT) -> DeadlineMet:
    at = minute(minutes)
    return DeadlineMet(report=report, met_at=at, seconds_late=seconds_late, next_at=None)


def restated(start: WorldTime, *, late: int | None = None, next_at: datetime | None = None):
    due_at, late_after = reckon(start, 3600, Form.CLOCK)
    return DeadlineRestated(
        start=start,
        due_at=due_at,
        late_after=late_after,
        uncounted=None,
        seconds_late=late,
        next_at=next_at,
    )


def test_a_clock_is_set_once():
    given(evolve).when(lambda s: set_deadline(s, SET)).then(SET)
    given(evolve, SET).when(lambda s: set_deadline(s, SET)).then_nothing_happens()


def test_the_same_clock_asked_for_twice_has_the_same_id_and_another_has_another():
    assert deadline_id(SET) == deadline_id(replace(SET, due_at=NINE, start=minute(5)))
    others = [
        replace(SET, rule="C03"),
        replace(SET, recipient=unit_id("county")),
        replace(SET, stage=Stage.FINAL),
        replace(SET, occasion="1"),
    ]
    assert len({deadline_id(one) for one in [SET, *others]}) == 5


def test_a_report_in_time_meets_it_and_a_late_one_says_by_how_much():
    given(evolve, SET).when(lambda s: meet(s, report=REPORT, at=minute(60))).then(met(60))
    given(evolve, SET).when(lambda s: meet(s, report=REPORT, at=minute(68))).then(met(68, 480))


def test_another_report_or_a_corrected_time_gives_it_its_verdict_anew():
    late = given(evolve, SET, met(68, 480))
    late.when(lambda s: meet(s, report=REPORT, at=minute(68))).then_nothing_happens()
    late.when(lambda s: meet(s, report=REPORT, at=minute(70))).then(met(70, 600))
    late.when(lambda s: meet(s, report=ANOTHER, at=minute(10))).then(met(10, report=ANOTHER))


def test_it_runs_out_at_its_due_time_once_and_a_report_after_that_still_meets_it():
    early, due = NINE + HOUR - timedelta(microseconds=1), NINE + HOUR
    given(evolve, SET).when(lambda s: look(s, manners=MANNERS, as_of=early)).then_nothing_happens()
    gone = given(evolve, SET).when(lambda s: look(s, manners=MANNERS, as_of=due)).then(RAN_OUT)
    gone.when(lambda s: look(s, manners=MANNERS, as_of=due + HOUR)).then_nothing_happens()
    after = gone.when(lambda s: meet(s, report=REPORT, at=minute(68))).then(met(68, 480))
    after.when(lambda s: look(s, manners=MANNERS, as_of=due + HOUR)).then_nothing_happens()


def test_a_sweep_that_comes_late_dates_it_by_the_due_time():
    as_of = NINE + 3 * HOUR
    noticed = DeadlineRanOut(due_at=NINE + HOUR, noticed_at=as_of, next_at=None)
    given(evolve, SET).when(lambda s: look(s, manners=MANNERS, as_of=as_of)).then(noticed)


def test_a_window_closes_and_nobody_is_late():
    window = replace(SET, form=Form.WINDOW, late_after=None, stage=Stage.SUPPLEMENT)
    closed = WindowClosed(closed_at=NINE + HOUR, noticed_at=NINE + HOUR, next_at=None)
    given(evolve, window).when(lambda s: look(s, manners=MANNERS, as_of=NINE + HOUR)).then(closed)
    given(evolve, window).when(
        lambda s: meet(s, report=REPORT, at=minute(90))
    ).then_nothing_happens()


def test_an_earlier_start_moves_a_running_clock():
    earlier = restated(minute(-30), next_at=NINE + HOUR / 2)
    given(evolve, SET).when(
        lambda s: restate(s, manners=MANNERS, start=minute(-30), uncounted=None)
    ).then(earlier)
    given(evolve, SET).when(
        lambda s: restate(s, manners=MANNERS, start=minute(0), uncounted=None)
    ).then_nothing_happens()


def test_a_clock_that_ran_out_runs_again_when_it_turns_out_to_be_due_later():
    later = restated(minute(30), next_at=NINE + HOUR * 1.5)
    again = (
        given(evolve, SET, RAN_OUT)
        .when(lambda s: restate(s, manners=MANNERS, start=minute(30), uncounted=None))
        .then(later)
    )
    assert again.state.standing is Standing.RUNNING


def test_what_was_excused_and_runs_again_is_excused_no_more():
    again = restated(minute(30), next_at=NINE + HOUR * 1.5)
    assert not given(evolve, SET, RAN_OUT, EXCUSED, again).state.excused
    assert given(evolve, SET, RAN_OUT, EXCUSED, restated(minute(-30))).state.excused


def test_a_clock_that_ran_out_stays_so_when_it_was_due_even_earlier():
    earlier = restated(minute(-30))
    same = (
        given(evolve, SET, RAN_OUT)
        .when(lambda s: restate(s, manners=MANNERS, start=minute(-30), uncounted=None))
        .then(earlier)
    )
    assert same.state.standing is Standing.RAN_OUT


def test_a_restated_start_gives_a_met_clock_its_verdict_anew():
    known_now = (
        given(evolve, SET, met(68, 480))
        .when(lambda s: restate(s, manners=MANNERS, start=minute(10), uncounted=None))
        .then(restated(minute(10), late=0))
    )
    assert (known_now.state.standing, known_now.state.seconds_late) == (Standing.MET, 0)


def test_a_restated_start_keeps_what_is_still_late_late():
    given(evolve, SET, met(68, 480)).when(
        lambda s: restate(s, manners=MANNERS, start=minute(5), uncounted=None)
    ).then(restated(minute(5), late=180))


def test_a_window_restated_closes_later_and_still_nobody_is_late():
    window = replace(SET, form=Form.WINDOW, late_after=None, stage=Stage.SUPPLEMENT)
    that_hour = minute(60, Precision.HOUR)
    [event] = restate(given(evolve, window).state, start=that_hour, uncounted=None, manners=MANNERS)
    assert (event.due_at, event.late_after) == (that_hour.latest + HOUR, None)


def test_the_clock_that_takes_its_place_is_named():
    replaced = replace(FELL_AWAY, by=ANOTHER)
    given(evolve, SET).when(lambda s: supersede(s, reason=Superseding.LEVEL, by=ANOTHER)).then(
        replaced
    )


def test_what_is_owed_no_more_falls_away_unless_it_was_met():
    away = given(evolve, SET).when(lambda s: supersede(s, reason=Superseding.LEVEL)).then(FELL_AWAY)
    away.when(lambda s: supersede(s, reason=Superseding.LEVEL)).then_nothing_happens()
    away.when(lambda s: meet(s, report=REPORT, at=minute(5))).then_nothing_happens()
    away.when(lambda s: look(s, manners=MANNERS, as_of=NINE + HOUR)).then_nothing_happens()
    given(evolve, SET, met(60)).when(
        lambda s: supersede(s, reason=Superseding.LEVEL)
    ).then_nothing_happens()


def test_what_fell_away_can_be_owed_again():
    too_late, since = Uncounted.LEVEL_KNOWN_AFTER, minute(90)
    resumed = DeadlineResumed(uncounted=too_late, level_known=since, next_at=NINE + HOUR)
    again = (
        given(evolve, SET, FELL_AWAY)
        .when(lambda s: resume(s, manners=MANNERS, uncounted=too_late, level_known=since))
        .then(resumed)
    )
    assert again.state.open
    again.when(
        lambda s: resume(s, manners=MANNERS, uncounted=None, level_known=since)
    ).then_nothing_happens()


def test_only_what_was_missed_can_be_excused_with_a_reason_and_once():
    given(evolve, SET).when(lambda s: excuse(s, reason="通信中断")).then_refused(NotOverdue)
    given(evolve, SET, met(60)).when(lambda s: excuse(s, reason="忙")).then_refused(NotOverdue)
    given(evolve, SET, RAN_OUT).when(lambda s: excuse(s, reason=" ")).then_refused(ReasonMissing)
    for missed in (RAN_OUT, met(68, 480)):
        excused = given(evolve, SET, missed).when(lambda s: excuse(s, reason="通信中断 "))
        excused.then(EXCUSED).when(lambda s: excuse(s, reason="又")).then_nothing_happens()


def test_nothing_can_happen_to_a_clock_that_was_never_set():
    with pytest.raises(TypeError):
        evolve(None, RAN_OUT)
