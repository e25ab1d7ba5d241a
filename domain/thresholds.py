"""分级标准: from figures the level they reach and the condition that was met. Proposals; people decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from domain.facts import Fact, Figure
from domain.kernel import Value
from domain.rule import Citation, Confidence
from domain.times import WorldTime, order
from domain.words import IncidentClass, Level

GRAVEST_FIRST = (Level.I, Level.II, Level.III, Level.IV)


class Measure(StrEnum):
    """What a threshold counts."""

    DEAD = "dead"
    DEAD_OR_MISSING = "dead_or_missing"  # 死亡(含失踪)
    TRAPPED_OR_MISSING = "trapped_or_missing"  # 被困或者下落不明
    SERIOUS_INJURED = "serious_injured"
    POISONED_OR_SERIOUS = "poisoned_or_serious"  # 中毒或者重伤
    INJURED = "injured"
    PATIENTS = "patients"
    EVACUATED = "evacuated"
    LOSS_YUAN = "loss_yuan"


COUNTED: dict[Measure, tuple[Figure, ...]] = {
    Measure.DEAD: (Figure.DEAD,),
    Measure.DEAD_OR_MISSING: (Figure.DEAD, Figure.MISSING),
    Measure.TRAPPED_OR_MISSING: (Figure.TRAPPED, Figure.MISSING),
    Measure.SERIOUS_INJURED: (Figure.SERIOUS_INJURED,),
    Measure.POISONED_OR_SERIOUS: (Figure.PATIENTS, Figure.SERIOUS_INJURED),
    Measure.INJURED: (Figure.INJURED,),
    Measure.PATIENTS: (Figure.PATIENTS,),
    Measure.EVACUATED: (Figure.EVACUATED,),
    Measure.LOSS_YUAN: (Figure.LOSS_YUAN,),
}
Figures = Mapping[Figure, int]
Condition = dict[Measure, int]  # every measure at least so many


class ThresholdSet(Value):
    """The levels of one kind of incident. A level that its source leaves to others is not named."""

    id: str
    name: str
    classes: tuple[IncidentClass, ...]
    citation: Citation
    confidence: Confidence
    levels: dict[Level, tuple[Condition, ...]]
    subtypes: tuple[str, ...] = ()  # empty: any
    except_subtypes: tuple[str, ...] = ()
    note: str = ""


class NearMiss(Value):
    """较大涉险: no level, and reported all the same."""

    any_of: tuple[Condition, ...]
    citation: Citation
    confidence: Confidence
    note: str = ""


class Levels(Value):
    """All thresholds of a rule book."""

    thresholds: tuple[ThresholdSet, ...] = ()
    near_miss: NearMiss | None = None


class Reached(NamedTuple):
    """The gravest level that the figures reach, by one condition of one source."""

    level: Level
    condition: Condition
    standard: ThresholdSet


def level_of(
    levels: Levels, figures: Figures, klass: IncidentClass, subtype: str
) -> Reached | None:
    """None: no standard speaks of such an incident, or no figure reaches it. Nothing stated is nothing reached."""
    standards = [one for one in levels.thresholds if _speaks_of(one, klass, subtype)]
    for level in GRAVEST_FIRST:
        for standard in standards:
            met = _met(standard.levels.get(level, ()), figures)
            if met is not None:
                return Reached(level, met, standard)
    return None


def reached_at(
    levels: Levels, facts: Iterable[Fact], klass: IncidentClass, subtype: str, level: Level
) -> WorldTime | None:
    """Since when, by the facts as known now, the figures have reached this level or a graver one."""
    stated: dict[Figure, int] = {}
    for fact in sorted(facts, key=lambda one: order(one.as_of)):
        stated[fact.figure] = fact.value
        found = level_of(levels, stated, klass, subtype)
        if found and not graver(level, found.level):
            return fact.as_of
    return None


def near_miss(levels: Levels, figures: Figures) -> Condition | None:
    """The condition of 较大涉险 that the figures meet."""
    return _met(levels.near_miss.any_of, figures) if levels.near_miss else None


def near_miss_at(levels: Levels, facts: Iterable[Fact]) -> WorldTime | None:
    """Since when, by the facts as known now, it has been one."""
    stated: dict[Figure, int] = {}
    for fact in sorted(facts, key=lambda one: order(one.as_of)):
        stated[fact.figure] = fact.value
        if near_miss(levels, stated):
            return fact.as_of
    return None


def speak_of(levels: Levels, klass: IncidentClass, subtype: str) -> bool:
    """Whether any standard gives figures for such an incident."""
    return any(_speaks_of(one, klass, subtype) for one in levels.thresholds)


def graver(one: Level, other: Level) -> bool:
    """Whether the first is graver. An unknown level is graver than none."""
    rank = {level: number for number, level in enumerate((*GRAVEST_FIRST, Level.UNKNOWN))}
    return rank[one] < rank[other]


def count(measure: Measure, figures: Figures) -> int | None:
    """None: nothing of it was stated."""
    stated = [figures[one] for one in COUNTED[measure] if one in figures]
    return sum(stated) if stated else None


def _speaks_of(standard: ThresholdSet, klass: IncidentClass, subtype: str) -> bool:
    named = not standard.subtypes or subtype in standard.subtypes
    return klass in standard.classes and named and subtype not in standard.except_subtypes


def _met(conditions: Iterable[Condition], figures: Figures) -> Condition | None:
    return next((one for one in conditions if _holds(one, figures)), None)


def _holds(condition: Condition, figures: Figures) -> bool:
    counts = ((count(measure, figures), least) for measure, least in condition.items())
    return all(stated is not None and stated >= least for stated, least in counts)
