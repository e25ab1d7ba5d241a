"""Always one shift answers: the watch passes on once, or by break-glass, or the shift stays on."""

from __future__ import annotations

import pytest

from domain import watch as watches
from domain.kernel import ReasonMissing
from domain.watch import (
    NotResponsible,
    SameShift,
    StaysBackwards,
    WatchBegan,
    WatchPassed,
    WatchStayedOn,
    WatchTakenOver,
    pass_on,
    stay_on,
    take_over,
)
from tests.support.given import given
from tests.support.ladder import minute, unit_id

DAY, NIGHT = unit_id("day shift"), unit_id("night shift")
BEGAN = WatchBegan(unit=unit_id("office"), shift=DAY, began=minute(0))
PASSED = WatchPassed(outgoing=DAY, relief=NIGHT, handover=unit_id("h"), passed=minute(9))


def test_the_watch_passes_from_the_shift_that_is_responsible():
    on = given(watches.evolve, BEGAN).when(lambda w: pass_on(w, PASSED)).then(PASSED)
    assert on.state.shift == NIGHT
    on.when(lambda w: pass_on(w, PASSED)).then_refused(NotResponsible)


@pytest.mark.parametrize(
    ("outgoing", "reason", "refusal"),
    [(DAY, " ", ReasonMissing), (NIGHT, "无人接班", NotResponsible)],
)
def test_break_glass_needs_a_reason_and_the_shift_that_answers(outgoing, reason, refusal):
    given(watches.evolve, BEGAN).when(
        lambda w: take_over(w, outgoing=outgoing, relief=NIGHT, reason=reason, taken=minute(9))
    ).then_refused(refusal)


def test_no_shift_takes_over_from_itself():
    given(watches.evolve, BEGAN).when(
        lambda w: take_over(w, outgoing=DAY, relief=DAY, reason="无人接班", taken=minute(9))
    ).then_refused(SameShift)


def test_taken_over_somebody_answers_all_the_same():
    taken = WatchTakenOver(outgoing=DAY, relief=NIGHT, reason="接班人途中受阻", taken=minute(9))
    over = (
        given(watches.evolve, BEGAN)
        .when(
            lambda w: take_over(
                w, outgoing=DAY, relief=NIGHT, reason="接班人途中受阻", taken=minute(9)
            )
        )
        .then(taken)
    )
    assert over.state.shift == NIGHT


def stays(shift=DAY, until=60, reason="接班人途中受阻"):
    return lambda watch: stay_on(
        watch, shift=shift, until=minute(until).earliest, reason=reason, stated=minute(9)
    )


def test_staying_on_the_same_shift_goes_on_answering():
    on = WatchStayedOn(
        shift=DAY, until=minute(60).earliest, reason="接班人途中受阻", stated=minute(9)
    )
    assert given(watches.evolve, BEGAN).when(stays()).then(on).state.shift == DAY


def test_staying_on_needs_a_reason_a_time_to_come_and_the_shift_that_answers():
    began = given(watches.evolve, BEGAN)
    began.when(stays(reason=" ")).then_refused(ReasonMissing)
    began.when(stays(until=9)).then_refused(StaysBackwards)
    began.when(stays(shift=NIGHT)).then_refused(NotResponsible)
