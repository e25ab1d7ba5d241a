"""Who is who: names of units and people as they stand."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.person import (
    PersonProfile,
    PersonRegistered,
    PersonRevised,
    PostLeft,
    PostTaken,
    Tenure,
)
from domain.unit import UnitClosed, UnitProfile, UnitRegistered, UnitRevised
from projections.rows import Rows, View


class UnitRow(Struct, frozen=True):
    id: UUID
    profile: UnitProfile
    closed: bool = False


class PersonRow(Struct, frozen=True):
    id: UUID
    profile: PersonProfile
    posts: tuple[Tenure, ...] = ()


def fold_unit(rows: Rows[UnitRow], recorded: Recorded) -> None:
    match recorded.event:
        case UnitRegistered(unit=id, profile=profile) | UnitRevised(unit=id, profile=profile):
            rows.put(id, UnitRow(id, profile))
        case UnitClosed(unit=id):
            if row := rows.get(id):
                rows.put(id, replace(row, closed=True))


def fold_person(rows: Rows[PersonRow], recorded: Recorded) -> None:
    match recorded.event:
        case PersonRegistered(person=id, profile=profile):
            rows.put(id, PersonRow(id, profile))
        case PersonRevised(person=id, profile=profile):
            if row := rows.get(id):
                rows.put(id, replace(row, profile=profile))
        case PostTaken(person=id, post=post, unit=unit, since=since):
            if row := rows.get(id):
                held = Tenure(post=post, unit=unit, since=since)
                rows.put(id, replace(row, posts=(*row.posts, held)))
        case PostLeft(person=id, post=post, unit=unit):
            if row := rows.get(id):
                kept = tuple(t for t in row.posts if (t.post, t.unit) != (post, unit))
                rows.put(id, replace(row, posts=kept))


UNITS = View(
    "units",
    1,
    UnitRow,
    frozenset({UnitRegistered.TOPIC, UnitRevised.TOPIC, UnitClosed.TOPIC}),
    fold_unit,
    resident=True,
)
PEOPLE = View(
    "people",
    1,
    PersonRow,
    frozenset({PersonRegistered.TOPIC, PersonRevised.TOPIC, PostTaken.TOPIC, PostLeft.TOPIC}),
    fold_person,
    resident=True,
)
