"""个人值班日历: one person's shifts as a calendar program subscribes to them (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from desk.register import SHANGHAI
from domain.duty_calendar import DutyCalendar
from domain.roster import PlannedShift

REMINDED = timedelta(hours=-2)
ASK_AGAIN = timedelta(hours=1)
BACK, AHEAD = timedelta(days=31), timedelta(days=400)


def duty_feed(
    person: UUID, duty: DutyCalendar, office: str, words: dict[str, str], now: datetime
) -> bytes:
    """`words`: the name of each post, and under "duty" that of duty itself. The same shifts give the same bytes at one time."""
    calendar = _empty(f"{office} {words['duty']}")
    for id, shift in duty.between(now - BACK, now + AHEAD):
        held = [words[seat.post.value] for seat in shift.seats if seat.person == person]
        if held:
            title = f"{words['duty']}：{'、'.join(held)}"
            calendar.add_component(_event(id, shift, duty.revisions.get(id, 0), title, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _empty(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Shoubao//duty//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    return calendar


def _event(id: UUID, shift: PlannedShift, revision: int, title: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{id}@shoubao")
    event.add("sequence", revision)
    event.add("dtstamp", now)
    event.add("dtstart", shift.starts.astimezone(SHANGHAI))
    event.add("dtend", shift.ends.astimezone(SHANGHAI))
    event.add("summary", title)
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", title)
    reminder.add("trigger", REMINDED)
    event.add_component(reminder)
    return event
