"""The night as the auditor reckons it: from the book's own text, apart from the code that rings."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta, timezone
from typing import NamedTuple

BEIJING = timezone(timedelta(hours=8))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Night(NamedTuple):
    begins: time = time(22)
    ends: time = time(8, 30)

    @staticmethod
    def of_book(text: str) -> Night:
        """A book of before today says nothing of the night."""
        manners = json.loads(text).get("manners", {})
        given = [manners.get(name) for name in ("night_from", "night_to")]
        if None in given:
            return Night()
        begins, ends = (time.fromisoformat(str(one)).replace(tzinfo=None) for one in given)
        return Night(begins, ends)


def moved_by_day(at: int, night: Night) -> int:
    """Microseconds: the same moment by day, or the next morning."""
    moment = EPOCH + at * MICROSECOND
    local = moment.astimezone(BEIJING)
    if night.ends <= local.time() < night.begins:
        return at
    day = local.date() + timedelta(days=1 if local.time() >= night.begins else 0)
    return (datetime.combine(day, night.ends, BEIJING) - EPOCH) // MICROSECOND
