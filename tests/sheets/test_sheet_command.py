"""The one command behind a sheet: all of it or nothing, against the register that was looked at."""

from __future__ import annotations

from uuid import uuid5

import pytest
from msgspec.structs import replace

from desk.draft import ChangedMeanwhile, Unknown
from desk.network import (
    NetworkAnswer,
    RegisterPerson,
    RegisterSheet,
    RegisterUnit,
    register_sheet,
)
from domain.network import LadderTurnsBack
from domain.person import PersonProfile
from domain.words import Tier
from tests.support.office import STORE, an_office, profile


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


def named(name):
    return uuid5(STORE, name)


def a_row(name, parent, at):
    return RegisterUnit(
        unit=named(name), profile=profile(name, Tier.UNIT, parent=parent), effective=at
    )


def test_a_unit_stands_under_one_of_a_later_row_and_its_people_in_it(office):
    at = office.clock.at
    rows = (a_row("红旗厂", named("工业园"), at), a_row("工业园", office.town, at))
    person = RegisterPerson(profile=PersonProfile(name="李四", unit=named("红旗厂")))
    sheet = RegisterSheet(units=rows, people=(person,))
    assert office.do(register_sheet, sheet).answer(NetworkAnswer).changed == 3
    above = office.desk.register().network.ancestors(named("红旗厂"))
    assert [one.name for one in above[:2]] == ["工业园", "青石镇"]


def test_rows_that_close_a_circle_among_themselves_are_refused_together(office):
    at = office.clock.at
    head = office.log.head().seq
    circle = (a_row("甲厂", named("乙厂"), at), a_row("乙厂", named("甲厂"), at))
    with pytest.raises(LadderTurnsBack):
        office.do(register_sheet, RegisterSheet(units=circle))
    assert office.log.head().seq == head


def test_a_row_under_nobody_known_is_refused(office):
    rows = (a_row("红旗厂", named("黑石镇"), office.clock.at),)
    with pytest.raises(Unknown):
        office.do(register_sheet, RegisterSheet(units=rows))


def test_a_register_that_moved_after_the_look_refuses_the_whole_sheet(office):
    seen = office.log.head().seq
    office.unit("白沙街道", Tier.TOWNSHIP, parent=office.county)
    head = office.log.head().seq
    sheet = RegisterSheet(units=(a_row("白沙街道", office.county, office.clock.at),))
    with pytest.raises(ChangedMeanwhile):
        office.desk.act(replace(office.acting(), seen=seen), register_sheet, sheet)
    assert office.log.head().seq == head
    office.desk.act(replace(office.acting(), seen=head), register_sheet, sheet)
    assert office.log.head().seq > head
