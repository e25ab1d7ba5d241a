"""单位与人员: the reporting network is registered, revised and closed, one by one or as a whole sheet."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from desk.draft import ChangedMeanwhile, Draft, Unknown
from domain import person as people
from domain import unit as units
from domain.kernel import Refused, Value
from domain.network import Network, entry
from domain.person import PersonProfile
from domain.unit import UnitProfile


class RegisterUnit(Value):
    """`unit` None registers a new one; its id follows from the command."""

    profile: UnitProfile
    effective: datetime
    unit: UUID | None = None


class CloseUnit(Value):
    unit: UUID
    effective: datetime
    reason: str


class RegisterPerson(Value):
    profile: PersonProfile
    person: UUID | None = None
    post: str = ""
    since: datetime | None = None


class LeavePost(Value):
    person: UUID
    post: str
    unit: UUID
    until: datetime


class RegisterSheet(Value):
    """A whole sheet, checked and confirmed: units first, then the people in them. One command."""

    units: tuple[RegisterUnit, ...] = ()
    people: tuple[RegisterPerson, ...] = ()


class OwnUnit(Refused):
    """不能注销本单位"""

    EN: ClassVar[str] = "An office cannot close its own unit"


class UnitsBelow(Refused):
    """尚有下级单位，请先调整其上级单位"""

    EN: ClassVar[str] = "Other units stand below this one: give them another parent first"


class NetworkAnswer(Value):
    """How many streams the command touched, and the id of the one when it was one."""

    changed: int
    id: UUID | None = None


def register_unit(draft: Draft, registering: RegisterUnit) -> NetworkAnswer:
    id = registering.unit or draft.new_id("unit", registering.profile.name)
    network = draft.register.network.with_unit(entry(id, registering.profile))
    return _register_unit(draft, id, registering, network)


def _register_unit(
    draft: Draft, id: UUID, registering: RegisterUnit, network: Network
) -> NetworkAnswer:
    profile = registering.profile
    known = draft.load(id, units.evolve)
    _require_unit(network, profile.parent, known.profile.parent if known else None)
    registered = units.register(known, id=id, profile=profile, effective=registering.effective)
    return NetworkAnswer(changed=int(draft.record(id, registered)), id=id)


def _require_unit(network: Network, unit: UUID | None, before: UUID | None) -> None:
    """A closed one is named no more, but may stay where it stood before."""
    if unit not in (None, before) and unit not in network:
        raise Unknown(unit)


def close_unit(draft: Draft, closing: CloseUnit) -> NetworkAnswer:
    if closing.unit == draft.register.office.unit:
        raise OwnUnit
    unit = draft.require(closing.unit, units.evolve)
    if not unit.closed and draft.register.network.stands_above_others(closing.unit):
        raise UnitsBelow(unit.profile.name)
    closed = units.close(unit, effective=closing.effective, reason=closing.reason)
    return NetworkAnswer(changed=int(draft.record(closing.unit, closed)), id=closing.unit)


def register_person(draft: Draft, registering: RegisterPerson) -> NetworkAnswer:
    return _register_person(draft, registering, draft.register.network)


def _register_person(draft: Draft, registering: RegisterPerson, network: Network) -> NetworkAnswer:
    profile = registering.profile
    id = registering.person or draft.new_id("person", profile.unit, profile.name, profile.phone)
    known = draft.load(id, people.evolve)
    _require_unit(network, profile.unit, known.profile.unit if known else None)
    changed = draft.record(id, people.register(known, id=id, profile=profile))
    if registering.post and registering.since:
        person = draft.require(id, people.evolve)
        taken = people.take_post(
            person, post=registering.post, unit=profile.unit, since=registering.since
        )
        changed |= draft.record(id, taken)
    return NetworkAnswer(changed=int(changed), id=id)


def leave_post(draft: Draft, leaving: LeavePost) -> NetworkAnswer:
    person = draft.require(leaving.person, people.evolve)
    left = people.leave_post(person, post=leaving.post, unit=leaving.unit, until=leaving.until)
    return NetworkAnswer(changed=int(draft.record(leaving.person, left)), id=leaving.person)


def register_sheet(draft: Draft, sheet: RegisterSheet) -> NetworkAnswer:
    """All of it or nothing. The ladder is asked about the rows together: they name one another."""
    seen = draft.acting.seen
    if seen is not None and draft.register.seq > seen:
        raise ChangedMeanwhile
    rows = [(row.unit or draft.new_id("unit", row.profile.name), row) for row in sheet.units]
    network = draft.register.network.with_units(entry(id, row.profile) for id, row in rows)
    answers = [_register_unit(draft, id, row, network) for id, row in rows]
    answers += [_register_person(draft, row, network) for row in sheet.people]
    return NetworkAnswer(changed=sum(answer.changed for answer in answers))
