"""不实: what a unit told that was not so, and victims that it left out and others found. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from domain.breach import BreachKind, BreachSuspected, Ground
from domain.claims import Toll, claimed, established, known_before, toll
from domain.conduct import Conduct
from domain.incident import KnowledgeRecorded, Means
from domain.network import Network, UnitEntry
from domain.silence import words_up
from domain.situation import MadeReport, Situation
from domain.times import Basis, order
from domain.words import UnitKind


class Lie(NamedTuple):
    """One ground and the report that shows it."""

    ground: Ground
    word: MadeReport


class Teller(NamedTuple):
    """A unit with what it told upward, in the order of the times."""

    unit: UnitEntry
    words: tuple[MadeReport, ...]


def untruths(situation: Situation, network: Network) -> Iterator[BreachSuspected]:
    """No clock is needed for a lie, and none excuses it."""
    for teller in _tellers(situation, network):
        lies = [one for word in teller.words for one in _lies(situation, teller, word, network)]
        if lies := lies or _agreed(situation, teller):
            yield _charge(situation, teller, BreachKind.FALSE, lies)
        if left_out := _victims_left_out(situation, teller, network):
            yield _charge(situation, teller, BreachKind.CONCEALED, left_out)


def _tellers(situation: Situation, network: Network) -> Iterator[Teller]:
    for unit in dict.fromkeys(one.entity for one in situation.reports):
        entry = network.get(unit)
        if entry and entry.kind is not UnitKind.OUTSIDE:
            yield Teller(entry, words_up(situation, entry, network))


def _lies(
    situation: Situation, teller: Teller, word: MadeReport, network: Network
) -> Iterator[Lie]:
    claim = claimed(word, situation.incident)
    if word.untrue:
        yield Lie(Ground.TOLD_UNTRUE, word)
    if word.at.basis is Basis.AGREED:
        yield Lie(Ground.TIME_AGREED, word)
    if claim.hides_dead_of(known_before(situation, teller.unit.id, word)):
        yield Lie(Ground.BELOW_KNOWN, word)
    if teller.unit.kind is UnitKind.ENTERPRISE:
        truth = established(situation, teller.unit.id, word, network)
        if claim.falls_short_of(truth) and not _corrected(situation, teller, word, truth):
            yield Lie(Ground.BELOW_TRUTH, word)


def _corrected(situation: Situation, teller: Teller, word: MadeReport, truth: Toll) -> bool:
    """By a later word of its own that leaves nobody out."""
    later = teller.words[teller.words.index(word) + 1 :]
    claims = (claimed(one, situation.incident) for one in later)
    return any(claim.said and not claim.falls_short_of(truth) for claim in claims)


def _agreed(situation: Situation, teller: Teller) -> list[Lie]:
    """It is on record that the unit settled on the time of what it told first."""
    agreed = any(
        one.unit == teller.unit.id and one.conduct is Conduct.TIME_AGREED
        for one in situation.incident.conduct
    )
    return [Lie(Ground.TIME_AGREED, word) for word in teller.words[:1]] if agreed else []


def _victims_left_out(situation: Situation, teller: Teller, network: Network) -> list[Lie]:
    """Others found more dead or missing than the last figure told, and this unit had given that figure.

    Or it is the unit where it happened, had spoken, and nobody had named any.
    """
    found = (one for one in situation.incident.knowledge if one.means is Means.DISCOVERED)
    lies = (_left_out_of(situation, teller, one) for one in found if one.unit != teller.unit.id)
    return [lie for lie in lies if lie]


def _left_out_of(situation: Situation, teller: Teller, found: KnowledgeRecorded) -> Lie | None:
    gone = toll(one for one in situation.incident.facts if one.source == found.unit).gone
    before = [one for one in situation.reports if order(one.at) < order(found.learned)]
    if not gone:
        return None
    named = [one for one in before if claimed(one, situation.incident).unaccounted is not None]
    if named:
        return _standing_figure(situation, teller, named, gone)
    spoken = [one for one in teller.words if one in before]
    own_site = teller.unit.kind is UnitKind.ENTERPRISE
    return Lie(Ground.VICTIMS_FOUND_OUT, spoken[-1]) if spoken and own_site else None


def _standing_figure(
    situation: Situation, teller: Teller, named: list[MadeReport], gone: int
) -> Lie | None:
    """The last figure before the finding, if this unit gave it of its own and it left victims out."""
    last, incident = named[-1], situation.incident
    figure = claimed(last, incident).unaccounted
    heard = [claimed(one, incident) for one in named if one.recipient == last.entity]
    passed_on = any(one.unaccounted == figure for one in heard)
    own = last in teller.words and not passed_on
    short = own and figure is not None and figure < gone
    return Lie(Ground.VICTIMS_FOUND_OUT, last) if short else None


def _charge(
    situation: Situation, teller: Teller, kind: BreachKind, lies: list[Lie]
) -> BreachSuspected:
    words = tuple(dict.fromkeys(one.word.id for one in lies))
    return BreachSuspected(
        incident=situation.incident.id,
        obligor=teller.unit.id,
        recipient=lies[0].word.recipient,
        kind=kind,
        grounds=tuple(dict.fromkeys(one.ground for one in lies)),
        deadline=None,
        rule="",
        evidence=words,
        on_assumption=False,
    )
