"""预案时限: set once, met with evidence, late by the minute, run out once, moved, excused, withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from contingency_plans.plan_clock import (
    PlanClockExcused,
    PlanClockMet,
    PlanClockMoved,
    PlanClockWithdrawn,
    evolve,
    plan_clock_id,
)
from contingency_plans.plan_clock_commands import (
    NothingToShow,
    PlanClockOver,
    excuse,
    look,
    meet,
    move,
    set_plan_clock,
    withdraw,
)
from contingency_plans.plan_words import PlanClockKind
from domain.kernel import ReasonMissing
from tests.support.given import given
from tests.support.ladder import minute
from tests.support.plans import CLOCK_RAN_OUT, CLOCK_SET, DUE, FLOOD

MINUTE = timedelta(minutes=1)
DUE_MINUTE = 28 * 24 * 60
MET = PlanClockMet(
    words="已报",
    number="备〔2026〕3号",
    files=("ab",),
    met=minute(60),
    minutes_late=0,
    next_at=None,
)
EXCUSED = PlanClockExcused(reason="机构改革", next_at=None)
WITHDRAWN = PlanClockWithdrawn(reason="预案已废止", next_at=None)
OWED = given(evolve, CLOCK_SET)


def meeting(words="已报", number="备〔2026〕3号", files=("ab",), at=60):
    return lambda clock: meet(clock, words=words, number=number, files=files, met=minute(at))


def moving(days):
    return lambda clock: move(
        clock, start=minute(0), due_at=DUE + timedelta(days=days), reason="更正印发日期"
    )


def moved(days, alarm):
    due = DUE + timedelta(days=days)
    return PlanClockMoved(
        start=minute(0), due_at=due, reason="更正印发日期", next_at=due if alarm else None
    )


def test_it_is_set_once_and_again_only_when_it_was_withdrawn():
    setting = given(evolve).when(lambda c: set_plan_clock(c, CLOCK_SET)).then(CLOCK_SET)
    setting.when(lambda c: set_plan_clock(c, CLOCK_SET)).then_nothing_happens()
    OWED.and_then(MET).when(lambda c: set_plan_clock(c, CLOCK_SET)).then_nothing_happens()
    gone = OWED.when(lambda c: withdraw(c, reason="预案已废止")).then(WITHDRAWN)
    assert gone.when(lambda c: set_plan_clock(c, CLOCK_SET)).then(CLOCK_SET).state.open


def test_its_id_is_what_is_owed_for_which_occasion():
    id = plan_clock_id(FLOOD, PlanClockKind.FILING, "1")
    assert id == plan_clock_id(FLOOD, PlanClockKind.FILING, "1")
    assert id != plan_clock_id(FLOOD, PlanClockKind.FILING, "2")
    assert id != plan_clock_id(FLOOD, PlanClockKind.RECEIPT, "1")


def test_it_is_met_by_words_a_number_or_a_file_and_not_by_nothing():
    OWED.when(meeting(" 已报 ", " 备〔2026〕3号 ")).then(MET)
    for words, number, files in (("已报", "", ()), ("", "3号", ()), ("", "", ("ab",))):
        told = replace(MET, words=words, number=number, files=files)
        OWED.when(meeting(words, number, files)).then(told)
    OWED.when(meeting(" ", " ", ())).then_refused(NothingToShow)


@pytest.mark.parametrize(("after", "late"), [(0, 0), (1, 1), (90, 90)])
def test_late_is_counted_in_whole_minutes(after, late):
    at = DUE_MINUTE + after
    told = replace(MET, met=minute(at), minutes_late=late)
    OWED.and_then(CLOCK_RAN_OUT).when(meeting(at=at)).then(told)


def test_done_twice_is_done_once_and_what_is_over_is_not_done():
    OWED.and_then(MET).when(meeting("又报")).then_nothing_happens()
    OWED.and_then(EXCUSED).when(meeting()).then_refused(PlanClockOver)
    OWED.and_then(WITHDRAWN).when(meeting()).then_refused(PlanClockOver)


def test_it_runs_out_once_at_its_minute():
    OWED.when(lambda c: look(c, as_of=DUE - MINUTE)).then_nothing_happens()
    over = OWED.when(lambda c: look(c, as_of=DUE)).then(CLOCK_RAN_OUT)
    over.when(lambda c: look(c, as_of=DUE + MINUTE)).then_nothing_happens()
    noticed = replace(CLOCK_RAN_OUT, noticed_at=DUE + MINUTE)
    OWED.when(lambda c: look(c, as_of=DUE + MINUTE)).then(noticed)
    for closed in (MET, EXCUSED, WITHDRAWN):
        OWED.and_then(closed).when(lambda c: look(c, as_of=DUE)).then_nothing_happens()


def test_moved_it_is_due_then_and_one_that_ran_out_runs_again_if_that_is_later():
    later = OWED.when(moving(3)).then(moved(3, alarm=True))
    assert later.state.due_at == DUE + timedelta(days=3)
    later.when(moving(3)).then_nothing_happens()
    OWED.when(moving(-3)).then(moved(-3, alarm=True))
    over = OWED.and_then(CLOCK_RAN_OUT)
    assert over.when(moving(3)).then(moved(3, alarm=True)).state.ran_out is None
    assert over.when(moving(-3)).then(moved(-3, alarm=False)).state.ran_out == CLOCK_RAN_OUT
    for closed in (MET, EXCUSED, WITHDRAWN):
        OWED.and_then(closed).when(moving(3)).then_nothing_happens()


def test_it_is_moved_for_a_start_that_is_known_better():
    def starting(clock):
        return move(clock, start=minute(5), due_at=DUE, reason="更正")

    again = PlanClockMoved(start=minute(5), due_at=DUE, reason="更正", next_at=DUE)
    assert OWED.when(starting).then(again).state.start == minute(5)
    over = OWED.and_then(CLOCK_RAN_OUT).when(starting)
    assert over.then(replace(again, next_at=None)).state.ran_out == CLOCK_RAN_OUT


def test_it_is_excused_for_a_reason_once():
    OWED.when(lambda c: excuse(c, reason=" ")).then_refused(ReasonMissing)
    excused = OWED.when(lambda c: excuse(c, reason=" 机构改革 ")).then(EXCUSED)
    assert not excused.state.open
    excused.when(lambda c: excuse(c, reason="又说")).then_nothing_happens()
    OWED.and_then(CLOCK_RAN_OUT).when(lambda c: excuse(c, reason="机构改革")).then(EXCUSED)
    OWED.and_then(MET).when(lambda c: excuse(c, reason="机构改革")).then_refused(PlanClockOver)


def test_withdrawn_it_is_owed_no_more_even_if_it_had_run_out():
    over = OWED.and_then(CLOCK_RAN_OUT).when(lambda c: withdraw(c, reason="预案已废止"))
    assert not over.then(WITHDRAWN).state.open
    OWED.and_then(MET).when(lambda c: withdraw(c, reason="预案已废止")).then_nothing_happens()
