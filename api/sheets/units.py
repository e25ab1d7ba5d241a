"""The rows of a sheet that are units: which unit each means, what it would become, and whom it stands under."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from msgspec import structs

from api.sheets.cells import (
    LINES_BETWEEN,
    WrongCell,
    clean,
    digits,
    key,
    or_nothing,
    phones,
    several,
    term,
    word,
)
from api.sheets.columns import Field, Line
from api.sheets.directory import Directory, id_of
from api.sheets.rows import Reading, Remark, Row, State, change
from desk.network import RegisterUnit
from domain.kernel import name_id
from domain.unit import UnitProfile
from domain.words import Line as DepartmentLine
from domain.words import Tier, UnitKind

FIELDS = (  # the profile's own names, in the order of the sheet's columns
    Field.NAME,
    Field.SHORT_NAME,
    Field.TIER,
    Field.KIND,
    Field.LINES,
    Field.PARENT,
    Field.REGION_CODE,
    Field.DUTY_PHONE,
    Field.FAX,
)


class UnitRows(NamedTuple):
    rows: list[Row]
    directory: Directory  # the register as it would be


class _Meant(NamedTuple):
    reading: Reading
    id: UUID
    kept: UnitProfile | None


class _Placed(NamedTuple):
    meant: _Meant
    profile: UnitProfile | None


def unit_rows(
    lines: list[Line], registered: dict[UUID, UnitProfile], now: datetime, namespace: UUID
) -> UnitRows:
    """`namespace`: new units get the same ids whenever the same command is tried again."""
    meant = _whom_each_means(lines, registered, namespace)
    directory = Directory({**registered, **_names(meant)})
    placed = [_Placed(one, _profile(one, directory)) for one in meant]
    _reject_circles(placed, registered)
    return UnitRows([_row(one, directory, now) for one in placed], directory)


def _whom_each_means(
    lines: list[Line], registered: dict[UUID, UnitProfile], namespace: UUID
) -> list[_Meant]:
    known = Directory(registered)
    first: dict[UUID, int] = {}
    found = []
    for line in lines:
        reading = Reading(line)
        id = _meant(reading, known, namespace)
        if first.setdefault(id, line.number) != line.number:
            reading.reject(Field.NAME, WrongCell("repeated", number=first[id]))
        found.append(_Meant(reading, id, registered.get(id)))
    return found


def _meant(reading: Reading, known: Directory, namespace: UUID) -> UUID:
    """By its id, else by its name; a name nobody has is a new unit."""
    line = reading.line
    named, id = line.text(Field.NAME), line.text(Field.ID)
    new = name_id(namespace, "unit", key(named) or line.number)
    if clean(id):
        return reading.take(Field.ID, new, lambda text: _registered_id(text, known))
    if not known.candidates(named):
        return new
    return reading.take(Field.NAME, new, known.find)


def _registered_id(text: str, known: Directory) -> UUID:
    id = id_of(text)
    if id is None or not known.name(id):
        raise WrongCell("no_id")
    return id


def _names(meant: list[_Meant]) -> dict[UUID, UnitProfile]:
    """What other rows may call the sheet's units; their places in the ladder are not read yet."""
    return {one.id: _called(one) for one in meant if not one.reading.wrongs}


def _called(one: _Meant) -> UnitProfile:
    line = one.reading.line
    kept = one.kept or UnitProfile(name="", short_name="", tier=Tier.UNIT, kind=UnitKind.OUTSIDE)
    name = clean(line.text(Field.NAME)) or kept.name
    if key(name) == key(kept.short_name):
        name = kept.name
    short = clean(line.text(Field.SHORT_NAME)) or kept.short_name
    return structs.replace(kept, name=name, short_name=short)


def _profile(one: _Meant, directory: Directory) -> UnitProfile | None:
    """None if a cell is wrong."""
    reading, kept = one.reading, one.kept
    known = (kept.name, kept.short_name) if kept else ()
    name = reading.need(Field.NAME, kept.name if kept else None, word, *known)
    tier = reading.need(Field.TIER, kept.tier if kept else None, lambda text: term(text, Tier))
    kind = reading.need(Field.KIND, kept.kind if kept else None, lambda text: term(text, UnitKind))
    parent = reading.take(
        Field.PARENT, kept.parent if kept else None, or_nothing(None, directory.find)
    )
    lines = reading.take(Field.LINES, kept.lines if kept else (), or_nothing((), _lines))
    texts = _texts(reading, kept)
    if reading.wrongs or name is None or tier is None or kind is None:
        return None
    texts["short_name"] = _short_name(texts["short_name"], name, kept)
    lines = kept.lines if kept and set(kept.lines) == set(lines) else lines
    return UnitProfile(name=name, tier=tier, kind=kind, lines=lines, parent=parent, **texts)


def _texts(reading: Reading, kept: UnitProfile | None) -> dict[str, str]:
    parsers = {
        Field.SHORT_NAME: word,
        Field.REGION_CODE: digits,
        Field.DUTY_PHONE: phones,
        Field.FAX: phones,
    }
    return {
        field.value: reading.take(field, before, or_nothing("", parse), before)
        for field, parse in parsers.items()
        for before in [getattr(kept, field.value) if kept else ""]
    }


def _short_name(short: str, name: str, kept: UnitProfile | None) -> str:
    """A unit without a short name goes by its name, also when that changes."""
    if kept and short == kept.short_name != kept.name:
        return short
    follows = kept and short == kept.short_name
    return name if follows or not short else short


def _lines(text: str) -> tuple[DepartmentLine, ...]:
    return tuple(dict.fromkeys(term(one, DepartmentLine) for one in several(text, LINES_BETWEEN)))


def _reject_circles(placed: list[_Placed], registered: dict[UUID, UnitProfile]) -> None:
    above = {id: one.parent for id, one in registered.items()}
    above |= {one.meant.id: one.profile.parent for one in placed if one.profile}
    for one in placed:
        if one.profile and _stands_above_itself(one.meant.id, above):
            one.meant.reading.reject(Field.PARENT, WrongCell("ladder"))


def _stands_above_itself(id: UUID, above: dict[UUID, UUID | None]) -> bool:
    seen: set[UUID] = set()
    here = above.get(id)
    while here and here != id and here not in seen:
        seen.add(here)
        here = above.get(here)
    return here == id


def _row(one: _Placed, directory: Directory, now: datetime) -> Row:
    (reading, id, kept), profile = one
    if reading.wrongs or profile is None:
        return reading.wrong_row(clean(reading.line.text(Field.PARENT)))
    place = reading.line.sheet, reading.line.number
    shown = profile.name, directory.name(profile.parent)
    if kept == profile:
        return Row(*place, State.SAME, *shown)
    does = (RegisterUnit(unit=id, profile=profile, effective=now),)
    if kept is None:
        return Row(*place, State.NEW, *shown, (), does)
    return Row(*place, State.CHANGED, *shown, _changes(kept, profile, directory), does)


def _changes(before: UnitProfile, after: UnitProfile, directory: Directory) -> tuple[Remark, ...]:
    pairs = ((field, getattr(before, field.value), getattr(after, field.value)) for field in FIELDS)
    return tuple(
        change(field, directory.name(old), directory.name(new))
        if field is Field.PARENT
        else change(field, old, new)
        for field, old, new in pairs
        if old != new
    )
