"""Which unit a name in a cell means: by its name, its short name or its id, in the register and in the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from api.sheets.cells import WrongCell, clean, is_nothing, key
from domain.unit import UnitProfile


class Directory:
    def __init__(self, units: Mapping[UUID, UnitProfile]) -> None:
        self._profiles = units
        self._names = _index((id, one.name) for id, one in units.items())
        self._short_names = _index((id, one.short_name) for id, one in units.items())

    def find(self, text: str) -> UUID:
        """Raises WrongCell."""
        found = self.candidates(text)
        if not found:
            raise WrongCell("no_unit", typed=clean(text)[:40])
        if len(found) > 1:
            raise WrongCell("many_units", typed=clean(text)[:40])
        return found[0]

    def candidates(self, text: str) -> list[UUID]:
        named = self._names.get(key(text)) or self._short_names.get(key(text))
        id = id_of(text)
        return named or ([id] if id and id in self._profiles else [])

    def name(self, id: UUID | None) -> str:
        profile = self._profiles.get(id) if id else None
        return profile.name if profile else ""

    def reference(self, id: UUID | None) -> str:
        """What a cell must say so that `find` finds it again."""
        name = self.name(id)
        if name and not is_nothing(name) and self.candidates(name) == [id]:
            return name
        return str(id) if id in self._profiles else ""


def id_of(text: str) -> UUID | None:
    try:
        return UUID(clean(text))
    except ValueError:
        return None


def _index(names: Iterable[tuple[UUID, str]]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    for id, name in names:
        if key(name):
            found[key(name)].append(id)
    return dict(found)
