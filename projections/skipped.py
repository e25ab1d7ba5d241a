"""越级: whose head a report went over, and has had no copy since (鲁政办字〔2019〕50号: 必须及时补报)."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from domain.network import Network, UnitEntry
from domain.times import WorldTime, order
from domain.words import UnitKind
from projections.history_lines import Name
from projections.incident_file import IncidentFile


class Skipped(NamedTuple):
    """`since`: when the report went over its head. No source gives a number: it is owed, and never late."""

    who: str
    whom: str
    over: str
    since: WorldTime


def skipped(file: IncidentFile, network: Network, name: Name) -> tuple[Skipped, ...]:
    """Of each unit every level between it and whomever it told that it has not told itself."""
    told: dict[tuple[UUID, UUID], WorldTime] = {}
    made = [(one.made, one.hop) for one in file.reports.values() if one.made]
    for at, hop in sorted(made, key=lambda one: order(one[0])):
        told.setdefault((hop.reporting_entity, hop.recipient), at)
    found = [
        Skipped(name(who), name(whom), name(level.id), at)
        for (who, whom), at in told.items()
        for level in _between(network, who, whom)
        if (who, level.id) not in told
    ]
    return tuple(dict.fromkeys(found))


def _between(network: Network, who: UUID, whom: UUID) -> list[UnitEntry]:
    """The governments over the unit that stand below the one it told; none if that is no ladder of its own."""
    ladder = [one for one in network.ancestors(who) if one.kind is UnitKind.GOVERNMENT]
    own = network.own_government(who)
    above = [one for one in ladder if own is None or one.id != own.id]
    ids = [one.id for one in above]
    return above[: ids.index(whom)] if whom in ids else []
