"""Who owns a call or a note, for the page that shows it; and whatever is still somebody's own to finish."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from api.languages import say
from api.running import Running
from domain.actors import Actor, ActorKind
from projections.duty_log import DUTY_LOG, LogEntry
from projections.follower import Follower
from projections.owners import OWNERS, open_matters


class OwnerLine(NamedTuple):
    """`offered_to`: who is asked to take it on."""

    name: str
    offered_to: UUID | None


def owner_line(
    running: Running, name: Callable[[UUID], str], language: str, matter: UUID
) -> OwnerLine:
    row = running.boards.read(lambda views: views.rows[OWNERS.name].get(matter))
    if row is None or row.owner is None:  # the views are a moment behind the log
        return OwnerLine("", None)
    by_system = row.owner.kind is ActorKind.SYSTEM
    owner = say(language, f"part.{row.owner.id}") if by_system else name(UUID(row.owner.id))
    return OwnerLine(owner, row.offered_to)


def entries_owned(running: Running, actor: Actor) -> list[LogEntry]:
    """What this person has taken and not finished, or is asked to take on; the oldest first."""
    found = running.boards.read(lambda views: _owned(views, actor))
    return sorted(found, key=lambda one: (one.at.earliest, one.seq))


def _owned(views: Follower, actor: Actor) -> list[LogEntry]:
    lines = views.rows[DUTY_LOG.name]
    mine = (
        id
        for id, row in open_matters(views.rows)
        if row.owner == actor or str(row.offered_to) == actor.id
    )
    return [entry for id in mine if (entry := lines.get(f"stream/{id}"))]
