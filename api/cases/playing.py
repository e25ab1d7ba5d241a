"""Real accidents played through the real desk: which clocks ran between whom, and which report was late."""

from __future__ import annotations

from pathlib import Path

from api.cases.findings import Json, findings
from api.cases.reader import read_cases
from api.cases.replay import play_case


def play(paths: list[Path]) -> list[Json]:
    """One finding a file, in order. Raises CaseRefused before anything is played."""
    return [findings(play_case(case)) for case in read_cases(paths)]
