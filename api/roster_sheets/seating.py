"""Who sits at a shift that one row, or several, tell of; and which shifts overlap, repeat or leave a day out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from api.roster_sheets.entries import Cell
from api.roster_sheets.rows import RosterRemark
from domain.roster import PlannedShift
from domain.shift import DutyPost, Seat
from domain.working_days import BEIJING

Claim = tuple[DutyPost | None, UUID]  # None: the lead officer, unless there is one already
LEAD = frozenset({None, DutyPost.LEAD_OFFICER})
ORDER = {post: at for at, post in enumerate(DutyPost)}


class Sitting:
    """One shift, and the rows it stands in: the first tells of it, others add to it."""

    def __init__(self, starts: datetime, ends: datetime, row: int, cell: Cell) -> None:
        self.starts, self.ends = starts, ends
        self.rows, self.cell = [row], cell
        self.claims: list[Claim] = []
        self._posts: set[DutyPost | None] = set()

    def claim(self, claims: list[Claim]) -> bool:
        """Whether somebody was there at one of these posts."""
        posts = {post for post, _ in claims}
        taken = bool(self._posts & posts)
        self.claims += claims
        self._posts |= posts
        return taken

    @property
    def day(self) -> date:
        return self.starts.astimezone(BEIJING).date()

    def planned(self) -> PlannedShift:
        seats: dict[Seat, None] = {}
        for post, person in self.claims:
            if post and post not in LEAD:
                seats[Seat(post=post, person=person)] = None
        for officer in self._officers():
            seats.setdefault(officer)
        in_order = sorted(seats, key=lambda seat: ORDER[seat.post])
        return PlannedShift(starts=self.starts, ends=self.ends, seats=tuple(in_order))

    def _officers(self) -> Iterator[Seat]:
        """Whoever stands under 主班 leads, else the first officer; the others are second."""
        claims = [claim for claim in self.claims if claim[0] in LEAD]
        claims.sort(key=lambda claim: claim[0] is None)
        for at, person in enumerate(dict.fromkeys(person for _, person in claims)):
            post = DutyPost.SECOND_OFFICER if at else DutyPost.LEAD_OFFICER
            yield Seat(post=post, person=person)

    @property
    def led(self) -> bool:
        return any(post in LEAD for post, _ in self.claims)


def times_remarks(sittings: list[Sitting]) -> Iterator[tuple[int, RosterRemark]]:
    """By row, over the shifts in order of their beginning."""
    furthest = sittings[0] if sittings else None
    for before, here in pairwise(sittings):
        furthest = max(furthest or before, before, key=lambda one: one.ends)
        if here.starts == before.starts:
            yield here.rows[0], RosterRemark("wrong_begins_twice", {}, here.cell.place)
        elif here.starts < furthest.ends:
            yield here.rows[0], RosterRemark("overlaps", {"other": furthest.starts})
        yield from _left_out(before, here)


def _left_out(before: Sitting, here: Sitting) -> Iterator[tuple[int, RosterRemark]]:
    first, last = before.day + timedelta(days=1), here.day - timedelta(days=1)
    if before.ends.astimezone(BEIJING).date() > first:
        return  # a shift of several days
    if first == last:
        yield here.rows[0], RosterRemark("day_left_out", {"day": first})
    elif first < last:
        yield here.rows[0], RosterRemark("days_left_out", {"first": first, "last": last})
