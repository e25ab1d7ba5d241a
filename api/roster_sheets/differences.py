"""Two rosters held side by side: which shifts came, went, or last otherwise, and whose seats changed hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from api.languages import say, word_of
from domain.roster import PlannedShift
from domain.shift import DutyPost
from domain.working_days import BEIJING


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    HOURS = "hours"
    SEAT = "seat"


class Difference(NamedTuple):
    """Of a seat: `post`, and who held it before and holds it after. Of other changes, everybody at the shift."""

    change: Change
    starts: datetime
    ends: datetime
    before: tuple[UUID, ...] = ()
    after: tuple[UUID, ...] = ()
    post: DutyPost | None = None

    def message(self, language: str, name_of: Callable[[UUID], str]) -> str:
        comma = say(language, "roster_sheet.comma")
        before, after = (
            comma.join(map(name_of, some)) or "—" for some in (self.before, self.after)
        )
        shift = f"{_local(self.starts)}–{_local(self.ends)}"
        post = word_of(language, self.post) if self.post else ""
        words = {"shift": shift, "post": post, "before": before, "after": after}
        return say(language, f"roster_sheet.change_{self.change.value}", **words)


def differences(before: Iterable[PlannedShift], after: Iterable[PlannedShift]) -> list[Difference]:
    """In order of time. A shift is the same one if it begins at the same time."""
    old, new = ({one.starts: one for one in some} for some in (before, after))
    found: list[Difference] = []
    for starts in sorted(old.keys() | new.keys()):
        match old.get(starts), new.get(starts):
            case None, PlannedShift() as added:
                found.append(_whole(Change.ADDED, added, after=_everybody(added)))
            case PlannedShift() as removed, None:
                found.append(_whole(Change.REMOVED, removed, before=_everybody(removed)))
            case PlannedShift() as one, PlannedShift() as other:
                found += _of_shift(one, other)
    return found


def _of_shift(before: PlannedShift, after: PlannedShift) -> Iterator[Difference]:
    if before.ends != after.ends:
        yield _whole(Change.HOURS, after, _everybody(before), _everybody(after))
    for post in DutyPost:
        held, holds = _at(before, post), _at(after, post)
        if set(held) != set(holds):
            yield Difference(Change.SEAT, after.starts, after.ends, held, holds, post)


def _whole(
    change: Change,
    shift: PlannedShift,
    before: tuple[UUID, ...] = (),
    after: tuple[UUID, ...] = (),
) -> Difference:
    return Difference(change, shift.starts, shift.ends, before, after)


def _everybody(shift: PlannedShift) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(seat.person for seat in shift.seats))


def _at(shift: PlannedShift, post: DutyPost) -> tuple[UUID, ...]:
    return tuple(seat.person for seat in shift.seats if seat.post is post)


def _local(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%m-%d %H:%M}"
