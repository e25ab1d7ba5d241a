"""Whose answer to a ring an officer may write down, and the calls in which it may have been given."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from api.authority import seats_of
from api.running import Running
from projections.dials import DIALS, DialLine
from projections.follower import Follower
from projections.network import PEOPLE
from projections.shapes import RingLine


class Answering(NamedTuple):
    """`people`: by id, with their names."""

    people: tuple[tuple[UUID, str], ...]
    dials: tuple[DialLine, ...]


def answering_of(running: Running, ring: RingLine) -> Answering:
    """The one who is rung; of a ring at the desk, whoever is on the shift."""
    seated = (seat.person for seat in seats_of(running))
    ids = (ring.person,) if ring.person else tuple(dict.fromkeys(seated))

    def names(follower: Follower) -> tuple[tuple[UUID, str], ...]:
        people = follower.rows[PEOPLE.name]
        return tuple((id, row.profile.name) for id in ids if (row := people.get(id)))

    named = running.boards.read(names)
    about = dials_about(running, ring.incident)
    return Answering(named, tuple(one for one in about if one.person in (None, *ids)))


def dials_about(running: Running, incident: UUID | None) -> tuple[DialLine, ...]:
    """() for what rings about a shift: those calls are written into the duty log."""
    row = running.boards.read(lambda follower: follower.rows[DIALS.name].get(incident))
    return row.dials if row else ()
