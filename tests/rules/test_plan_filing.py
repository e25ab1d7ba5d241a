"""To whom a plan of each type is filed, named where the network knows that government."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contingency_plans.plan_filing import filing_place, parse_filings, shipped_filings
from contingency_plans.plan_words import PlanType
from domain.network import Network
from domain.rule_text import RuleError
from domain.words import Tier, UnitKind
from tests.support.ladder import unit
from tests.support.plans import PROFILE

GOVERNMENT = UnitKind.GOVERNMENT
NETWORK = Network(
    [
        unit("云州市人民政府总值班室", Tier.CITY, GOVERNMENT, None),
        unit("区水利局", Tier.COUNTY, UnitKind.DEPARTMENT, "临江区"),
        unit("临江区", Tier.COUNTY, GOVERNMENT, "云州市人民政府总值班室"),
        unit("青石镇", Tier.TOWNSHIP, GOVERNMENT, "临江区"),
    ]
)


@pytest.mark.parametrize(
    ("type", "jurisdiction", "recipient"),
    [
        (PlanType.OVERALL, "临江区", "云州市人民政府"),
        (PlanType.OVERALL, "云州市临江区", "云州市人民政府"),
        (PlanType.OVERALL, "云州市", "上一级人民政府"),
        (PlanType.OVERALL, "别处", "上一级人民政府"),
        (PlanType.SPECIAL, "临江区", "上一级相应牵头部门"),
        (PlanType.DEPARTMENT, "临江区", "临江区人民政府"),
        (PlanType.DEPARTMENT, "别处", "本级人民政府"),
        (PlanType.TOWNSHIP, "青石镇", "临江区人民政府"),
        (PlanType.TOWNSHIP, "临江区青石镇", "临江区人民政府"),
        (PlanType.VILLAGE, "云岭村", "乡镇人民政府（街道办事处）"),
        (PlanType.JOINT, "临江区", ""),
        (PlanType.UNIT, "临江区", ""),
        (PlanType.OTHER, "临江区", ""),
    ],
)
def test_each_type_goes_to_its_own(type, jurisdiction, recipient):
    profile = replace(PROFILE, type=type, jurisdiction=jurisdiction)
    assert filing_place(profile, NETWORK).recipient == recipient


def test_whoever_else_gets_it_is_said():
    profile = replace(PROFILE, type=PlanType.OVERALL, jurisdiction="临江区")
    assert filing_place(profile, NETWORK).copies == "径送其应急管理部门，抄送上一级有关部门"


def test_the_file_speaks_of_every_type():
    assert set(shipped_filings()) == set(PlanType)
    with pytest.raises(RuleError) as refused:
        parse_filings("title: x\nfilings:\n  - {type: overall, words: a, copies: b}\n", "f.yaml")
    assert "says nothing of special" in refused.value.why
