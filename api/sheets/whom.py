"""Which person a line means: by unit, name and phone, in the register and in the sheet so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from api.sheets.cells import WrongCell, is_nothing, key, phone_key
from api.sheets.columns import Field, Line
from api.sheets.directory import Directory
from domain.person import PersonProfile
from projections.network import PersonRow


class Said(NamedTuple):
    """What tells people apart: two of one name in one unit have different phones."""

    unit: UUID
    name: str
    phone: str


def said_by(line: Line, directory: Directory) -> Said | None:
    """None if the line does not say which unit."""
    phone = line.text(Field.PHONE)
    try:
        unit = directory.find(line.text(Field.UNIT))
    except WrongCell:
        return None
    return Said(unit, key(line.text(Field.PERSON)), "" if is_nothing(phone) else phone_key(phone))


class Everybody:
    """The people as they become, line by line. `said`: what the lines of the sheet say."""

    def __init__(self, registered: Iterable[PersonRow], said: Iterable[Said | None]) -> None:
        self._known: dict[UUID, PersonRow] = {}
        self._namesakes: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
        self._reached_at: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        self._said = frozenset(said)
        for one in registered:
            self.put(one)

    def get(self, id: UUID) -> PersonRow | None:
        return self._known.get(id)

    def put(self, person: PersonRow) -> None:
        known = self._known.get(person.id)
        self._known[person.id] = person
        if known is None or known.profile != person.profile:
            unit, name, phone = _said_of(person.profile)
            self._namesakes[unit, name].append(person.id)
            self._reached_at[name, phone].append(person.id)

    def match(self, said: Said) -> UUID | None:
        """None: nobody yet. Raises WrongCell when it may be one of several.

        A new phone, or a new unit, is somebody's only if no line says the old one.
        """
        namesakes = self._namesakes[said.unit, said.name]
        here = [id for id in namesakes if self._now(id)[:2] == said[:2]]
        exact = [id for id in here if self._now(id) == said]
        if exact or not said.phone:
            return _only(exact or here)
        moved = self._reached_at[said.name, said.phone]
        return _only(self._free(here)) or _only(self._free(moved))

    def _free(self, some: list[UUID]) -> list[UUID]:
        return [id for id in some if self._now(id) not in self._said]

    def _now(self, id: UUID) -> Said:
        return _said_of(self._known[id].profile)


def _said_of(profile: PersonProfile) -> Said:
    return Said(profile.unit, key(profile.name), phone_key(profile.phone))


def _only(found: list[UUID]) -> UUID | None:
    if len(set(found)) > 1:
        raise WrongCell("many_people")
    return found[0] if found else None
