"""An accident's timeline, played through the desk, shows which report on which hop was late by how much."""

from __future__ import annotations

import msgspec
import pytest

from api.cases.playing import play
from api.cases.replay import play_case
from api.cases.shapes import Case
from domain.report import ReportMade
from domain.words import Channel, Stage
from tests.support.cases import clocks, late, path_of, played, row, told

AT = "2026-03-02T{}:00+08:00"


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
    assert late(finding) == set()
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


def test_where_the_place_gives_no_more_time_whoever_learned_after_it_still_owes_a_report(tmp_path):
    case = row(row(told("own_rule"), 2, at=AT.format("10:40")), 4, at=AT.format("13:00"))
    assert ("county", "city", 20, "B01") in late(played(tmp_path, case))


def test_the_occurrence_is_the_evidence_of_a_rule_that_counts_from_it(tmp_path):
    county, _ = played(tmp_path, row(told("own_rule"), 2, at=AT.format("10:00")))["breaches"]
    assert county["evidence"][:-1] == ["timeline row 1: occurred", "timeline row 4: reported"]


def test_an_untrue_report_is_a_report_and_destroyed_evidence_is_none(tmp_path):
    case = told("false_and_found_out")
    assert late(played(tmp_path, case)) == {("county", "city", 79, "C03")}
    nobody_told = row(case, 4, recipient=None, stage=None)
    mine = [one for one in played(tmp_path, nobody_told)["clocks"] if one["rule"] == "C02"]
    assert [one["met"] for one in mine] == [None]


def test_whoever_found_out_owes_a_report_from_then_on(tmp_path):
    case = row(told("agreed_time"), 4, at=AT.format("17:00"))
    assert late(played(tmp_path, case)) == {("county", "city", 60, "LOCAL-GOVERNMENT")}


@pytest.mark.parametrize("acts", [{"kind": "reported"}, {"kind": "suppressed", "recipient": None}])
def test_whoever_acts_and_is_never_said_to_learn_of_it_knew_when_it_happened(tmp_path, acts):
    case = row(row(told("every_hop"), 4, kind="published", recipient=None), 5, **acts)
    [clock] = [
        one for one in played(tmp_path, case)["clocks"] if one["reporting_entity"] == "county"
    ]
    assert (clock["recipient"], clock["start"]) == ("city", AT.format("08:00"))


def test_the_site_that_is_never_said_to_learn_of_it_knew_when_it_happened(tmp_path):
    case = row(told("every_hop"), 2, kind="escalated")
    mine, _ = played(tmp_path, case)["breaches"]
    assert mine["minutes_late"] == 65
    assert mine["evidence"][0] == "timeline row 1: occurred"
    assert "the start is an assumption" in mine["evidence"]


def test_whoever_was_told_is_not_deemed_to_have_known_before(tmp_path):
    case = row(told("every_hop"), 4, at=AT.format("11:00"))
    [clock] = [
        one for one in played(tmp_path, case)["clocks"] if one["reporting_entity"] == "county"
    ]
    assert clock["start"] == AT.format("11:00")


def test_a_final_report_answers_a_first_one_and_nothing_was_made_before_it_could_be(tmp_path):
    case = row(told("every_hop"), 3, at="2026-03-02", precision="day", stage="final")
    [clock] = [one for one in played(tmp_path, case)["clocks"] if one["rule"] == "C02"]
    assert clock["met"] == clock["start"] == AT.format("08:00")


def test_the_desk_keeps_each_report_as_it_was_told_and_no_folder_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    case = row(told("false_and_found_out"), 8, stage="follow_up", channel="phone")
    file = play_case(msgspec.convert(case, Case)).file
    made = [one.event for one in file.history if isinstance(one.event, ReportMade)]
    assert [one.hop.stage for one in made] == [Stage.FIRST, Stage.FOLLOW_UP]
    assert [one.channel for one in made] == [Channel.OTHER, Channel.PHONE]
    assert [one.untrue for one in made] == [True, False]
    assert [[one.value for one in report.facts] for report in made] == [[1], [1]]
    assert list(tmp_path.iterdir()) == []


def test_rows_stand_where_the_file_has_them_whatever_their_times(tmp_path):
    case = told("every_hop")
    hidden = {**case["timeline"][5], "at": "2026-03-02", "precision": "day"}
    case["timeline"].insert(3, hidden | {"kind": "suppressed", "recipient": None})
    mine, city = played(tmp_path, case)["breaches"]
    assert mine["evidence"][:2] == ["timeline row 2: learned", "timeline row 3: reported"]
    assert city["evidence"][:2] == ["timeline row 6: reported", "timeline row 7: reported"]
