"""特殊时期: declared with a reason, held day by day, ended once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from domain.kernel import ReasonMissing
from domain.special_period import (
    NoPeriod,
    PeriodBackwards,
    PeriodKind,
    SpecialPeriodDeclared,
    SpecialPeriodEnded,
    declare,
    end,
    evolve,
    special_period_id,
)
from tests.support.given import given
from tests.support.ladder import unit_id

FIRST, ONE = date(2026, 11, 24), timedelta(days=1)
MEETING = SpecialPeriodDeclared(
    kind=PeriodKind.IMPORTANT, first=FIRST, last=None, reason="重要会议"
)
OVER = SpecialPeriodEnded(last=FIRST + 2 * ONE, reason="会议结束")


def declaring(declared=MEETING):
    return lambda period: declare(period, declared)


def ending(last, reason="会议结束"):
    return lambda period: end(period, last=last, reason=reason)


def test_it_is_declared_with_a_reason_and_once_in_the_same_words():
    told = given(evolve).when(declaring(replace(MEETING, reason=" 重要会议 "))).then(MEETING)
    told.when(declaring()).then_nothing_happens()
    longer = replace(MEETING, last=FIRST + ONE)
    told.when(declaring(longer)).then(longer)
    told.when(declaring(replace(MEETING, reason=""))).then_refused(ReasonMissing)
    backwards = replace(MEETING, last=FIRST - ONE)
    told.when(declaring(backwards)).then_refused(PeriodBackwards)


def test_it_holds_from_its_first_to_its_last_day():
    ended = given(evolve, MEETING).when(ending(OVER.last)).then(OVER)
    days = [FIRST + n * ONE for n in range(-1, 4)]
    assert [ended.state.holds(day) for day in days] == [False, True, True, True, False]
    assert given(evolve, MEETING).state.holds(FIRST + 99 * ONE)


def test_only_what_holds_is_ended_and_with_a_reason():
    given(evolve).when(ending(FIRST)).then_refused(NoPeriod)
    given(evolve, MEETING).when(ending(FIRST - ONE)).then_refused(NoPeriod)
    given(evolve, MEETING).when(ending(FIRST, " ")).then_refused(ReasonMissing)
    given(evolve, MEETING, OVER).when(ending(OVER.last)).then_nothing_happens()


def test_there_is_one_of_a_kind():
    assert len({special_period_id(unit_id("county"), kind) for kind in PeriodKind}) == 2
    with pytest.raises(TypeError, match="before any"):
        evolve(None, OVER)
