"""What tells the verdict is never read: with any other title, quote, note, level or finding, the same comes out."""

from __future__ import annotations

import pytest

from tests.support.cases import CASES, late, played, told

NAMES = sorted(file.stem for file in CASES.glob("*.yaml"))
VERDICT = "经查，该矿瞒报、县政府迟报超过十小时"
FINDING = {"obligor": "mine", "recipient": "city", "breaches": ["late"], "delay_over_minutes": 600}


def with_verdicts(case):
    """The same accident, in a file that shouts at the reader."""
    case |= {
        "title": VERDICT,
        "level": "extraordinary",
        "expected": [FINDING],
        "date": "1999-01-01",
    }
    case |= {"place": VERDICT, "replayable": False, "why_not": VERDICT, "sources": [VERDICT]}
    for row in case["timeline"]:
        row["quote"] = VERDICT
        row["facts"] = {**row["facts"], "note": VERDICT}
    return case


def without_verdicts(case):
    for silent in ("title", "level", "expected", "date", "place", "replayable", "why_not"):
        del case[silent]
    for row in case["timeline"]:
        del row["quote"]
    return case


@pytest.mark.parametrize("change", [with_verdicts, without_verdicts])
@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_played_on_what_happened_alone(tmp_path, name, change):
    assert played(tmp_path, change(told(name))) == played(tmp_path, told(name))


def test_what_the_accident_turned_out_to_be_starts_no_clock_and_makes_no_report_late(tmp_path):
    case = told("every_hop")
    case["timeline"][0]["facts"] = {"dead": 120}
    graver, as_told = played(tmp_path, case), played(tmp_path, told("every_hop"))
    assert graver["clocks"] == as_told["clocks"]
    assert late(graver) == late(as_told)
