"""定级建议: which level the figures reach, for people to decide; what the law asks where it is not clear."""

from __future__ import annotations

from typing import NamedTuple

from domain.incident import Incident
from domain.thresholds import GRAVEST_FIRST, Condition, Levels, Reached, graver, level_of, near_miss
from domain.words import Level


class LevelProposal(NamedTuple):
    """`unclear`: the level to report by while nobody has decided (17号令 第四条: 等级不清的，按高一级)."""

    reached: Reached
    unclear: Level | None
    understated: bool  # a milder level has been decided: 轻报


def propose_level(incident: Incident, levels: Levels) -> LevelProposal | None:
    """None where the figures reach nothing, or what is decided is as grave as they are."""
    figures = {figure: fact.value for figure, fact in incident.figures.items()}
    reached = level_of(levels, figures, incident.klass, incident.subtype)
    if reached is None or not graver(reached.level, incident.level):
        return None
    decided = incident.level is not Level.UNKNOWN
    return LevelProposal(reached, None if decided else _next_up(reached.level), decided)


def near_miss_of(incident: Incident, levels: Levels) -> Condition | None:
    """The condition of 较大涉险 that it meets; of one that has reached a level by its dead, none is needed."""
    figures = {figure: fact.value for figure, fact in incident.figures.items()}
    return near_miss(levels, figures)


def _next_up(level: Level) -> Level:
    return GRAVEST_FIRST[max(0, GRAVEST_FIRST.index(level) - 1)]
