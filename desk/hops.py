"""One unit tells another: the report, and that the recipient knows from that moment."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.opening import learn
from domain import incident as incidents
from domain import report as reports
from domain import unit as units
from domain.actors import Sealed
from domain.facts import Fact
from domain.incident import Means
from domain.incident_commands import link_report
from domain.kernel import Value
from domain.report import Hop, ReportMade
from domain.report_commands import make
from domain.times import WorldTime
from domain.unit import UnitGone
from domain.words import Channel, Stage


class ReportByWord(Value):
    """A report made by phone, in person or on a paper from below: no draft, level or signature."""

    incident: UUID
    entity: UUID
    recipient: UUID
    made: WorldTime
    stage: Stage = Stage.FIRST
    channel: Channel = Channel.PHONE
    words: str = ""
    facts: tuple[Fact, ...] = ()
    counterpart: str = ""  # name and number of the one who took it
    untrue: bool = False


def tell(draft: Draft, telling: ReportByWord) -> UUID:
    """A report that needs no draft. Whoever tells knew at the latest by then; whoever is told knows now."""
    entity, recipient, stage = telling.entity, telling.recipient, telling.stage
    id = draft.new_id("report", entity, recipient, stage)
    hop = next_hop(draft, telling.incident, entity, recipient, stage)
    draft.record(id, make(draft.load(id, reports.evolve), _told(draft, telling, hop)))
    arrived(draft, id, hop, telling.made)
    return id


def _told(draft: Draft, telling: ReportByWord, hop: Hop) -> ReportMade:
    return ReportMade(
        hop=hop,
        channel=telling.channel,
        made=telling.made,
        words=telling.words,
        facts=telling.facts,
        counterpart=_counterpart(draft, telling.counterpart),
        untrue=telling.untrue,
    )


def _counterpart(draft: Draft, counterpart: str) -> Sealed | None:
    word = counterpart.strip()
    return draft.seal(draft.new_id("counterpart"), "counterpart", word) if word else None


def arrived(draft: Draft, report: UUID, hop: Hop, at: WorldTime) -> None:
    """A report that has left: linked to its incident, both ends know."""
    id = surviving(draft, hop.incident)
    incident, entity = draft.require(id, incidents.evolve), hop.reporting_entity
    draft.record(id, link_report(incident, report=report))
    if not any(known.unit == entity for known in incident.knowledge):
        learn(draft, id, entity, at, Means.UNSTATED)
    learn(draft, id, hop.recipient, at, Means.REPORT, told_by=entity, report=report)


def surviving(draft: Draft, incident: UUID) -> UUID:
    """The incident itself, or the one that it goes on as since the two were merged."""
    while survivor := draft.require(incident, incidents.evolve).survivor:
        incident = survivor
    return incident


def require_units(draft: Draft, *named: UUID) -> None:
    """Raises Unknown for an id that was never a unit's, UnitGone for one that is closed."""
    for id in (one for one in named if one not in draft.register.network):
        draft.require(id, units.evolve)
        raise UnitGone(id)


def next_hop(draft: Draft, incident: UUID, entity: UUID, recipient: UUID, stage: Stage) -> Hop:
    """Follow-ups are numbered per hop: 续报一, 续报二 …  Raises Unknown, UnitGone."""
    require_units(draft, entity, recipient)
    state = draft.require(incident, incidents.evolve)
    hops = [draft.require(id, reports.evolve).hop for id in state.reports]
    ends = (entity, recipient, stage)
    same = [one for one in hops if (one.reporting_entity, one.recipient, one.stage) == ends]
    return Hop(
        incident=incident,
        reporting_entity=entity,
        recipient=recipient,
        stage=stage,
        number=1 + len(same),
    )
