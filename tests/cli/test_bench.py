"""The figures of this machine, for people beside their goals, for programs as they are."""

import json

import pytest

from api.bench.figures import GOALS, Figure
from api.bench.report import _row, _unmeasured


@pytest.fixture
def figures(monkeypatch):
    """As a measurement answers; the measuring itself is proved where it is done."""
    rows = {name: _row(name, Figure(goal.bound, goal.bound)) for name, goal in GOALS.items()}
    rows["growth_ratio"] = _unmeasured("growth_ratio", RuntimeError("no room"))
    found = {"scale": 0.01, "took_seconds": 1.0, "rows": rows}

    def measure(progress, *, scale):
        progress("append_ratio_8")
        return found | {"scale": scale}

    monkeypatch.setattr("api.cli.bench.measure", measure)
    return found


def test_for_programs_they_are_json_and_progress_goes_elsewhere(figures, shoubao):
    said = shoubao("bench", "--json", "--scale", "0.01")
    assert said.code == 0
    assert json.loads(said.out) == figures
    assert "append_ratio_8" in said.err


def test_for_people_every_figure_stands_beside_its_goal(figures, shoubao):
    lines = shoubao("bench").out.splitlines()
    for name, goal in GOALS.items():
        [line] = [line for line in lines if f" {name} " in line]
        assert goal.text in line
        assert ("✗" if name == "growth_ratio" else "✓") in line
