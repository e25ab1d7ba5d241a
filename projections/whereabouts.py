"""Where the leaders are, as stated last, until each is said to be back; without a number on any board."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.whereabouts import WhereaboutsEnded, WhereaboutsRanOut, WhereaboutsStated
from projections.network import PEOPLE, PersonRow
from projections.rows import Rows, View
from projections.shapes import WhereLine

AllRows = dict[str, Rows[Any]]


class WhereRow(Struct, frozen=True):
    person: UUID
    place: str
    starts: datetime
    until: datetime
    reached_by: str
    stand_in: UUID | None
    away: bool
    ran_out: bool = False


def fold_where(rows: Rows[WhereRow], recorded: Recorded) -> None:
    id = recorded.originator_id
    match recorded.event:
        case WhereaboutsStated() as said:
            rows.put(id, _row(said))
        case WhereaboutsRanOut():
            if row := rows.get(id):
                rows.put(id, replace(row, ran_out=True))
        case WhereaboutsEnded():
            rows.drop(id)


def _row(said: WhereaboutsStated) -> WhereRow:
    return WhereRow(
        person=said.person,
        place=said.place,
        starts=said.starts,
        until=said.until,
        reached_by=said.reached_by,
        stand_in=said.stand_in,
        away=said.away,
    )


def where_lines(rows: AllRows) -> tuple[WhereLine, ...]:
    """What asks to be renewed first, then by when each is over."""
    people = rows[PEOPLE.name]
    lines = sorted(
        rows[WHEREABOUTS.name].values(),
        key=lambda one: (not one.ran_out, one.until, str(one.person)),
    )
    return tuple(_line(people, one) for one in lines)


def _line(people: Rows[PersonRow], row: WhereRow) -> WhereLine:
    person = people.get(row.person)
    stand_in = people.get(row.stand_in) if row.stand_in else None
    return WhereLine(
        name=person.profile.name if person else "?",
        post=person.posts[-1].post if person and person.posts else "",
        place=row.place,
        starts=row.starts,
        until=row.until,
        stand_in=stand_in.profile.name if stand_in else "",
        away=row.away,
        ran_out=row.ran_out,
    )


WHEREABOUTS = View(
    "whereabouts",
    1,
    WhereRow,
    frozenset(one.TOPIC for one in (WhereaboutsStated, WhereaboutsRanOut, WhereaboutsEnded)),
    fold_where,
    resident=True,
)
