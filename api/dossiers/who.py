"""Who is who as the log knew it at a position: names of the office, its units and its people."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from desk.dossier.rows import Rows
from desk.log.stored import recorded
from domain.office import OfficeFounded
from domain.person import PersonRegistered, PersonRevised
from domain.unit import UnitRegistered, UnitRevised

NAMED = tuple(
    kind.TOPIC
    for kind in (OfficeFounded, UnitRegistered, UnitRevised, PersonRegistered, PersonRevised)
)


class Who(NamedTuple):
    """`name`: of a unit or a person by id; of an account, which is no person's, the beginning of its id."""

    office: str
    name: Callable[[UUID], str]


def who_is_who(rows: Rows, position: int) -> Who:
    names: dict[UUID, str] = {}
    office = ""
    for row in rows.of_topics(NAMED, 1, position):
        match recorded(row.raw).event:
            case UnitRegistered(unit=id, profile=profile) | UnitRevised(unit=id, profile=profile):
                names[id] = profile.name
            case PersonRegistered(profile=person) | PersonRevised(profile=person):
                names[row.raw.originator] = person.name
            case OfficeFounded(name=name):
                office = name
    return Who(office, lambda one: names.get(one) or str(one)[:8])
