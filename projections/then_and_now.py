"""当时所知、现在所知: one thing as it was known at a position, beside what is known of it now, and what the difference is.

turns = turns_of(file.history, name)
lines = compared(turns, seq, at)      # a reading of the log up to `seq` gives the same `then`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from desk.log.envelope import Recorded


class KnownKind(StrEnum):
    """What kind of thing is known."""

    COURSE = "course"  # 事件: when, what, how grave
    FIGURES = "figures"
    CALLS = "calls"
    KNOWLEDGE = "knowledge"  # who knew since when
    CLOCKS = "clocks"  # each hop's verdict
    REPORTS = "reports"
    INSTRUCTIONS = "instructions"
    PLANS = "plans"
    BREACHES = "breaches"


class About(NamedTuple):
    """One thing that can be known. `label`: in the domain's terms, and the same from first to last."""

    group: KnownKind
    id: str
    label: tuple[object, ...]


class Told(NamedTuple):
    """What is known of it: terms (addresses in the languages) and values.

    `since`: from when on it was so in the world, at the earliest; None: from when it was recorded.
    """

    words: tuple[tuple[str, object], ...]
    since: datetime | None


class Turn(NamedTuple):
    """A record that changed what is known of one thing. None: nothing is known of it any more."""

    seq: int
    recorded_at: datetime
    told: Told | None


class Difference(StrEnum):
    """What became of what was known."""

    SAME = "same"
    UNKNOWN = "unknown"  # 当时不知: it was so already, and this office did not know
    CORRECTED = "corrected"  # 后来更正: what was known of that minute was not so
    DEVELOPED = "developed"  # 后续: it came to be so later


class Line(NamedTuple):
    """`then` and `now`: None where nothing is known; `later`: every record that changed it since.

    `about` is called as it is now, `label` as it was then: a new name is no other thing and no news of it.
    """

    about: About
    then: Told | None
    now: Told | None
    difference: Difference
    later: tuple[Turn, ...]
    label: tuple[object, ...]

    @property
    def reads_the_same(self) -> bool:
        """To the letter, names too."""
        return self.difference is Difference.SAME and _says(self.then) == _says(self.now)


Turns = dict[About, list[Turn]]
Teller = tuple[Callable[[Any, Any], Any], Callable[[UUID, Any], dict[About, Told]]]  # evolve, tell


def turns_of(history: Iterable[Recorded], tellers: dict[type, Teller]) -> Turns:
    """Each stream is folded by its own decider and asked after every event; whose first event no teller knows is passed over."""
    streams: dict[UUID, list[Recorded]] = {}
    for recorded in history:
        streams.setdefault(recorded.originator_id, []).append(recorded)
    turns: Turns = {}
    for id, stream in streams.items():
        teller = tellers.get(type(stream[0].event))
        if teller:
            _turn(turns, id, stream, *teller)
    return turns


def _turn(turns: Turns, id: UUID, stream: list[Recorded], evolve: Any, tell: Any) -> None:
    state, before = None, dict[About, Told]()
    for recorded in stream:
        state = evolve(state, recorded.event)
        told = tell(id, state)
        for about in dict.fromkeys((*before, *told)):
            if _says(told.get(about)) != _says(before.get(about)):
                turn = Turn(recorded.seq, recorded.recorded_at, told.get(about))
                turns.setdefault(about, []).append(turn)
        before = told


def in_names_of_then(lines: Iterable[Line], then: Turns) -> tuple[Line, ...]:
    """What was on record then as it was worded then; `then`: told with the names of that moment."""
    worded = {about[:2]: (about.label, turns[-1].told) for about, turns in then.items()}
    return tuple(
        line._replace(label=label, then=told)
        for line in lines
        for label, told in [worded.get(line.about[:2], (line.label, line.then))]
    )


def compared(then: Turns, now: Turns, at: datetime) -> tuple[Line, ...]:
    """`then`: of the log up to a position, when the clock stood at `at`. Kind by kind, in each as it was first recorded."""
    order = list(KnownKind)
    lines = (_line(about, then.get(about, []), known, at) for about, known in now.items())
    return tuple(sorted(lines, key=lambda line: order.index(line.about.group)))


def _line(about: About, before: list[Turn], known: list[Turn], at: datetime) -> Line:
    then, now = (turns[-1].told if turns else None for turns in (before, known))
    later = tuple(known[len(before) :])
    return Line(about, then, now, _difference(then, now, later, at), later, about.label)


def _difference(
    then: Told | None, now: Told | None, later: tuple[Turn, ...], at: datetime
) -> Difference:
    """What was recorded later is a correction only if it was so in the world by then."""
    if _says(then) == _says(now):
        return Difference.SAME
    if not any(_says(turn.told) != _says(then) and _was_so(turn, at) for turn in later):
        return Difference.DEVELOPED
    return Difference.CORRECTED if then else Difference.UNKNOWN


def _says(told: Told | None) -> object:
    """That another fact moved the time from which it counts is no news of this one."""
    return told and told.words


def _was_so(turn: Turn, at: datetime) -> bool:
    since = turn.told.since if turn.told else None
    return (since or turn.recorded_at) <= at
