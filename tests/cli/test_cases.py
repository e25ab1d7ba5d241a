"""Real accidents are played from the command line, all of them or none."""

import json

import pytest

from tests.support.cases import path_of


def test_a_case_becomes_its_clocks_and_breaches(shoubao):
    said = shoubao("cases", "replay", path_of("every_hop"), "--json")
    [case] = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert set(case) == {"id", "clocks", "breaches"}
    assert set(case["clocks"][0]) == {
        "reporting_entity",
        "recipient",
        "rule",
        "start",
        "due",
        "met",
    }
    assert {one["kind"] for one in case["breaches"]} == {"late"}


def test_for_people_it_is_a_table_with_every_clock(shoubao):
    path = path_of("every_hop")
    [case] = json.loads(shoubao("cases", "replay", path, "--json").out)
    said = shoubao("cases", "replay", path)
    assert said.code == 0
    for clock in case["clocks"]:
        assert clock["rule"] in said.out
    for breach in case["breaches"]:
        assert f"{breach['minutes_late']}分" in said.out


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["table", "json"])
@pytest.mark.parametrize("wrong", ["damaged", "hostile", "missing", "empty"])
def test_one_wrong_file_stops_all_before_anything_is_played(wrong, as_json, shoubao, tmp_path):
    file = tmp_path / "case.yaml"
    if wrong != "missing":
        hostile = "!!python/object/apply:os.system [id]"
        file.write_text({"damaged": "id: [", "hostile": hostile, "empty": ""}[wrong])
    said = shoubao("cases", "replay", path_of("every_hop"), file, *as_json)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "case.yaml" in said.err


def test_played_from_the_installed_program_it_needs_no_office(shell, tmp_path):
    ended = shell("cases", "replay", path_of("every_hop").absolute(), "--json")
    assert (ended.code, ended.err, len(json.loads(ended.out))) == (0, "", 1)
    assert not list(tmp_path.iterdir())
