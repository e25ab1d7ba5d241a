"""值班台检查: what was tested is told, what nobody tested is neither fine nor faulty."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.desk_check import DeskChecked, NothingChecked, check, desk_check_id, evolve
from domain.handover import Condition, Device, DeviceTest
from domain.shift import CheckedIn, DutyPost
from tests.support.given import given
from tests.support.ladder import minute, unit_id


def listed(**found):
    return tuple(
        DeviceTest(device=one, condition=found.get(one.value, Condition.UNTESTED)) for one in Device
    )


FAULTY = DeviceTest(device=Device.FAX, condition=Condition.FAULTY)
CHECKED = DeskChecked(
    devices=(FAULTY,),
    clock_offset_seconds=None,
    words="缺纸",
    person=unit_id("gu"),
    checked=minute(5),
)


def test_only_what_was_tested_is_told():
    all_listed = replace(CHECKED, devices=listed(fax=Condition.FAULTY), words=" 缺纸 ")
    after = given(evolve).when(lambda _: check(all_listed)).then(CHECKED)
    assert after.state.made == CHECKED


def test_the_clock_alone_may_be_compared_and_something_must_be():
    nothing = replace(CHECKED, devices=listed())
    given(evolve).when(lambda _: check(nothing)).then_refused(NothingChecked)
    clock = replace(nothing, clock_offset_seconds=-1)
    given(evolve).when(lambda _: check(clock)).then(replace(clock, devices=()))


def test_a_desk_has_its_own_checks_and_nothing_else_is_one():
    assert desk_check_id(unit_id("a")) != desk_check_id(unit_id("b"))
    came = CheckedIn(person=unit_id("gu"), post=DutyPost.STANDBY, arrived=minute(0))
    with pytest.raises(TypeError, match="no check"):
        evolve(None, came)
