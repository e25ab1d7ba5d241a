"""What a played case makes the desk suspect, with everything its file tells and without what it says of the conduct."""

from __future__ import annotations

import msgspec
import pytest

from api.cases.blind import blind
from api.cases.findings import findings
from api.cases.replay import play_case
from api.cases.shapes import Case
from tests.support.cases import played, row, suspected, told

AT = "2026-03-02T{}:00+08:00"
NEXT_DAY = "2026-03-03T{}:00+08:00"


def read_blind(case):
    """As played without the rows that tell the conduct."""
    return suspected(findings(play_case(blind(msgspec.convert(case, Case)))))


def hidden():
    """The mine hides it from eight o'clock, and the county's bureau finds out in the evening."""
    case = row(told("every_hop"), 3, kind="suppressed", recipient=None, stage=None, channel=None)
    return row(
        case, 4, kind="discovered", actor="county_emb", recipient=None, at=AT.format("20:00")
    )


def test_the_mine_that_hid_it_is_suspected_on_both_grounds(tmp_path):
    grounds = ["decided_not_to_report", "found_out_by_others"]
    assert suspected(played(tmp_path, hidden()))[("mine", "concealed")] == grounds


def test_without_what_the_file_says_of_the_conduct_being_found_out_is_left():
    assert read_blind(hidden())[("mine", "concealed")] == ["found_out_by_others"]


def test_an_untrue_report_is_false_and_read_blind_a_report(tmp_path):
    case = told("false_and_found_out")
    assert "told_untrue" in suspected(played(tmp_path, case))[("mine", "false")]
    assert "told_untrue" not in read_blind(case).get(("mine", "false"), [])


def test_forged_evidence_is_conduct_and_no_report(tmp_path):
    case = row(told("false_and_found_out"), 4, recipient=None, stage=None)
    assert "evidence_altered" in suspected(played(tmp_path, case))[("mine", "concealed")]


def test_whoever_publishes_it_has_told_those_whom_it_owed_a_report(tmp_path):
    case = row(told("every_hop"), 3, kind="published", recipient=None, at=NEXT_DAY.format("08:00"))
    finding = played(tmp_path, case)
    [mine] = [one for one in finding["breaches"] if one["obligor"] == "mine"]
    assert (mine["kind"], mine["minutes_late"]) == ("late", 23 * 60)


def test_what_it_caused_is_held_against_the_mines_own_figures_alone(tmp_path):
    case = told("every_hop")
    case["timeline"][0]["facts"] = {"dead": 9}
    case["timeline"][2]["facts"] = {"dead": 2}
    case["timeline"][3]["facts"] = {"dead": 2}
    assert suspected(played(tmp_path, case)) == {("mine", "false"): ["below_truth"]}


@pytest.mark.parametrize("grown", [{"dead": 2}, {"dead": 9, "missing": 0}])
def test_whoever_told_as_much_as_was_so_is_suspected_of_nothing(tmp_path, grown):
    case = told("every_hop")
    case["timeline"][0]["facts"] = {"dead": 2}
    case["timeline"][2]["facts"] = grown
    assert suspected(played(tmp_path, case)) == {}


def test_a_suspicion_names_its_rows_its_rule_and_what_is_assumed(tmp_path):
    [mine] = [one for one in played(tmp_path, hidden())["breaches"] if one["obligor"] == "mine"]
    assert list(mine) == ["obligor", "recipient", "kind", "grounds", "rule", "evidence"]
    assert (mine["recipient"], mine["rule"]) == ("county_emb", "C02")
    assert "the knowing time is an assumption" in mine["evidence"]


def test_an_untrue_report_to_nobody_knows_whom_went_to_the_authority_over_it(tmp_path):
    case = row(told("false_and_found_out"), 4, recipient=None, stage="first")
    assert "told_untrue" in suspected(played(tmp_path, case))[("mine", "false")]


def test_whoever_hid_it_owed_it_to_somebody_whatever_the_file_calls_it(tmp_path):
    case = hidden()
    case["actors"]["mine"]["tier"] = "other"
    assert ("mine", "concealed") in suspected(played(tmp_path, case))


def test_a_government_that_the_file_does_not_name_is_charged_with_nothing(tmp_path):
    """It was told by somebody of whom the file does not say whom they told, and told nobody itself."""
    case = row(told("every_hop"), 4, recipient=None, at=AT.format("10:30"))
    case["actors"].pop("county")
    case["timeline"] = [
        one for one in case["timeline"] if "county" not in (one["actor"], one["recipient"])
    ]
    finding = played(tmp_path, case)
    assert {one["obligor"] for one in finding["breaches"]} <= case["actors"].keys()
