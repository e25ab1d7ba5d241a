"""Whose plans the office answers for: its own and those from below, whatever the sheet calls the region."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contingency_plans.plan_scope import is_ours, own_places, region_of
from domain.network import Network
from domain.words import Tier, UnitKind
from tests.support.ladder import unit, unit_id
from tests.support.plans import PROFILE

GOVERNMENT = UnitKind.GOVERNMENT
NETWORK = Network(
    [
        unit("云州市人民政府总值班室", Tier.CITY, GOVERNMENT, None),
        unit("临江区人民政府", Tier.COUNTY, GOVERNMENT, "云州市人民政府总值班室"),
        unit("青石镇", Tier.TOWNSHIP, GOVERNMENT, "临江区人民政府"),
        unit("江北区人民政府", Tier.COUNTY, GOVERNMENT, "云州市人民政府总值班室"),
        unit("区水利局", Tier.COUNTY, UnitKind.DEPARTMENT, "临江区人民政府"),
        unit("市水利局", Tier.CITY, UnitKind.DEPARTMENT, "云州市人民政府总值班室"),
    ]
)
COUNTY = unit_id("临江区人民政府")


@pytest.mark.parametrize(
    ("jurisdiction", "ours"),
    [
        ("临江区", True),
        ("云州市临江区", True),
        ("青石镇", True),
        ("临江区青石镇", True),
        ("云州市", False),
        ("江北区", False),
        ("宁波市临江区", False),
        ("临江区新城", False),
        ("", False),
    ],
)
def test_by_the_region(jurisdiction, ours):
    assert is_ours(replace(PROFILE, jurisdiction=jurisdiction), NETWORK, COUNTY) is ours


@pytest.mark.parametrize(
    ("owner", "ours"), [("区水利局", True), ("青石镇", True), ("市水利局", False)]
)
def test_an_owner_of_the_network_decides(owner, ours):
    for jurisdiction in ("临江区", "别处"):
        profile = replace(PROFILE, jurisdiction=jurisdiction, owner_unit=unit_id(owner))
        assert is_ours(profile, NETWORK, COUNTY) is ours


def test_a_region_is_named_without_its_office():
    assert region_of("临江区人民政府总值班室") == "临江区"
    assert region_of("临江区政府办公室") == "临江区"
    assert region_of("青石镇") == "青石镇"


def test_the_own_region_is_written_alone_or_after_those_it_lies_in():
    assert own_places(NETWORK, COUNTY) == ("临江区", "云州市临江区")
    assert own_places(NETWORK, unit_id("青石镇")) == (
        "青石镇",
        "临江区青石镇",
        "云州市青石镇",
        "云州市临江区青石镇",
    )
    assert own_places(NETWORK, unit_id("别处")) == ()
