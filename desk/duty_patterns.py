"""排班模式: those that are shipped, and how many people each of them asks for."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from domain.duty_pattern import DutyPattern, people_needed
from domain.duty_pattern_file import parse_patterns
from domain.shift import DutyPost


class PatternChoice(NamedTuple):
    """One pattern as somebody chooses it. `needs`: of each post how many people at the least."""

    pattern: DutyPattern
    needs: dict[DutyPost, int]


@cache
def shipped_patterns() -> dict[str, PatternChoice]:
    """By their ids, in the order of the files."""
    folder = resources.files("domain").joinpath("duty_patterns")
    files = sorted(folder.iterdir(), key=lambda one: one.name)
    texts = ((file.name, file.read_text(encoding="utf-8")) for file in files)
    found = [one for name, text in texts for one in parse_patterns(text, name)]
    return {one.id: PatternChoice(one, people_needed(one)) for one in found}
