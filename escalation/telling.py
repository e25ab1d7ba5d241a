"""Which tellings are due as messages now. Pure. Told once: when a channel has accepted it, nobody sends it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from desk.register import SHANGHAI
from domain.escalation_policy import Manner
from domain.kernel import name_id
from domain.ring_manners import RingManners
from escalation.channels.message import Message
from escalation.channels.settings import AnyChannel, Reaches
from escalation.reach import ways
from escalation.ringing import Contacts, work_contacts
from escalation.sending import RingKey, Send, Shut, Tried, Waking, Way, pause_after, tries_at
from escalation.sending_text import EXERCISE, OFFICE
from projections.exercises import recipients_of
from projections.network import PEOPLE
from projections.rows import Rows
from projections.tellings import TELLINGS, TellingRow

AllRows = Mapping[str, Rows[Any]]

NIGHT_FROM, NIGHT_UNTIL = time(22), time(7)  # nobody is woken for a roster
SOON = timedelta(hours=24)  # but for a shift that begins by then
GIVEN_UP_AFTER = timedelta(days=2)  # it goes on waiting on the page


class ToTell(NamedTuple):
    """One telling nobody has read, with the ways to its person."""

    row: TellingRow
    name: str
    waking: Waking


def to_tell(
    rows: AllRows,
    channels: Iterable[AnyChannel],
    at: datetime,
    contacts: Contacts = work_contacts,
) -> list[ToTell]:
    """Asked every second: what is given up, however long nobody reads it, is not looked at again."""
    quiet = [one for one in channels if one.reaches is not Reaches.FIXED and _writes(one)]
    unread: Iterable[TellingRow] = rows[TELLINGS.name].values()
    fresh = (row for row in unread if at - row.told_at <= GIVEN_UP_AFTER)
    return [_to_tell(rows, row, quiet, contacts) for row in fresh]


def tellings_due(
    unread: Iterable[ToTell], tried: Tried, shut: Shut, manners: RingManners, at: datetime
) -> Iterator[tuple[ToTell, Send]]:
    """Accepted once, by a channel that is not set up any more too, it is not sent again."""
    heard = {ring for (ring, _), tries in tried.items() if tries.accepted or tries.under_way}
    for one in unread:
        way = next((way for way in one.waking.ways if way.channel not in shut), None)
        if one.waking.ring in heard or way is None or _waits(one, at):
            continue
        if _is_due(one, way, tried, manners, at):
            yield one, Send(way, (one.waking,), storm=False, repetition=0, telling=True)


def message_of_telling(telling: ToTell, way: Way, at: datetime) -> Message:
    words = OFFICE + (EXERCISE if telling.waking.exercise else "") + telling.row.words
    return Message(
        key=str(name_id(telling.row.id, "message", way.channel)),
        thread=str(telling.row.id),
        address=way.address,
        name=telling.name,
        subject=words[:40],
        short=words,
        long=words,
        at=at,
        exercise=telling.waking.exercise,
    )


def _is_due(one: ToTell, way: Way, tried: Tried, manners: RingManners, at: datetime) -> bool:
    tries = tries_at(way, tried.get((one.waking.ring, way.channel)))
    return tries.over is None or tries.over + pause_after(tries.failures, manners) <= at


def _waits(one: ToTell, at: datetime) -> bool:
    """For the morning."""
    soon = one.row.concerns is not None and one.row.concerns - at < SOON
    hour = at.astimezone(SHANGHAI).time()
    return not soon and (hour >= NIGHT_FROM or hour < NIGHT_UNTIL)


def _to_tell(
    rows: AllRows, row: TellingRow, channels: list[AnyChannel], contacts: Callable[..., Any]
) -> ToTell:
    person = rows[PEOPLE.name].get(row.person)
    reached = contacts(person) if person else {}
    listed = recipients_of(rows, row.part_of) if row.part_of else None
    open_ways = tuple(ways(channels, reached, row.person, listed))
    name = person.profile.name if person else ""
    exercise = row.part_of is not None
    return ToTell(row, name, Waking(RingKey(row.id, 1), row.told_at, open_ways, exercise))


def _writes(channel: AnyChannel) -> bool:
    return Manner.RING in channel.manners
