"""领导去向: stated at the desk or by the leader himself, renewed, ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from domain import person as people
from domain import whereabouts
from domain.kernel import Value
from domain.times import WorldTime
from domain.whereabouts import Whereabouts, WhereaboutsStated, whereabouts_id


class StateWhereabouts(Value):
    person: UUID
    place: str
    starts: datetime
    until: datetime
    reached_by: str = ""
    stand_in: UUID | None = None
    away: bool = False


class EndWhereabouts(Value):
    person: UUID
    ended: WorldTime


class WhereaboutsAnswer(Value):
    person: UUID


def state_whereabouts(draft: Draft, stating: StateWhereabouts) -> WhereaboutsAnswer:
    for person in filter(None, (stating.person, stating.stand_in)):
        draft.require(person, people.evolve)
    id = whereabouts_id(stating.person)
    known = draft.load(id, whereabouts.evolve)
    stand_in = _of(draft, stating.stand_in) if stating.stand_in else None
    stated = _stated(stating)
    draft.record(id, whereabouts.state(known, stated, stand_in=stand_in, now=draft.now))
    return WhereaboutsAnswer(person=stating.person)


def end_whereabouts(draft: Draft, ending: EndWhereabouts) -> WhereaboutsAnswer:
    draft.require(ending.person, people.evolve)
    id = whereabouts_id(ending.person)
    known = draft.load(id, whereabouts.evolve)
    draft.record(id, whereabouts.end(known, ended=ending.ended))
    return WhereaboutsAnswer(person=ending.person)


def look_at_whereabouts(draft: Draft, id: UUID, as_of: datetime) -> None:
    known = draft.require(id, whereabouts.evolve)
    draft.record(id, whereabouts.look(known, as_of=as_of))


def _of(draft: Draft, person: UUID) -> Whereabouts | None:
    return draft.load(whereabouts_id(person), whereabouts.evolve)


def _stated(stating: StateWhereabouts) -> WhereaboutsStated:
    return WhereaboutsStated(
        person=stating.person,
        place=stating.place.strip(),
        starts=stating.starts,
        until=stating.until,
        reached_by=stating.reached_by.strip(),
        stand_in=stating.stand_in,
        away=stating.away,
        next_at=stating.until,
    )
