"""预案电话核对: plans in force whose roles nobody reaches, or whose numbers the network does not have any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_phones import PhoneGap, PhoneNamed, digits, numbers_in, phone_gaps
from contingency_plans.plan_text import PlanText
from desk.register import Register
from domain.escalation_policy import Duty
from domain.network import UnitEntry
from domain.words import Line, RecipientRole
from projections.coverage import PlanLine
from projections.network import PEOPLE, UNITS, PersonRow, UnitRow
from projections.rows import Rows

AllRows = dict[str, Rows[Any]]
Attached = Callable[[str], Iterable[PhoneNamed]]  # the numbers of a file, by its sha256


class Phones(NamedTuple):
    """Of units and people as they stand; `known`: the digits of every number."""

    of: Mapping[UUID, str]
    known: frozenset[str]


class PlanPhones(NamedTuple):
    """One plan, and what of its phones is no longer so."""

    line: PlanLine
    gaps: tuple[PhoneGap, ...]


def phones(rows: AllRows) -> Phones:
    """Of a unit that was closed nobody answers."""
    units: Iterable[UnitRow] = rows[UNITS.name].values()
    people: Iterable[PersonRow] = rows[PEOPLE.name].values()
    of = {one.id: one.profile.duty_phone for one in units if not one.closed}
    faxes = [one.profile.fax for one in rows[UNITS.name].values() if not one.closed]
    of |= {one.id: one.profile.phone for one in people}
    numbers = (digits(one) for one in (*of.values(), *faxes))
    return Phones(
        {id: phone for id, phone in of.items() if phone}, frozenset(filter(None, numbers))
    )


class Texts(NamedTuple):
    """Where the words of a plan are found: in the library by id, in kept files by their sha256."""

    library: Mapping[str, PlanText]
    attached: Attached

    def named_in(self, version: PlanVersion) -> tuple[PhoneNamed, ...]:
        files = filter(None, (version.text, *version.annexes))
        return tuple(number for file in files for number in self.attached(file))


def outdated(
    lines: Iterable[PlanLine], texts: Texts, reach: Callable[[str], bool], known: frozenset[str]
) -> tuple[PlanPhones, ...]:
    """Of the version that is shown of each plan."""
    versions = [(one, one.version) for one in lines if one.version]
    used = {version.library for _, version in versions} & texts.library.keys()
    bodies = {id: numbers_in("\n".join(texts.library[id].body.values())) for id in used}

    def gaps(version: PlanVersion) -> tuple[PhoneGap, ...]:
        named = (*bodies.get(version.library, ()), *texts.named_in(version))
        return phone_gaps(texts.library.get(version.library), named, reach, known)

    found = ((line, gaps(version)) for line, version in versions)
    return tuple(PlanPhones(line, told) for line, told in found if told)


def reached(register: Register, phones: Phones) -> Callable[[str], bool]:
    """Whether a role of a plan text (a duty, a line of department, a recipient) has a phone at this office."""
    office = register.office

    @cache  # hundreds of plans ask for the same few
    def is_reached(role: str) -> bool:
        if role in (Duty.OFFICER, Duty.LEADER):
            return office.unit in phones.of  # whoever has the watch answers at the desk
        if role in frozenset(Duty):
            return any(person in phones.of for person in office.assigned(Duty(role)))
        unit = _unit(register, role)
        return unit is not None and unit.id in phones.of

    return is_reached


def _unit(register: Register, role: str) -> UnitEntry | None:
    network, own = register.network, register.office.unit
    if role in frozenset(Line):
        department = network.department_of(own, Line(role))
        return department if department and Line(role) in department.lines else None
    if role == RecipientRole.OWN_GOVERNMENT:
        return network.own_government(own)
    return network.resolve(own, RecipientRole(role), Line.GOVERNMENT)
