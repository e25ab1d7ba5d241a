"""An accident's timeline, played through the desk, shows which report on which hop was late by how much."""

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


def test_a_clock_tells_its_start_its_due_time_and_when_it_was_met():
    [finding] = play([path_of("every_hop")])
    assert finding["clocks"][0] == {
        "reporting_entity": "mine",
        "recipient": "county_emb",
        "rule": "C02",
        "start": AT.format("08:00"),
        "due": AT.format("09:00"),
        "met": AT.format("10:05"),
    }


def test_a_breach_names_the_rows_that_show_it_and_what_is_assumed():
    [finding] = play([path_of("every_hop")])
    mine, city = finding["breaches"]
    assert list(mine) == ["obligor", "recipient", "kind", "minutes_late", "rule", "evidence"]
    assert mine["kind"] == "late"
    assert mine["evidence"][:-1] == [
        "timeline row 2: learned",
        "timeline row 3: reported",
        "the start is an assumption",
    ]
    assert city["evidence"][:-1] == ["timeline row 5: reported", "timeline row 6: reported"]
    assert city["evidence"][-1].startswith("deadline ")


def test_a_report_in_the_last_minute_is_in_time_and_one_minute_later_is_late(tmp_path):
    case = told("every_hop")
    in_time = row(case, 3, at=AT.format("09:00"))
    assert not [one for one in late(played(tmp_path, in_time)) if one[0] == "mine"]
    too_late = row(case, 3, at=AT.format("09:01"))
    assert ("mine", "county_emb", 1, "C02") in late(played(tmp_path, too_late))


def test_an_hour_is_an_interval_and_late_only_if_all_of_it_is(tmp_path):
    case = row(told("every_hop"), 2, precision="hour")
    in_doubt = row(case, 3, at=AT.format("09:59"))
    assert not [one for one in late(played(tmp_path, in_doubt)) if one[0] == "mine"]
    certain = row(case, 3, at=AT.format("10:05"))
    assert ("mine", "county_emb", 5, "C02") in late(played(tmp_path, certain))


def test_a_day_is_an_interval_and_late_only_if_all_of_it_is():
    [finding] = play([path_of("only_days")])
    assert late(finding) == {("county", "city", 22 * 60, "C03")}
    assert ("mine", "county", "C02") in clocks(finding)


def test_a_time_that_was_agreed_on_starts_no_clock():
    [finding] = play([path_of("agreed_time")])
    assert finding["breaches"] == []
    assert {one["start"] for one in finding["clocks"]} == {AT.format("14:00")}


def test_the_files_own_rule_counts_from_the_occurrence():
    [finding] = play([path_of("own_rule")])
    assert late(finding) == {
        ("county", "city", 15, "LOCAL-GOVERNMENT"),
        ("city_edu", "city", 25, "LOCAL-DEPARTMENT"),
    }


def test_the_files_own_rule_counts_from_when_each_learned(tmp_path):
    case = told("own_rule")
    case["local_rule"]["starts_at"] = "learned"
    assert late(played(tmp_path, case)) == {("city_edu", "city", 5, "LOCAL-DEPARTMENT")}


def test_where_the_place_gives_more_time_no_other_places_rule_is_stricter(tmp_path):
    case = row(told("own_rule"), 4, at=AT.format("13:20"))
    case["local_rule"]["limit_minutes"] = 240
    assert late(played(tmp_path, case)) == set()
    case["local_rule"] = None
    assert ("county", "city", 60, "B01") in late(played(tmp_path, case))


def test_an_untrue_report_is_a_report_and_destroyed_evidence_is_none(tmp_path):
    case = told("false_and_found_out")
    assert late(played(tmp_path, case)) == {("county", "city", 79, "C03")}
    nobody_told = row(case, 4, recipient=None, stage=None)
    mine = [one for one in played(tmp_path, nobody_told)["clocks"] if one["rule"] == "C02"]
    assert [one["met"] for one in mine] == [None]


def test_whoever_found_out_owes_a_report_from_then_on(tmp_path):
    case = row(told("agreed_time"), 4, at=AT.format("17:00"))
    assert late(played(tmp_path, case)) == {("county", "city", 60, "LOCAL-GOVERNMENT")}


def test_a_report_over_the_head_of_the_next_one_up_is_judged_on_its_own_hop(tmp_path):
    case = row(told("every_hop"), 5, recipient="province")
    finding = played(tmp_path, case)
    assert not [one for one in late(finding) if one[0] == "county"]
    assert ("county", "province", "B01") in clocks(finding)
    [skipped] = [one for one in finding["clocks"] if one["recipient"] == "city"][-1:]
    assert skipped["met"] is None


def test_a_superior_whom_the_source_does_not_name_stands_one_step_up(tmp_path):
    case = told("every_hop")
    case["actors"]["upper"] = {"name": "上级（来源未写明单位）", "tier": "other"}
    case = row(case, 6, recipient="upper")
    assert ("city", "upper", 91, "C03") in late(played(tmp_path, case))


def test_rows_keep_the_order_of_the_file_whatever_their_times(tmp_path):
    case = told("every_hop")
    a_day_in_between = {**case["timeline"][5], "at": "2026-03-02", "precision": "day"}
    case["timeline"].insert(3, a_day_in_between | {"kind": "suppressed", "recipient": None})
    [finding] = play([path_of("every_hop")])
    assert late(played(tmp_path, case)) == late(finding)


@pytest.mark.parametrize("tier", ["media", "public", "other"])
def test_whoever_stands_outside_owes_nothing(tmp_path, tier):
    case = told("every_hop")
    case["actors"]["county"]["tier"] = tier
    assert not [one for one in clocks(played(tmp_path, case)) if one[0] == "county"]
