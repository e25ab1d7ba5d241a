"""Every actor of an accident is a unit of the network: who owes a report to whom follows from where it stands."""

from __future__ import annotations

import pytest

from api.cases.playing import play
from tests.support.cases import clocks, late, path_of, played, row, told

AT = "2026-03-02T{}:00+08:00"


def test_every_hop_has_its_clock_and_only_the_late_ones_a_breach():
    [finding] = play([path_of("every_hop")])
    assert late(finding) == {("mine", "county_emb", 65, "C02"), ("city", "province", 91, "C03")}
    assert {
        ("mine", "county_emb", "C02"),
        ("county_emb", "county", "C03"),
        ("county", "city", "B01"),
        ("city", "province", "C03"),
    } <= clocks(finding)
    assert {rule for _, _, rule in clocks(finding)} == {"C02", "C03", "B01", "B01-DEPARTMENT"}


def test_a_report_over_the_head_of_the_next_one_up_is_judged_on_its_own_hop(tmp_path):
    case = row(told("every_hop"), 5, recipient="province")
    finding = played(tmp_path, case)
    assert not [one for one in late(finding) if one[0] == "county"]
    assert ("county", "province", "B01") in clocks(finding)
    [skipped] = [one for one in finding["clocks"] if one["recipient"] == "city"][-1:]
    assert skipped["met"] is None


def test_a_report_to_the_government_in_place_of_its_department_is_judged(tmp_path):
    case = row(told("every_hop"), 3, recipient="county")
    assert ("mine", "county", 65, "C02") in late(played(tmp_path, case))


def test_the_regulator_is_the_department_that_was_told_and_never_the_police(tmp_path):
    case = told("every_hop")
    case["actors"] = {"builders": {"name": "白石县住建局", "tier": "county_dept"}} | case["actors"]
    owed = [one for one in clocks(played(tmp_path, case)) if one[0] == "mine"]
    assert owed == [("mine", "county_emb", "C02")]
    nobody_told = row(told("every_hop"), 3, kind="suppressed", recipient=None)
    owed = [one for one in clocks(played(tmp_path, nobody_told)) if one[0] == "mine"]
    assert owed == [("mine", "county_emb", "C02")]


def test_of_two_governments_on_a_tier_the_one_that_the_unit_told_stands_above_it(tmp_path):
    case = told("every_hop")
    case["actors"]["city_hall"] = {"name": "青河市委", "tier": "city"}
    case = row(row(case, 4, recipient="city"), 5, recipient="city_hall", at=AT.format("13:00"))
    owed = {one for one in clocks(played(tmp_path, case)) if one[0] == "county"}
    assert owed == {("county", "city_hall", "B01")}


def test_no_places_own_rule_orders_what_the_centre_is_told(tmp_path):
    case = told("every_hop")
    case["actors"]["province"]["tier"] = "central"
    assert not [one for one in clocks(played(tmp_path, case)) if one[1] == "province"]


def test_the_subtype_decides_whose_line_it_is(tmp_path):
    case = told("every_hop") | {"subtype": "environment"}
    rules = {rule for _, _, rule in clocks(played(tmp_path, case))}
    assert "D01" in rules
    assert not {"C02", "C03"} & rules


def test_a_superior_whom_the_source_does_not_name_stands_one_step_up(tmp_path):
    case = told("every_hop")
    case["actors"]["upper"] = {"name": "上级（来源未写明单位）", "tier": "other"}
    case = row(case, 6, recipient="upper")
    assert ("city", "upper", 91, "C03") in late(played(tmp_path, case))


@pytest.mark.parametrize("tier", ["media", "public", "other"])
def test_whoever_stands_outside_owes_nothing(tmp_path, tier):
    case = told("every_hop")
    case["actors"]["county"]["tier"] = tier
    assert not [one for one in clocks(played(tmp_path, case)) if one[0] == "county"]
