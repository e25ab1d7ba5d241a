"""单位与人员: the reporting network is registered, revised and closed, one by one or as a whole sheet."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from desk.draft import Draft
from domain import person as people
from domain import unit as units
from domain.kernel import Refused, Value
from domain.network import entry
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
    """A whole sheet, checked and confirmed: units first, then the people in them. One command.

    `seen`: the position of the register it was checked against, None where nobody else writes.
    """

    units: tuple[RegisterUnit, ...] = ()
    people: tuple[RegisterPerson, ...] = ()
    seen: int | None = None


class RegisterMoved(Refused):
    """预览之后单位表有变动，请重新预览"""

    EN: ClassVar[str] = "The register changed after this preview; look at the sheet again"


class NetworkAnswer(Value):
    """How many streams the command touched, and the id of the one when it was one."""

    changed: int
    id: UUID | None = None


def register_unit(draft: Draft, registering: RegisterUnit) -> NetworkAnswer:
    id = registering.unit or draft.new_id("unit", registering.profile.name)
    draft.register.network.check(id, registering.profile)
    return _register(draft, id, registering)


def _register(draft: Draft, id: UUID, registering: RegisterUnit) -> NetworkAnswer:
    changed = draft.record(
        id,
        units.register(
            draft.load(id, units.evolve),
            id=id,
            profile=registering.profile,
            effective=registering.effective,
        ),
    )
    return NetworkAnswer(changed=int(changed), id=id)


def close_unit(draft: Draft, closing: CloseUnit) -> NetworkAnswer:
    unit = draft.require(closing.unit, units.evolve)
    closed = units.close(unit, effective=closing.effective, reason=closing.reason)
    return NetworkAnswer(changed=int(draft.record(closing.unit, closed)), id=closing.unit)


def register_person(draft: Draft, registering: RegisterPerson) -> NetworkAnswer:
    profile = registering.profile
    id = registering.person or draft.new_id("person", profile.unit, profile.name, profile.phone)
    known = draft.load(id, people.evolve)
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
    if sheet.seen not in (None, draft.register.seq):
        raise RegisterMoved(sheet.seen)
    rows = [(row.unit or draft.new_id("unit", row.profile.name), row) for row in sheet.units]
    draft.register.network.with_units(entry(id, row.profile) for id, row in rows)
    answers = [_register(draft, id, row) for id, row in rows]
    answers += [register_person(draft, row) for row in sheet.people]
    return NetworkAnswer(changed=sum(answer.changed for answer in answers))
