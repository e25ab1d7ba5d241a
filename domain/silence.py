"""沉默: who knew, was bound, was overdue and had not spoken; and who found out meanwhile. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.conduct import Conduct, ConductRecorded
from domain.deadline import Deadline, Standing
from domain.incident import KnowledgeRecorded, Means
from domain.network import RANKS, Network, UnitEntry
from domain.rule import Bindingness, Form
from domain.situation import MadeReport, Situation, learned
from domain.times import Basis, WorldTime, order
from domain.words import Stage, UnitKind

GRACE = timedelta(hours=24)  # ours: no source gives one
CAME_FORWARD_WITHIN = timedelta(hours=24)  # ours: a delay, not concealment
SILENT_FOR = timedelta(hours=4)  # ours: found out sooner, whoever then speaks was late
AUTHORITIES = (UnitKind.GOVERNMENT, UnitKind.DEPARTMENT)


class Duty(NamedTuple):
    """The clock of a unit that ran out first for certain."""

    deadline: UUID
    clock: Deadline
    overdue_after: datetime


class Obligor(NamedTuple):
    """One unit that knew and was bound, with what it said upward, in the order of the times."""

    unit: UnitEntry
    known: WorldTime
    duty: Duty
    words: tuple[MadeReport, ...]

    @property
    def first_word(self) -> MadeReport | None:
        return next(iter(self.words), None)

    @property
    def on_assumption(self) -> bool:
        return Basis.INFERRED in (self.known.basis, self.duty.clock.start.basis)

    def spoke_by(self, at: WorldTime) -> bool:
        """Whether it may have spoken before."""
        return any(one.at.earliest <= at.latest for one in self.words)


def obligors(situation: Situation, network: Network) -> Iterator[Obligor]:
    """Each unit that knew and had a binding duty to report first, which had a limit."""
    for unit in dict.fromkeys(one.unit for one in situation.incident.knowledge):
        entry, known = network.get(unit), learned(situation, unit)
        duty = _first_duty(situation, unit)
        if entry and known and duty:
            yield Obligor(entry, known, duty, words_up(situation, entry, network))


def words_up(situation: Situation, unit: UnitEntry, network: Network) -> tuple[MadeReport, ...]:
    """What a unit told those it owes anything: no subordinate, no bystander, no house-mate."""
    own = [one for one in situation.reports if one.entity == unit.id]
    heard = [one for one in own if _counts(network.get(one.recipient), unit)]
    return tuple(sorted(heard, key=lambda one: order(one.at)))


def found_out(situation: Situation, obligor: Obligor, network: Network) -> KnowledgeRecorded | None:
    """Somebody who was not told found out after it was overdue and before it had spoken."""
    silent_until = obligor.duty.overdue_after + (SILENT_FOR if obligor.words else timedelta(0))
    for known in situation.incident.knowledge:
        finder = network.get(known.unit)
        outsider = finder is None or finder.kind is not UnitKind.ENTERPRISE
        too_late = known.learned.earliest > silent_until
        discovered = known.means is Means.DISCOVERED and known.unit != obligor.unit.id
        if discovered and outsider and too_late and not obligor.spoke_by(known.learned):
            return known
    return None


def known_above(situation: Situation, obligor: Obligor, network: Network) -> bool:
    """Whether somebody whom it should have told knows of it from elsewhere."""
    owed_to, unit = obligor.duty.clock.terms.recipient, obligor.unit.id
    return any(
        one.unit == owed_to or network.is_above(one.unit, unit)
        for one in situation.incident.knowledge
        if _from_elsewhere(one, unit, situation.incident.knowledge)
    )


def _from_elsewhere(
    known: KnowledgeRecorded, unit: UUID, knowledge: tuple[KnowledgeRecorded, ...]
) -> bool:
    """However many passed it on, it began with somebody who had it from another source than this unit."""
    tellers: list[UUID | None] = [None, unit]
    while known.means is Means.REPORT:
        if known.told_by in tellers:
            return False
        tellers.append(known.told_by)
        before = next((one for one in knowledge if one.unit == known.told_by), None)
        if before is None:
            return False
        known = before
    return known.means is not Means.UNSTATED and known.unit != unit


def held_back(
    situation: Situation, unit: UnitEntry, network: Network
) -> tuple[ConductRecorded, ...]:
    """What it did to keep it from those it owed. Silence towards the public is another matter."""
    return tuple(
        one
        for one in situation.incident.conduct
        if one.unit == unit.id
        and one.conduct is not Conduct.TIME_AGREED
        and _owed(one.kept_from, network)
    )


def _owed(kept_from: UUID | None, network: Network) -> bool:
    whom = network.get(kept_from) if kept_from else None
    return whom is None or whom.kind is not UnitKind.OUTSIDE


def _counts(recipient: UnitEntry | None, unit: UnitEntry) -> bool:
    if recipient is None or recipient.kind not in AUTHORITIES:
        return False
    if unit.kind is UnitKind.ENTERPRISE:
        return True
    higher = RANKS[recipient.tier] - RANKS[unit.tier]
    return higher > 0 or (higher == 0 and unit.kind is UnitKind.DEPARTMENT)


def _first_duty(situation: Situation, unit: UUID) -> Duty | None:
    """Not what is uncounted, excused, 力争 or 待核."""
    duties = [
        Duty(id, one, one.late_after)
        for id, one in situation.deadlines.items()
        if one.terms.reporting_entity == unit and one.late_after and binds(one)
    ]
    return min(duties, key=lambda one: one.overdue_after, default=None)


def binds(clock: Deadline) -> bool:
    terms = clock.terms
    first = terms.stage is Stage.FIRST and terms.form is Form.CLOCK
    sure = terms.bindingness is Bindingness.SHALL and terms.confirmed
    off = clock.excused or clock.uncounted or clock.standing is Standing.SUPERSEDED
    return first and sure and not off
