"""The words of one shift on a roster that is written out, each under its column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from api.languages import say
from api.roster_sheets.down import DITTO
from api.roster_sheets.whom import Crowd, Rostered
from domain.roster import PlannedShift
from domain.shift import DutyPost
from domain.working_days import BEIJING, SATURDAY, Calendar

PLAIN_NAME = re.compile(
    r"[\w·]+"
)  # what could be a formula, a label or two names is written as an id
NIGHT_FROM = 18
DAY = timedelta(days=1)
OF_POST = {
    DutyPost.OVERALL_LEADER: "overall",
    DutyPost.DUTY_LEADER_ON_SITE: "name",
    DutyPost.DUTY_LEADER_ON_CALL: "on_call",
    DutyPost.LEAD_OFFICER: "lead",
    DutyPost.SECOND_OFFICER: "second",
    DutyPost.STANDBY: "standby",
}


class RosterPaper(NamedTuple):
    """What stands around the shifts. `changes`: what is said beside a shift, by its beginning."""

    unit: str
    people: tuple[Rostered, ...]
    calendar: Calendar
    duty_phone: str = ""
    fax: str = ""
    approver: str = ""
    changes: Mapping[datetime, str] = {}


class Lines:
    def __init__(self, language: str, paper: RosterPaper) -> None:
        self._language, self._paper = language, paper
        self._crowd = Crowd(paper.people)

    def of(self, shift: PlannedShift) -> dict[str, str]:
        """By the word of the column; the day itself is no text."""
        leaders = [
            self._crowd.get(seat.person)
            for seat in shift.seats
            if seat.post is DutyPost.DUTY_LEADER_ON_SITE
        ]
        return {
            "weekday": say(self._language, f"roster_sheet.weekday_{day_of(shift).weekday()}"),
            "shift": f"{self._kind(shift)}\n{self._hours(shift)}",
            **{word: self._names(shift, post) for post, word in OF_POST.items()},
            "post": "\n".join(one.post if one else "" for one in leaders),
            "mobile": "\n".join(one.phone if one else "" for one in leaders),
            "duty_phone": self._paper.duty_phone,
            "fax": self._paper.fax,
            "changes": self._paper.changes.get(shift.starts, ""),
            "approver": self._paper.approver,
        }

    def is_off(self, day: date) -> bool:
        """A weekend where nobody knows the notice of that year."""
        working = self._paper.calendar.is_working(day)
        return day.weekday() >= SATURDAY if working is None else not working

    def _kind(self, shift: PlannedShift) -> str:
        lasts = shift.ends - shift.starts
        night = shift.starts.astimezone(BEIJING).hour >= NIGHT_FROM
        word = "whole" if lasts >= DAY else "by_night" if night else "by_day"
        return say(self._language, f"roster_sheet.{word}")

    def _hours(self, shift: PlannedShift) -> str:
        starts, ends = shift.starts.astimezone(BEIJING), shift.ends.astimezone(BEIJING)
        days = (ends.date() - starts.date()).days
        next_day = say(self._language, "roster_sheet.next_day")
        later = "" if not days else next_day if days == 1 else f"{ends.month}月{ends.day}日"
        return f"{starts:%H:%M}–{later}{ends:%H:%M}"

    def _names(self, shift: PlannedShift, post: DutyPost) -> str:
        people = [seat.person for seat in shift.seats if seat.post is post]
        return "\n".join(self._reference(one) for one in people)

    def _reference(self, id: UUID) -> str:
        """A name, with what tells its bearer from a namesake; the id where nothing else does."""
        person = self._crowd.get(id)
        plain = person and PLAIN_NAME.fullmatch(person.name) and not DITTO.fullmatch(person.name)
        return self._crowd.reference(person) if person and plain else str(id)


def day_of(shift: PlannedShift) -> date:
    return shift.starts.astimezone(BEIJING).date()
