"""Reads a file of thresholds strictly: which line is wrong, and what contradicts what."""

from __future__ import annotations

from itertools import pairwise

from domain.kernel import Value
from domain.rule_text import Page, read_page
from domain.thresholds import GRAVEST_FIRST, Levels, Measure, NearMiss, ThresholdSet
from domain.words import Level


class LevelsFile(Value):
    """What stands in one file of thresholds."""

    title: str
    thresholds: tuple[ThresholdSet, ...]
    near_miss: NearMiss | None = None


def parse_levels(text: str, name: str) -> Levels:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    written = page.read_as(LevelsFile)
    check_thresholds(page, written.thresholds)
    return Levels(thresholds=written.thresholds, near_miss=written.near_miss)


def check_thresholds(page: Page, thresholds: tuple[ThresholdSet, ...]) -> None:
    """Raises RuleError for what the shape of the data cannot say."""
    for number, standard in enumerate(thresholds):
        if any(standard.id == earlier.id for earlier in thresholds[:number]):
            raise page.error(
                f"standard {standard.id} stands here twice", "thresholds", number, "id"
            )
        _check(page, number, standard)


def _check(page: Page, number: int, standard: ThresholdSet) -> None:
    where = ("thresholds", number)
    if not standard.classes:
        raise page.error("classes is empty", *where, "classes")
    if Level.UNKNOWN in standard.levels:
        raise page.error("unknown is no level to reach", *where, "levels", "unknown")
    for level, conditions in standard.levels.items():
        if not conditions or not all(conditions):
            raise page.error(f"{level} has no condition", *where, "levels", level.value)
    for measure in Measure:
        _check_order(page, number, standard, measure)


def _check_order(page: Page, number: int, standard: ThresholdSet, measure: Measure) -> None:
    """A graver level asks for more: otherwise the milder one is never reached, or never left."""
    named = [(level, _alone(standard, level, measure)) for level in GRAVEST_FIRST]
    asked = [(level, least) for level, least in named if least is not None]
    for (_, more), (level, less) in pairwise(asked):
        if less >= more:
            why = f"{level} asks for no less {measure} than the graver level"
            raise page.error(why, "thresholds", number, "levels", level.value)


def _alone(standard: ThresholdSet, level: Level, measure: Measure) -> int | None:
    """What a level asks of one measure by itself."""
    alone = [one[measure] for one in standard.levels.get(level, ()) if set(one) == {measure}]
    return min(alone, default=None)
