"""The reporting network answers who stands above whom, for every unit, without ever failing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.network import LadderTurnsBack, Network
from domain.words import Line, RecipientRole, Tier, UnitKind
from tests.support.given import refused
from tests.support.ladder import NAMES, NETWORK, UNITS, unit, unit_id


def resolved(name: str, role: RecipientRole, line: Line) -> str | None:
    found = NETWORK.resolve(unit_id(name), role, line)
    return found.name if found else None


@pytest.mark.parametrize(
    ("name", "role", "line", "recipient"),
    [
        ("county emergency", RecipientRole.OWN_GOVERNMENT, Line.WORK_SAFETY, "county"),
        ("works", RecipientRole.OWN_GOVERNMENT, Line.WORK_SAFETY, "town"),
        ("county", RecipientRole.OWN_GOVERNMENT, Line.WORK_SAFETY, None),
        ("county", RecipientRole.UPPER_GOVERNMENT, Line.GOVERNMENT, "city"),
        ("county emergency", RecipientRole.UPPER_GOVERNMENT, Line.GOVERNMENT, "city"),
        ("state council", RecipientRole.UPPER_GOVERNMENT, Line.GOVERNMENT, None),
        ("county emergency", RecipientRole.UPPER_DEPARTMENT, Line.WORK_SAFETY, "city emergency"),
        ("county health", RecipientRole.UPPER_DEPARTMENT, Line.HEALTH, "city"),
        ("works", RecipientRole.LOCAL_REGULATOR, Line.WORK_SAFETY, "county emergency"),
        ("works", RecipientRole.LOCAL_REGULATOR, Line.CYBER, "town"),
        ("town", RecipientRole.COUNTY_GOVERNMENT, Line.GOVERNMENT, "county"),
        ("county", RecipientRole.CITY_GOVERNMENT, Line.GOVERNMENT, "city"),
        ("county", RecipientRole.PROVINCE_GOVERNMENT, Line.GOVERNMENT, "province"),
        ("county", RecipientRole.CENTRAL_GOVERNMENT, Line.GOVERNMENT, "state council"),
        ("county health", RecipientRole.PROVINCE_DEPARTMENT, Line.HEALTH, "province health"),
        ("county health", RecipientRole.CENTRAL_DEPARTMENT, Line.HEALTH, "state council"),
        ("county emergency", RecipientRole.CENTRAL_DEPARTMENT, Line.WORK_SAFETY, "ministry"),
        ("paper", RecipientRole.UPPER_GOVERNMENT, Line.GOVERNMENT, None),
        ("works", RecipientRole.OWN_PRINCIPAL, Line.WORK_SAFETY, None),
        ("works", RecipientRole.REPORTED_TO, Line.WORK_SAFETY, None),
    ],
)
def test_a_role_names_one_recipient_or_nobody(name, role, line, recipient):
    assert resolved(name, role, line) == recipient


@given(
    st.sampled_from([*NAMES, unit_id("nobody")]),
    st.sampled_from(RecipientRole),
    st.sampled_from(Line),
)
def test_every_question_has_an_answer_and_nobody_reports_to_himself(id, role, line):
    found = NETWORK.resolve(id, role, line)
    assert found is None or (found.id != id and found.id in NETWORK)


@given(st.permutations(UNITS))
def test_the_order_of_registration_does_not_matter_to_the_ladder(units):
    network = Network().with_units(units)
    assert all(network.ancestors(one.id) == NETWORK.ancestors(one.id) for one in UNITS)


def test_a_department_that_names_its_line_comes_before_one_that_takes_any():
    anybody = unit("county office", Tier.COUNTY, UnitKind.DEPARTMENT, "county")
    network = Network([anybody, *UNITS])
    assert network.department_of(unit_id("county"), Line.HEALTH) == NETWORK.get(
        unit_id("county health")
    )
    assert network.department_of(unit_id("county"), Line.CYBER) == anybody


def test_everybody_below_is_in_the_subtree():
    below = NETWORK.subtree(unit_id("county"))
    assert {unit_id("county"), unit_id("town"), unit_id("works")} <= below
    assert unit_id("city") not in below


@pytest.mark.parametrize(
    ("upper", "lower", "above"),
    [
        ("county", "works", True),
        ("county emergency", "works", True),
        ("city emergency", "county emergency", True),
        ("county health", "county emergency", False),
        ("works", "county", False),
        ("paper", "works", False),
        ("nobody", "works", False),
    ],
)
def test_above_are_the_governments_of_the_ladder_and_their_departments(upper, lower, above):
    assert NETWORK.is_above(unit_id(upper), unit_id(lower)) is above


def test_a_ladder_that_turns_back_is_refused():
    with refused(LadderTurnsBack):
        NETWORK.with_units([unit("city", Tier.CITY, UnitKind.GOVERNMENT, "town")])
    with refused(LadderTurnsBack):
        NETWORK.with_units([unit("county", Tier.COUNTY, UnitKind.GOVERNMENT, "county")])


def test_units_that_turn_back_only_together_are_refused_together():
    one = unit("new one", Tier.CITY, UnitKind.GOVERNMENT, "new two")
    two = unit("new two", Tier.CITY, UnitKind.GOVERNMENT, "new one")
    NETWORK.with_units([one])
    with refused(LadderTurnsBack):
        NETWORK.with_units([one, two])


def test_a_circle_that_two_officers_closed_at_once_breaks_no_question_and_can_be_mended():
    city = unit("city", Tier.CITY, UnitKind.GOVERNMENT, "county")
    circle = NETWORK.as_recorded([city])
    assert [one.name for one in circle.ancestors(unit_id("works"))] == ["town", "county", "city"]
    assert unit_id("town") in circle.subtree(unit_id("city"))
    for role in RecipientRole:
        circle.resolve(unit_id("county"), role, Line.GOVERNMENT)
    circle.with_units([unit("city", Tier.CITY, UnitKind.GOVERNMENT, "province")])


def test_a_revised_unit_takes_its_new_place_and_a_closed_one_leaves():
    moved = unit("works", Tier.UNIT, UnitKind.ENTERPRISE, "city")
    assert next(one.name for one in NETWORK.with_units([moved]).ancestors(moved.id)) == "city"
    assert len(NETWORK.with_units([moved])) == len(NETWORK)
    assert unit_id("town") not in NETWORK.without_unit(unit_id("town"))
    assert NETWORK.without_unit(unit_id("town")).ancestors(unit_id("works")) == ()


def with_police(*lines: Line) -> Network:
    bureau = unit("county police", Tier.COUNTY, UnitKind.DEPARTMENT, "county", lines)
    return NETWORK.with_unit(bureau)


@pytest.mark.parametrize("name", ["county", "county emergency"])
def test_the_police_are_the_department_that_says_so_and_no_other(name):
    def police(network: Network) -> object:
        return network.resolve(unit_id(name), RecipientRole.PUBLIC_SECURITY, Line.WORK_SAFETY)

    found = police(with_police(Line.PUBLIC_SECURITY))
    assert found
    assert found.id == unit_id("county police")
    assert police(with_police()) is None
    assert police(with_police(Line.PUBLICITY)) is None
    assert police(NETWORK) is None


def test_who_releases_to_the_public_is_the_publicity_department_of_ones_own_government():
    def publicity(network: Network) -> object:
        role = RecipientRole.PUBLICITY_DEPARTMENT
        return network.resolve(unit_id("county emergency"), role, Line.WORK_SAFETY)

    assert publicity(with_police(Line.PUBLICITY)).id == unit_id("county police")
    assert publicity(with_police(Line.PUBLIC_SECURITY)) is None


def test_below_a_unit_is_everybody_down_to_the_last():
    below = {NAMES[one] for one in NETWORK.subtree(unit_id("county"))}
    bureaus = {"county emergency", "county environment", "county health", "county vets"}
    assert below == {"county", "county food", "town", "works", *bureaus}
    assert NETWORK.subtree(unit_id("works")) == {unit_id("works")}
