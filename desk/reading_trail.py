"""阅览留痕: its head is anchored, its failure told, and its end explained."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from desk.desk import Desk
from desk.draft import Draft
from desk.trail.tables import TrailHead
from desk.trail.trail import Trail
from domain import reading_trail as trails
from domain.kernel import Event, Value, fold
from domain.reading_trail import ReadingTrail, TrailFailure, reading_trail_id


class AnchorTrail(Value):
    """How the trail stands on the disk. `failure` "": it takes readings; `unsound` "": it held."""

    trail: UUID | None
    size: int
    head: str
    failure: str = ""
    unsound: str = ""


class ReplaceTrail(Value):
    """The trail that goes on, and how the one before it ended."""

    trail: UUID
    explanation: str


class TrailAnswer(Value):
    size: int


def anchor_trail(draft: Draft, anchoring: AnchorTrail) -> TrailAnswer:
    id, said = anchoring.trail, anchoring
    if said.unsound:
        _change(draft, lambda known: _unsound(known, said))
    if said.failure or id is None:
        return _change(draft, lambda known: _unwritable(known, said))
    _change(draft, lambda known: trails.resume(known, trail=id))
    return _change(
        draft, lambda known: trails.anchor(known, trail=id, size=said.size, head=said.head)
    )


def replace_trail(draft: Draft, replacing: ReplaceTrail) -> TrailAnswer:
    return _change(
        draft,
        lambda known: trails.replace_trail(
            known, trail=replacing.trail, explanation=replacing.explanation
        ),
    )


def standing_of(trail: Trail) -> AnchorTrail:
    """How the trail stands, to be put on record."""
    head = trail.head
    return AnchorTrail(
        trail=head.trail if head else None,
        size=head.size if head else 0,
        head=head.chain.hex() if head else "",
        failure=trail.failure,
        unsound=trail.unsound,
    )


def anchored_in(desk: Desk) -> TrailHead | None:
    """What the log names of the trail; None: nothing yet."""
    history = desk.log.stream(reading_trail_id(desk.log.store_id))
    known = fold(trails.evolve, None, (one.event for one in history))
    if known is None or known.trail is None:
        return None
    return TrailHead(known.trail, known.size, bytes.fromhex(known.head))


def _unsound(known: ReadingTrail | None, said: AnchorTrail) -> list[Event]:
    """Told once of every trail that did not hold: the one that goes on after it is told with it."""
    if known and known.trail == said.trail:
        return []
    return trails.fail(known, trail=said.trail, failure=TrailFailure.UNSOUND, words=said.unsound)


def _unwritable(known: ReadingTrail | None, said: AnchorTrail) -> list[Event]:
    words = said.failure
    return trails.fail(known, trail=said.trail, failure=TrailFailure.UNWRITABLE, words=words)


def _change(draft: Draft, change: Callable[[ReadingTrail | None], list[Event]]) -> TrailAnswer:
    id = reading_trail_id(draft.register.office.store_id)
    draft.record(id, change(draft.load(id, trails.evolve)))
    after = draft.load(id, trails.evolve)
    return TrailAnswer(size=after.size if after else 0)
