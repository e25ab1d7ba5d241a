"""Heard from elsewhere, an incident points at whoever should have said so, though nobody recorded that they knew."""

import pytest

from desk.incidents import RecordKnowledge, record_knowledge
from domain.incident import Means
from domain.words import Tier, UnitKind
from projections.to_ask import to_ask


@pytest.fixture
def bureau(office):
    return office.unit("临江区应急局", Tier.COUNTY, UnitKind.DEPARTMENT, parent=office.county)


def asked(office, incident, there=None):
    register = office.desk.register()
    file = office.file(incident)
    found = to_ask(file, office.county, register.book, register.network, there)
    return [one.unit for one in found]


def test_a_citizens_call_points_at_the_place_and_at_the_departments_of_this_office(office, bureau):
    incident = office.call().incident
    assert asked(office, incident) == [bureau]
    assert asked(office, incident, office.town) == [office.town, bureau]


def test_whoever_is_on_record_as_knowing_need_not_be_asked_whether(office, bureau):
    incident = office.call().incident
    command = RecordKnowledge(
        incident=incident, unit=bureau, learned=office.at(), means=Means.OTHER
    )
    office.do(record_knowledge, command)
    assert asked(office, incident, office.town) == [office.town]


def test_told_by_a_unit_this_office_asks_nobody_whether_it_knew(office, bureau):
    incident = office.call(caller=office.town).incident
    assert asked(office, incident, office.town) == []


def test_a_unit_that_no_rule_binds_is_not_pointed_at(office):
    incident = office.call().incident
    assert asked(office, incident, office.works) == []
