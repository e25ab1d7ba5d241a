"""领导去向: where a leader is, until when, how he is reached and who stands in for him."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Timed, Value, name_id
from domain.times import WorldTime


class WhereaboutsStated(Timed):
    """`away`: out of the jurisdiction (报备). `reached_by`: a staff number, in clear; "" as registered."""

    TOPIC = "whereabouts.stated"
    person: UUID
    place: str
    starts: datetime
    until: datetime
    reached_by: str
    stand_in: UUID | None
    away: bool


class WhereaboutsRanOut(Timed):
    """Its time is over and nobody has said where he is now: it asks to be renewed."""

    TOPIC = "whereabouts.ran-out"
    at: datetime


class WhereaboutsEnded(Timed):
    """He is back."""

    TOPIC = "whereabouts.ended"
    ended: WorldTime


class Whereabouts(Value):
    """One leader's, as stated last."""

    stated: WhereaboutsStated
    ran_out: bool = False
    ended: bool = False


class NoPlaceSaid(Refused):
    """请写明去向"""

    EN: ClassVar[str] = "Say where he is"


class WhereaboutsBackwards(Refused):
    """去向的截止时间须晚于开始时间和现在"""

    EN: ClassVar[str] = "Where he is must last beyond its beginning, and beyond now"


class StandInMissing(Refused):
    """离开辖区须报备代班领导"""

    EN: ClassVar[str] = "Whoever leaves the jurisdiction names a stand-in"


class StandInAway(Refused):
    """代班领导同一时间也离开辖区"""

    EN: ClassVar[str] = "The stand-in is out of the jurisdiction at the same time"


def whereabouts_id(person: UUID) -> UUID:
    """A leader is in one place at a time."""
    return name_id(person, "whereabouts")


def evolve(known: Whereabouts | None, happened: Event) -> Whereabouts:
    match happened:
        case WhereaboutsStated():
            return Whereabouts(stated=happened)
        case WhereaboutsRanOut() if known:
            return replace(known, ran_out=True)
        case WhereaboutsEnded() if known:
            return replace(known, ended=True)
    raise TypeError(f"{happened!r} is nobody's whereabouts")


def state(
    known: Whereabouts | None,
    statement: WhereaboutsStated,
    *,
    stand_in: Whereabouts | None,
    now: datetime,
) -> list[Event]:
    """A later one replaces it. `stand_in`: where the stand-in is, if that is known."""
    _require_sound(statement, now)
    if stand_in and _is_away_during(stand_in, statement):
        raise StandInAway(statement.stand_in)
    same = known and not known.ended and known.stated == statement
    return [] if same else [statement]


def _require_sound(statement: WhereaboutsStated, now: datetime) -> None:
    if not statement.place.strip():
        raise NoPlaceSaid
    if statement.until <= max(statement.starts, now):
        raise WhereaboutsBackwards
    if statement.away and statement.stand_in in (None, statement.person):
        raise StandInMissing


def _is_away_during(other: Whereabouts, statement: WhereaboutsStated) -> bool:
    theirs = other.stated
    if other.ended or not theirs.away:
        return False
    return theirs.starts < statement.until and statement.starts < theirs.until


def end(known: Whereabouts | None, *, ended: WorldTime) -> list[Event]:
    """Of whom nothing was said, there is nothing to end."""
    if known is None or known.ended:
        return []
    return [WhereaboutsEnded(ended=ended, next_at=None)]


def look(known: Whereabouts, *, as_of: datetime) -> list[Event]:
    """Its alarm: once, when the time is over and he is not back."""
    if known.ended or known.ran_out or as_of < known.stated.until:
        return []
    return [WhereaboutsRanOut(at=as_of, next_at=None)]
