"""Four weeks of the district's roster, from where the next shift ends, and one seat asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desk.duty_change import RequestChange, request_change
from desk.roster import DraftRoster, PublishRoster, draft_roster, publish_roster
from domain.duty_change import ChangeKind, ChangeRequested, Move
from domain.roster import PlannedShift
from domain.shift import DutyPost, Seat, shift_id
from domain.times import WorldTime
from domain.working_days import BEIJING

Do = Callable[[Callable[..., Any], Any], Any]

DAY = timedelta(days=1)
DAYS = 28
LEADERS = ("沈立群", "罗素琴")
OFFICERS = ("周敏", "韩冬", "许文博", "江一帆", "何志远", "唐可")


def roster_of(do: Do, people: dict[str, UUID], starts: datetime, here: WorldTime) -> None:
    """Drafted and published; the chief's name stands under it."""
    planned = tuple(_shift(people, starts + n * DAY, n) for n in range(DAYS))
    first, last = (one.starts.astimezone(BEIJING).date() for one in (planned[0], planned[-1]))
    do(draft_roster, DraftRoster(first=first, last=last, shifts=planned, source="值班表.xlsx"))
    publishing = PublishRoster(
        first=first, last=last, approver=people["顾晓岚"], published=here, in_spite_of="放假前先排"
    )
    do(publish_roster, publishing)


def seat_asked(
    do: Do, people: dict[str, UUID], unit: UUID, starts: datetime, here: WorldTime
) -> None:
    """In the fifth shift somebody else is asked to sit."""
    shift = shift_id(unit, starts + 4 * DAY)
    move = Move(shift=shift, leaves=people[OFFICERS[4]], takes=people["周敏"])
    asked = ChangeRequested(
        kind=ChangeKind.SUBSTITUTION,
        person=people[OFFICERS[4]],
        moves=(move,),
        since=None,
        until=None,
        reason="外出培训",
        urgent=False,
        asked=here,
    )
    do(request_change, RequestChange(request=asked))


def _shift(people: dict[str, UUID], starts: datetime, n: int) -> PlannedShift:
    turn = len(OFFICERS)
    seats = (
        (DutyPost.DUTY_LEADER_ON_SITE, LEADERS[n % 2]),
        (DutyPost.LEAD_OFFICER, OFFICERS[n % turn]),
        (DutyPost.SECOND_OFFICER, OFFICERS[(n + 3) % turn]),
    )
    held = tuple(Seat(post=post, person=people[name]) for post, name in seats)
    return PlannedShift(starts=starts, ends=starts + DAY, seats=held)
