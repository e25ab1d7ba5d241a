"""What is on record, told line by line: who, when, by which way, and what of it a reader needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from desk.log.envelope import Recorded
from domain.actors import Actor, ActorKind, Via
from domain.kernel import Value
from projections.told import INSIDE, NAMED_FIELDS, TOLD

Name = Callable[[UUID], str]


class HistoryLine(NamedTuple):
    """One event, as told to a reader: fields by name, values still in the domain's terms."""

    seq: int
    recorded_at: datetime
    topic: str
    by: str
    typed_by: str  # "" when the one who acted typed it
    via: Via
    told: tuple[tuple[str, object], ...]


def history_lines(recorded: Iterable[Recorded], name: Name) -> tuple[HistoryLine, ...]:
    """In the order in which they are given. `name`: of a unit or a person, by id."""
    return tuple(_line(one, name) for one in recorded)


def _line(recorded: Recorded, name: Name) -> HistoryLine:
    meta = recorded.meta
    typed = _actor(meta.recorded_by, name) if meta.by != meta.recorded_by else ""
    return HistoryLine(
        seq=recorded.seq,
        recorded_at=recorded.recorded_at,
        topic=recorded.topic,
        by=_actor(meta.by, name),
        typed_by=typed,
        via=meta.via,
        told=tuple(_told(recorded.event, name)),
    )


def _actor(actor: Actor, name: Name) -> str:
    if actor.kind is ActorKind.SYSTEM:
        return actor.id
    return name(UUID(actor.id))


def _told(event: msgspec.Struct, name: Name) -> Iterator[tuple[str, object]]:
    values = {one.name: getattr(event, one.name) for one in msgspec.structs.fields(type(event))}
    for field in TOLD:
        if (value := values.get(field)) not in (None, "", ()):
            yield field, _named(value, name) if field in NAMED_FIELDS else value
    for field in INSIDE:
        if isinstance(inside := values.get(field), Value):
            yield from _told(inside, name)


def _named(value: UUID | tuple[UUID, ...], name: Name) -> object:
    return tuple(name(one) for one in value) if isinstance(value, tuple) else name(value)
