"""Every promised figure is there with its goal, and one that cannot be measured costs no other."""

from __future__ import annotations

import pytest

from api.bench import report
from api.bench.figures import GOALS, Figure, Goal, against_floor, percentile, spread

PROMISED = {
    "append_over_floor_us",
    "append_ratio_8",
    "append_ratio_32",
    "rebuild_ratio",
    "fanout_p99_ratio",
    "clock_late_p99_ms",
    "clock_storm_per_s",
    "growth_ratio",
    "peak_memory_mb",
    "replay_fold_ms",
    "replay_page_ms",
    "coverage_page_ms",
    "propose_ms",
}
PARTS = ("_appends", "_histories", "_clocks", "_fanout", "_plans")


@pytest.fixture(scope="module")
def figures():
    told = []
    found = report.measure(told.append, scale=0.01)
    return found | {"told": told}


def test_a_small_run_measures_every_row(figures):
    assert figures["rows"].keys() == GOALS.keys() >= PROMISED
    for name, row in figures["rows"].items():
        assert "error" not in row, (name, row["error"])
        assert row["value"] > 0 or name == "append_over_floor_us"  # a difference of two
        assert row["met"] == GOALS[name].met_by(row["value"])
        assert (row["goal"], row["unit"]) == (GOALS[name].text, GOALS[name].unit)


def test_it_says_what_it_is_measuring(figures):
    assert set(", ".join(figures["told"]).split(", ")) == GOALS.keys()


def test_a_ratio_keeps_the_medians_it_came_from(figures):
    row = figures["rows"]["append_over_floor_us"]
    assert row["value"] == pytest.approx(row["ours"] - row["floor"])
    row = figures["rows"]["fanout_p99_ratio"]
    assert row["value"] == pytest.approx(row["ours"] / row["floor"])


def test_a_row_that_fails_keeps_its_error_and_the_others_go_on(monkeypatch):
    def fails(*_):
        raise OSError("no room on the disk")

    monkeypatch.setattr(report, "measure_appends", fails)
    for part in PARTS[1:]:
        monkeypatch.setattr(report, part, lambda sheet, *_: None)
    monkeypatch.setattr(report, "_clocks", lambda sheet, *_: sheet.fill("growth_ratio", by=met))
    rows = report.measure(lambda _: None, scale=0.01)["rows"]
    assert rows["append_ratio_8"]["error"] == "OSError('no room on the disk')"
    assert (rows["append_ratio_8"]["value"], rows["append_ratio_8"]["met"]) == (None, False)
    assert rows["growth_ratio"]["met"]
    assert "error" in rows["rebuild_ratio"], "what was not measured must not look measured"


def met():
    return Figure(1.0, 1.0)


def test_a_part_that_cannot_even_be_prepared_loses_its_own_rows_alone(monkeypatch):
    def fails(*_):
        raise OSError("no room on the disk")

    for part in PARTS:
        monkeypatch.setattr(report, part, fails)
    rows = report.measure(lambda _: None, scale=0.01)["rows"]
    assert rows.keys() == GOALS.keys()
    assert all("error" in row for row in rows.values())


def test_as_a_table_a_row_is_its_name_value_unit_goal_and_whether_it_is_met():
    row = {"value": 12_345.6, "met": True}
    missing = {"value": None, "met": False}
    table = report.rows({"rows": {"verify_events_per_s": row, "growth_ratio": missing}})
    assert table == [
        ("verify_events_per_s", "12,346", "1/s", "≥ 100000", True),
        ("growth_ratio", "—", "×", "≤ 1.2", False),
    ]


def test_a_goal_is_met_at_its_bound():
    most, least = Goal("ms", 50, at_most=True), Goal("1/s", 50, at_most=False)
    assert [most.met_by(value) for value in (49, 50, 51)] == [True, True, False]
    assert [least.met_by(value) for value in (49, 50, 51)] == [False, True, True]


def test_medians_outlive_one_bad_round():
    figure = against_floor([10, 11, 500, 9, 10], [5, 5, 5, 400, 4], lambda a, b: a / b)
    assert (figure.value, figure.ours, figure.floor) == (2, 10, 5)
    assert figure.spread == 49
    assert spread([0, 0]) == 0


def test_the_ninety_ninth_percentile_leaves_out_one_in_a_hundred():
    assert percentile([*range(199), 10_000], 0.99) == 198
