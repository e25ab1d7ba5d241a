"""未上板事项: what a board does not show or shows no more, as known at any position: who, when, why.

A row says where the event stands; the page reads it there. What something came of later, a draft that was sent, keeps
the position at which it did: looked at from before, it had not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from contingency_plans.activation_events import ActivationAdjusted
from desk.log.envelope import Recorded
from domain.incident import LevelDecided
from domain.incident_marks import ResponseLevel, ResponseLevelDecided, WarningColour
from domain.kernel import Event
from domain.words import Level
from projections.follower import Follower
from projections.rows import Rows, View
from projections.unshown_table import CLOSES, OPENS, STEPS, TABLE, Unshown

NEVER = 2**63 - 1


class UnshownRow(Struct, frozen=True):
    """`until`: the position at which something came of it. `was`: of a stream, what was said last."""

    seq: int
    until: int = NEVER
    was: int = 0


def fold_unshown(rows: Rows[UnshownRow], recorded: Recorded) -> None:
    topic, seq = recorded.topic, recorded.seq
    if topic in STEPS:
        _step(rows, recorded)
    elif topic in OPENS:
        kind = OPENS[topic]
        rows.put(key_of(kind, seq), UnshownRow(seq))
        rows.put(f"open/{recorded.originator_id}", UnshownRow(seq, was=[*Unshown].index(kind)))
    else:
        if topic in CLOSES:
            _close(rows, recorded)
        rule = TABLE.get(topic)
        if rule and (rule.of is None or rule.of(recorded.event)):
            rows.put(key_of(rule.kind, seq), UnshownRow(seq))


def _close(rows: Rows[UnshownRow], recorded: Recorded) -> None:
    begun = rows.get(own := f"open/{recorded.originator_id}")
    if begun:
        rows.drop(own)
        kind = [*Unshown][begun.was]
        rows.put(key_of(kind, begun.seq), UnshownRow(begun.seq, until=recorded.seq))


def _step(rows: Rows[UnshownRow], recorded: Recorded) -> None:
    """The graver, the lower its number; nothing in force is the lowest of all."""
    before, now = _graded(recorded.event)
    own = f"last/{recorded.topic}/{recorded.originator_id}"
    known = rows.get(own)
    before = known.was if before is None and known else before
    rows.put(own, UnshownRow(recorded.seq, was=now))
    if before is not None and now > before:
        rows.put(key_of(Unshown.LOWERED, recorded.seq), UnshownRow(recorded.seq))


def _graded(happened: Event) -> tuple[int | None, int]:
    """What it says was before, where it does, and what is now."""
    match happened:
        case LevelDecided(previous=previous, level=level):
            return [*Level].index(previous), [*Level].index(level)
        case ActivationAdjusted(previous=previous, response_level=level):
            return _place(ResponseLevel, previous), _place(ResponseLevel, level)
        case ResponseLevelDecided(response_level=level):
            return None, _place(ResponseLevel, level)
    return None, _place(WarningColour, getattr(happened, "colour", None))


def _place(closed: Any, one: Any) -> int:
    members: list[Any] = [*closed]
    return members.index(one) if one is not None else len(members)


def key_of(kind: Unshown, seq: int) -> str:
    """In the order of the log within a list."""
    return f"{kind.value}/{seq:019d}"


def known_at(rows: Mapping[str, UnshownRow], seq: int) -> dict[Unshown, list[int]]:
    """The positions of each list as it stood there, in order."""
    stood = [key for key, one in rows.items() if one.seq <= seq < one.until]
    return {
        kind: sorted(rows[key].seq for key in stood if key.startswith(f"{kind}/"))
        for kind in Unshown
    }


def unshown_of(history: Iterable[Recorded]) -> dict[Unshown, list[int]]:
    """Of the events given, which are all there are."""
    rows: Rows[UnshownRow] = Rows(UnshownRow, lambda _: None)
    for one in history:
        fold_unshown(rows, one)
        rows.keep()
    return known_at(dict(rows.items()), NEVER - 1)


def newest_of(views: Follower, kind: Unshown, seq: int, before: int, limit: int) -> list[int]:
    """The newest positions of a list as it stood at `seq`, below `before`, backwards."""
    ends = key_of(kind, min(seq + 1, before))
    return [one.seq for one in views.last(UNSHOWN, f"{kind}/", ends, limit, seq)]


UNSHOWN = View("unshown", 1, UnshownRow, frozenset({*TABLE, *OPENS, *CLOSES, *STEPS}), fold_unshown)
