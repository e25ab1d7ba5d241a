"""The rings nobody has acknowledged, each with what a message needs to say and the ways to its person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain.notice import RingCause
from domain.words import Stage
from escalation.channels.settings import AnyChannel, Reaches
from escalation.reach import ways
from escalation.sending import RingKey, Waking
from projections.attendance import attendances
from projections.exercises import recipients_of
from projections.network import PEOPLE, UNITS, PersonRow, UnitRow
from projections.office import OFFICE, OFFICE_KEY, OfficeRow
from projections.open_clocks import OPEN_CLOCKS, ClockRow
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS
from projections.ring_lines import absent_names
from projections.rings import RINGS, RingRow, live_rings
from projections.rows import Rows

AllRows = Mapping[str, Rows[Any]]
Contacts = Callable[[PersonRow], Mapping[Reaches, str]]


class Owed(NamedTuple):
    """The most urgent report a ring is for."""

    who: str
    whom: str
    stage: Stage
    due_at: datetime
    lost: bool = False  # due in a time whose records are missing: perhaps it was done


class Ringing(NamedTuple):
    """A ring, in the words of the register."""

    waking: Waking
    person: UUID | None
    name: str
    about: UUID  # the incident, or the shift
    title: str
    cause: RingCause
    clocks: int
    owed: Owed | None
    absent: tuple[str, ...] = ()  # who of the shift has not come
    epoch: int = 1  # of the log: what was sent in what is lost is no repetition of this


def work_contacts(person: PersonRow) -> Mapping[Reaches, str]:
    return {Reaches.MOBILE: person.profile.phone} if person.profile.phone else {}


def ringing(
    rows: AllRows, channels: Iterable[AnyChannel], contacts: Contacts = work_contacts
) -> list[Ringing]:
    rung = [row for row in rows[RINGS.name].values() if row.is_ringing]
    if not rung:
        return []
    clocks = {row.id: row for row in rows[OPEN_CLOCKS.name].values() if row.acted_on}
    register = _Register(rows, clocks, tuple(channels), contacts)
    incidents = {row.id for row in rows[OPEN_INCIDENTS.name].values()}
    live = live_rings(rung, clocks, incidents, attendances(rows))
    return [_ringing(register, row, still) for row, still in live]


def people_at(rows: AllRows, number: str, dialled: Callable[[str], str]) -> list[UUID]:
    """Everybody on the register with this telephone number."""
    wanted = dialled(number)
    people: Iterable[PersonRow] = rows[PEOPLE.name].values()
    return [one.id for one in people if one.profile.phone and dialled(one.profile.phone) == wanted]


class _Register(NamedTuple):
    """What every ring is put into words with."""

    rows: AllRows
    clocks: Mapping[UUID, ClockRow]
    channels: tuple[AnyChannel, ...]
    contacts: Contacts

    def name_of(self, incident: UUID | None) -> str:
        views = (self.rows[OPEN_INCIDENTS.name], self.rows[INCIDENT_NAMES.name])
        known = next(filter(None, (view.get(incident) for view in views)), None)
        return known.title if known else ""

    @property
    def epoch(self) -> int:
        office: OfficeRow | None = self.rows[OFFICE.name].get(OFFICE_KEY)
        return office.epoch if office else 1

    def person(self, id: UUID | None) -> PersonRow | None:
        found: PersonRow | None = self.rows[PEOPLE.name].get(id) if id else None
        return found


def _ringing(register: _Register, row: RingRow, still: int) -> Ringing:
    person = register.person(row.person)
    some = (one for one in register.channels if row.manner in one.manners)
    reached = register.contacts(person) if person else {}
    listed = recipients_of(register.rows, row.part_of) if row.exercise else None
    clocks = [register.clocks[one] for one in row.clocks if one in register.clocks]
    return Ringing(
        waking=Waking(
            RingKey(row.id, row.number),
            row.rung_at,
            tuple(ways(some, reached, row.person, listed)),
            row.exercise,
        ),
        person=row.person,
        name=person.profile.name if person else "",
        about=row.shift or row.incident or row.id,
        title=register.name_of(row.incident),
        cause=row.cause,
        clocks=still,
        owed=_owed(register.rows, clocks),
        absent=absent_names(register.rows, row),
        epoch=register.epoch,
    )


def _owed(rows: AllRows, clocks: list[ClockRow]) -> Owed | None:
    if not clocks:
        return None
    first = min(clocks, key=lambda one: (one.due_at, str(one.id)))
    office: OfficeRow | None = rows[OFFICE.name].get(OFFICE_KEY)
    lost = office is not None and office.lost(first.due_at)
    who, whom = _unit(rows, first.reporting_entity), _unit(rows, first.recipient)
    return Owed(who, whom, first.stage, first.due_at, lost)


def _unit(rows: AllRows, unit: UUID) -> str:
    row: UnitRow | None = rows[UNITS.name].get(unit)
    return (row.profile.short_name or row.profile.name) if row else "?"
