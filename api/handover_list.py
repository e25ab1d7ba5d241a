"""The list a handover offers: every open thing as the views stand, at one position of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from api.languages import say, word_of
from api.running import Running
from api.shown import shown_head
from desk.handover import OfferHandover
from domain.deadline_events import DeadlineRanOut
from domain.handover import DeviceTest, Item, ItemKind
from domain.incident import IncidentClosed, IncidentOpened
from domain.incoming_report import IncomingReceived
from domain.kernel import Event
from domain.report import ReportMade, ReportSent
from domain.times import Basis, moment
from projections.documents.official import at_words
from projections.duty import DUTY
from projections.follower import Follower
from projections.handover_items import Wording, filed_items, open_items
from projections.incident_file import gather
from projections.office import OFFICE, OFFICE_KEY, OfficeRow

KEPT_IN = "zh"  # the office's own language: the list is kept as it was read
SUMMED: dict[str, tuple[type[Event], ...]] = {  # what happened in the shift, counted
    "calls": (IncomingReceived,),
    "opened": (IncidentOpened,),
    "reports": (ReportMade, ReportSent),
    "late": (DeadlineRanOut,),
    "closed": (IncidentClosed,),
}
SHIFT_EVENTS_MAX = 50_000


class Told(NamedTuple):
    """What the outgoing side adds by hand."""

    person: UUID
    remarks: str
    devices: tuple[DeviceTest, ...]
    clock_offset_seconds: int | None
    compared_by: UUID | None


def offering(
    running: Running, relief: UUID, told: Told, name: Callable[[UUID], str]
) -> OfferHandover:
    """Raises ViewsBehind: a list that does not hold the log's newest must not be signed."""
    head = shown_head(running)
    return OfferHandover(
        relief=relief,
        seq=head.seq,
        head=head.chain.hex(),
        items=(*items_now(running, name), *_noted(told.remarks)),
        devices=told.devices,
        clock_offset_seconds=told.clock_offset_seconds,
        compared_by=told.compared_by,
        offered=moment(running.clock().now, Basis.KEY_PRESS),
        person=told.person,
    )


def items_now(running: Running, name: Callable[[UUID], str]) -> Iterator[Item]:
    wording = Wording(name, partial(word_of, KEPT_IN), partial(say, KEPT_IN))
    rows = running.boards.read(lambda follower: _rows(follower, wording))
    yield from rows
    for about in (one.about for one in rows if one.kind is ItemKind.INCIDENT):
        if about and (file := gather(running.log, about)):
            yield from filed_items(file, wording)
    yield _summary(running)


def _rows(follower: Follower, wording: Wording) -> tuple[Item, ...]:
    return (*open_items(follower.rows, wording), *_of_the_office(follower, wording))


def _of_the_office(follower: Follower, wording: Wording) -> Iterator[Item]:
    office: OfficeRow | None = follower.rows[OFFICE.name].get(OFFICE_KEY)
    if office and office.doubt:
        text = wording.say("handover.doubt")
        yield Item(key="doubt", kind=ItemKind.DOUBT, about=None, text=text)
    if office and office.restored and not office.acknowledged:
        text = wording.say("handover.restored", at=at_words(office.restored.at))
        yield Item(key="restoration", kind=ItemKind.RESTORATION, about=None, text=text)


def _noted(remarks: str) -> Iterator[Item]:
    lines = (one.strip() for one in remarks.splitlines())
    for n, line in enumerate(filter(None, lines), start=1):
        yield Item(key=f"remark:{n}", kind=ItemKind.REMARK, about=None, text=line)


def _summary(running: Running) -> Item:
    """What happened since the watch came to this shift."""
    since = running.boards.read(_came_at)
    topics = tuple(kind.TOPIC for kinds in SUMMED.values() for kind in kinds)
    found = [row.topic for row in running.log.rows_since(since, SHIFT_EVENTS_MAX, topics)]
    counts: dict[str, Any] = {
        name: sum(found.count(kind.TOPIC) for kind in kinds) for name, kinds in SUMMED.items()
    }
    text = say(KEPT_IN, "handover.summary", **counts)
    return Item(key="summary", kind=ItemKind.SUMMARY, about=None, text=text)


def _came_at(follower: Follower) -> int:
    rows = follower.rows[DUTY.name].values()
    return next((one.came.seq for one in rows if one.responsible and one.came), 0)
