"""A calendar with a New Year's holiday in it, which knows nothing of what comes after 2027."""

from __future__ import annotations

from datetime import date, datetime

from domain.working_days import BEIJING


class NewYear2027:
    """1–3 January off, the Sunday before it worked."""

    def is_working(self, day: date) -> bool | None:
        if day.year > 2027:
            return None
        if date(2027, 1, 1) <= day <= date(2027, 1, 3):
            return False
        return day == date(2026, 12, 27) or day.weekday() < 5


def beijing(*at: int) -> datetime:
    return datetime(*at, tzinfo=BEIJING)
