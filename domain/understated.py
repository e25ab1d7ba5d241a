"""轻报: a level that stays below the figures the unit itself has reported. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from domain.breach import BreachKind, BreachSuspected, Ground
from domain.network import Network
from domain.silence import GRACE, words_up
from domain.situation import MadeReport, Situation
from domain.thresholds import Levels, graver, reached_at
from domain.words import Level


def understated(
    situation: Situation, network: Network, levels: Levels, as_of: datetime
) -> Iterator[BreachSuspected]:
    """Of the office, whose people decide the level; after a day in which nobody raised it."""
    incident, office = situation.incident, situation.office
    entry = network.get(office) if office else None
    if entry is None or incident.level is Level.UNKNOWN:
        return
    words = words_up(situation, entry, network)
    graver_ones = (one for one in Level if graver(one, incident.level))
    if any(_reached(situation, words, levels, one, as_of) for one in graver_ones):
        yield _charge(situation, entry.id, words)


def _reached(
    situation: Situation,
    words: tuple[MadeReport, ...],
    levels: Levels,
    level: Level,
    as_of: datetime,
) -> bool:
    """Whether what it said upward had reached the level a day ago."""
    incident, ids = situation.incident, {one.id for one in words}
    taken = [fact for fact in incident.facts if fact.source in ids]
    claims = (*taken, *(fact for one in words for fact in one.facts))
    since = reached_at(levels, claims, incident.klass, incident.subtype, level)
    return since is not None and since.latest + GRACE <= as_of


def _charge(situation: Situation, unit: UUID, words: tuple[MadeReport, ...]) -> BreachSuspected:
    return BreachSuspected(
        incident=situation.incident.id,
        obligor=unit,
        recipient=words[-1].recipient,
        kind=BreachKind.FALSE,
        grounds=(Ground.LEVEL_UNDERSTATED,),
        deadline=None,
        rule="",
        evidence=tuple(one.id for one in words),
        on_assumption=False,
    )
