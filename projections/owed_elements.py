"""待补要素: what the written reports sent on each hop were to hold and none of them holds."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from domain.elements import Element, owed, special
from domain.times import WorldTime
from domain.words import Channel, Stage
from projections.history_lines import Name
from projections.incident_file import IncidentFile

WRITTEN = (Channel.WRITTEN, Channel.SYSTEM)


class OwedElements(NamedTuple):
    """`since`: when the first report on the hop went without them."""

    who: str
    whom: str
    elements: tuple[Element, ...]
    since: WorldTime


def owed_elements(file: IncidentFile, name: Name) -> tuple[OwedElements, ...]:
    """Words told by phone hold no headings and owe nothing here: the paper after them does."""
    more = special(file.incident.klass, file.incident.subtype)
    hops: dict[tuple[UUID, UUID], list[tuple[WorldTime, Stage, str]]] = {}
    for report in file.reports.values():
        if report.made and report.channel in WRITTEN:
            hop = (report.hop.reporting_entity, report.hop.recipient)
            hops.setdefault(hop, []).append((report.made, report.hop.stage, report.text))
    found = (
        OwedElements(name(who), name(whom), owed([one[1:] for one in sent], more), sent[0][0])
        for (who, whom), sent in hops.items()
    )
    return tuple(one for one in found if one.elements)
