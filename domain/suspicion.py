"""疑似漏报、谎报、瞒报: what is on record about one incident, reasoned into suspicions for people to judge. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from domain.breach import BreachKind, BreachSuspected, Ground, breach_id
from domain.conduct import Conduct
from domain.left_out import left_out
from domain.network import Network
from domain.silence import (
    CAME_FORWARD_WITHIN,
    GRACE,
    Obligor,
    found_out,
    held_back,
    known_above,
    obligors,
)
from domain.situation import Situation
from domain.thresholds import Levels
from domain.times import WorldTime
from domain.understated import understated
from domain.untruth import untruths
from domain.words import UnitKind

NO_LEVELS = Levels()
BY_CONDUCT = {
    Conduct.WITHHELD: Ground.DECIDED_NOT_TO_REPORT,
    Conduct.EVIDENCE_ALTERED: Ground.EVIDENCE_ALTERED,
    Conduct.OBSTRUCTED: Ground.OBSTRUCTED,
}


def suspicions(
    situation: Situation, network: Network, as_of: datetime, levels: Levels = NO_LEVELS
) -> tuple[BreachSuspected, ...]:
    """All that is to be suspected of the incident as of a moment: one of a unit and a kind."""
    if not situation.incident.is_real_life:
        return ()
    silences = _silences(situation, network, as_of)
    untrue = (*untruths(situation, network), *understated(situation, network, levels, as_of))
    found = (*silences, *left_out(situation, network), *untrue)
    return tuple(_together(found))


def next_review(situation: Situation, network: Network, as_of: datetime) -> datetime | None:
    """When the grace of a clock that has run out will be over; None: of none, or it is over."""
    ends = (_grace_over(one) for one in obligors(situation, network) if not one.words)
    return min((end for end in ends if end > as_of), default=None)


def _silences(situation: Situation, network: Network, as_of: datetime) -> Iterator[BreachSuspected]:
    """Concealed excludes omitted: neglect is what is left where nobody hid anything."""
    for obligor in obligors(situation, network):
        hidden = _concealment(situation, obligor, network, as_of)
        if hidden:
            yield _silent(situation, obligor, BreachKind.CONCEALED, hidden)
        elif _neglected(situation, obligor, network, as_of):
            yield _silent(situation, obligor, BreachKind.OMITTED, [Ground.NEVER_REPORTED])


def _concealment(
    situation: Situation, obligor: Obligor, network: Network, as_of: datetime
) -> list[Ground]:
    if as_of <= obligor.duty.overdue_after:
        return []
    found = found_out(situation, obligor, network)
    grounds = [
        BY_CONDUCT[one.conduct]
        for one in held_back(situation, obligor.unit, network)
        if found or _never_owned_up(obligor, one.at)
    ]
    if found and obligor.unit.kind is UnitKind.ENTERPRISE:
        grounds.append(Ground.FOUND_OUT_BY_OTHERS)
    return grounds


def _neglected(situation: Situation, obligor: Obligor, network: Network, as_of: datetime) -> bool:
    silent = not obligor.words and as_of >= _grace_over(obligor)
    return silent and known_above(situation, obligor, network)


def _never_owned_up(obligor: Obligor, conduct_at: WorldTime) -> bool:
    """Its first word after what it did is missing, untrue or a day late."""
    after = (one for one in obligor.words if one.at.latest >= conduct_at.earliest)
    word = next(after, None)
    if word is None:
        return not obligor.words
    return word.untrue or word.at.earliest > obligor.duty.overdue_after + CAME_FORWARD_WITHIN


def _silent(
    situation: Situation, obligor: Obligor, kind: BreachKind, grounds: list[Ground]
) -> BreachSuspected:
    duty = obligor.duty
    return BreachSuspected(
        incident=situation.incident.id,
        obligor=obligor.unit.id,
        recipient=duty.clock.terms.recipient,
        kind=kind,
        grounds=tuple(grounds),
        deadline=duty.deadline,
        rule=duty.clock.terms.rule,
        evidence=(duty.deadline, *(one.id for one in obligor.words)),
        on_assumption=obligor.on_assumption,
    )


def _together(found: tuple[BreachSuspected, ...]) -> Iterator[BreachSuspected]:
    """Of one unit and kind one suspicion, with every ground."""
    charges: dict[UUID, BreachSuspected] = {}
    for one in found:
        id = breach_id(one)
        other = charges.get(id)
        grounds = (*other.grounds, *one.grounds) if other else one.grounds
        evidence = (*other.evidence, *one.evidence) if other else one.evidence
        charges[id] = replace(
            other or one,
            grounds=tuple(dict.fromkeys(grounds)),
            evidence=tuple(dict.fromkeys(evidence)),
        )
    yield from charges.values()


def _grace_over(obligor: Obligor) -> datetime:
    return obligor.duty.overdue_after + GRACE
