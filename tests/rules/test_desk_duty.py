"""值班事务: set once, done with evidence, late by the minute, run out, excused, withdrawn."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from msgspec.structs import replace

from domain.desk_duty import (
    DeskDutyDone,
    DeskDutyExcused,
    DeskDutyRanOut,
    DeskDutySet,
    DeskDutyWithdrawn,
    desk_duty_id,
    evolve,
)
from domain.desk_duty_commands import (
    DutyOver,
    NilNotAllowed,
    NoEvidence,
    do,
    excuse,
    look,
    set_duty,
    withdraw,
)
from domain.kernel import ReasonMissing
from domain.ring_manners import RingManners
from tests.support.given import given
from tests.support.ladder import minute, unit_id
from tests.support.owed import DUE, NIL, RAN_OUT, SET

MINUTE = timedelta(minutes=1)
EXCUSED = DeskDutyExcused(reason="上级免报", next_at=None)
WITHDRAWN = DeskDutyWithdrawn(reason="时期已过", next_at=None)


def doing(words="", number="", *, nil=False, at=60):
    return lambda duty: do(duty, words=words, number=number, nil=nil, done=minute(at))


def looking(at, manners=None):
    return lambda duty: look(duty, as_of=at, manners=manners or RingManners())


def withdrawing(duty):
    return withdraw(duty, reason="时期已过")


def test_it_is_set_once_and_again_only_when_it_was_withdrawn():
    assert isinstance(SET, DeskDutySet)
    owed = given(evolve).when(lambda d: set_duty(d, SET)).then(SET)
    owed.when(lambda d: set_duty(d, SET)).then_nothing_happens()
    gone = owed.when(withdrawing).then(WITHDRAWN)
    gone.when(lambda d: set_duty(d, SET)).then(SET)


def test_nil_is_one_press_where_it_is_allowed_and_else_evidence_is_asked_for():
    given(evolve, SET).when(doing(nil=True)).then(NIL)
    given(evolve, SET).when(doing(" ")).then_refused(NoEvidence)
    told = replace(NIL, nil=False, words="已发", number="值报12号")
    given(evolve, SET).when(doing(" 已发 ", "值报12号 ")).then(told)
    bulletin = replace(SET, nil_allowed=False)
    given(evolve, bulletin).when(doing(nil=True)).then_refused(NilNotAllowed)


def test_done_once_it_is_done_and_late_is_counted_in_whole_minutes():
    done = given(evolve, SET).when(doing(nil=True, at=450)).then(replace(NIL, done=minute(450)))
    done.when(doing("又报")).then_nothing_happens()
    late = given(evolve, SET, RAN_OUT).when(doing(nil=True, at=457))
    late.then(DeskDutyDone(**(_fields(NIL) | {"done": minute(457), "minutes_late": 7})))


def _fields(event):
    return {name: getattr(event, name) for name in event.__struct_fields__}


def test_it_runs_out_once_at_its_minute():
    owed = given(evolve, SET)
    owed.when(looking(DUE - MINUTE)).then_nothing_happens()
    over = owed.when(looking(DUE)).then(RAN_OUT)
    over.when(looking(DUE + MINUTE)).then_nothing_happens()
    given(evolve, SET, NIL).when(looking(DUE)).then_nothing_happens()


@pytest.mark.parametrize(("quiet", "chimes"), [(True, False), (False, True)])
def test_what_may_take_days_is_silent_at_night(quiet, chimes):
    by_night = RingManners(night_from=time(12), night_to=time(18))
    told = DeskDutyRanOut(noticed_at=DUE, chimes=chimes, next_at=None)
    given(evolve, replace(SET, quiet=quiet)).when(looking(DUE, by_night)).then(told)


def test_an_excuse_needs_its_reason_and_ends_it():
    def excusing(reason):
        return lambda duty: excuse(duty, reason=reason)

    given(evolve, SET).when(excusing(" ")).then_refused(ReasonMissing)
    excused = given(evolve, SET, RAN_OUT).when(excusing(" 上级免报 ")).then(EXCUSED)
    excused.when(excusing("再说")).then_nothing_happens()
    excused.when(doing("补报")).then_refused(DutyOver)
    given(evolve, SET, NIL).when(excusing("已报")).then_refused(DutyOver)


def test_what_has_run_out_was_owed_and_is_not_withdrawn():
    given(evolve, SET, RAN_OUT).when(withdrawing).then_nothing_happens()
    given(evolve, SET, WITHDRAWN).when(withdrawing).then_nothing_happens()


def test_one_unit_owes_a_thing_once_on_an_occasion():
    ids = {
        desk_duty_id(unit_id(unit), duty, day)
        for unit in "ab"
        for duty in ("J08", "bulletin")
        for day in ("2026-11-24", "2026-11-25")
    }
    assert len(ids) == 8


def test_nothing_is_done_before_anything_is_owed():
    with pytest.raises(TypeError, match="before any"):
        evolve(None, NIL)
