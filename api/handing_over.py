"""What a handover's page shows, and the list it offers: as the views stand at one position of the log."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from fastapi import Request

from api.guarding import running_of
from api.languages import say, word_of
from api.pages.names import names_of
from api.problems import TurnedAway
from api.running import Running
from desk.handover import RIVALS, OfferHandover
from domain import handover as handovers
from domain.handover import DeviceTest, Handover, Item, ItemKind, handover_id
from domain.incident import IncidentClosed, IncidentOpened
from domain.incoming_report import IncomingReceived
from domain.kernel import fold
from domain.report import ReportMade, ReportSent, ReportStanding
from domain.times import Basis, moment
from domain.watch import WatchBegan, WatchPassed, WatchTakenOver
from projections.duty import DUTY, ShiftRow
from projections.follower import Follower
from projections.handover_items import open_items
from projections.incident_file import gather
from projections.office import OFFICE, OFFICE_KEY

KEPT_IN = "zh"  # the office's own language: the list is kept as it was read
SUMMED = (IncomingReceived, IncidentOpened, ReportMade, ReportSent, IncidentClosed)
WATCHES = tuple(kind.TOPIC for kind in (WatchBegan, WatchPassed, WatchTakenOver))
SHIFT_EVENTS_MAX = 50_000


class ViewsBehind(TurnedAway):
    """看板尚未跟上日志，请稍候再提出交接"""

    EN: ClassVar[str] = "The views are behind the log: wait a moment, then offer the handover"
    STATUS: ClassVar[int] = 503


def shown(request: Request) -> dict[str, Any]:
    """Everything the page needs. `standing` None: nothing is offered to the next shift yet."""
    running = running_of(request)
    shifts = running.boards.read(lambda follower: list(follower.rows[DUTY.name].values()))
    outgoing = next((one for one in shifts if one.responsible), None)
    after = sorted((one for one in shifts if outgoing and _follows(one, outgoing)), key=_starts)
    relief = after[0] if after else None
    standing = standing_of(running, outgoing.id, relief.id) if outgoing and relief else None
    now = running.clock().now
    late = now - outgoing.ends if outgoing else None
    return {
        "outgoing": outgoing,
        "relief": relief,
        "standing": standing,
        "changed": standing is not None and _changed(running, standing),
        "items": tuple(_items(request, running.boards.position)) if outgoing else (),
        "late_minutes": max(0, int(late.total_seconds() // 60)) if late else 0,
        "names": names_of(request),
        "devices": tuple(handovers.Device),
        "conditions": tuple(reversed(handovers.Condition)),  # what nobody tested is not fine
    }


def standing_of(running: Running, outgoing: UUID, relief: UUID) -> Handover | None:
    history = running.log.stream(handover_id(outgoing, relief))
    return fold(handovers.evolve, None, (one.event for one in history))


def offering(
    request: Request,
    *,
    relief: UUID,
    person: UUID,
    remarks: str,
    devices: tuple[DeviceTest, ...],
    clock_offset_seconds: int | None,
) -> OfferHandover:
    """Raises ViewsBehind: a list that does not hold the log's newest must not be signed."""
    running = running_of(request)
    head = running.log.head()
    if not running.boards.wait_for(head.seq, 2.0):
        raise ViewsBehind
    lines = [one.strip() for one in remarks.splitlines() if one.strip()]
    noted = (
        Item(key=f"remark:{n}", kind=ItemKind.REMARK, about=None, text=line)
        for n, line in enumerate(lines, start=1)
    )
    return OfferHandover(
        relief=relief,
        seq=head.seq,
        head=head.chain.hex(),
        items=(*_items(request, head.seq), *noted),
        devices=devices,
        clock_offset_seconds=clock_offset_seconds,
        offered=moment(running.clock().now, Basis.KEY_PRESS),
        person=person,
    )


def _items(request: Request, upto: int) -> Iterator[Item]:
    running, names = running_of(request), names_of(request)
    word = partial(word_of, KEPT_IN)
    rows = running.boards.read(lambda follower: _rows(follower, names.of, word))
    yield from rows
    yield from _drafts(running, [one.about for one in rows if one.kind is ItemKind.INCIDENT])
    yield _summary(running, upto)


def _rows(follower: Follower, name: Any, word: Any) -> tuple[Item, ...]:
    office = follower.rows[OFFICE.name].get(OFFICE_KEY)
    doubt = office and office.doubt
    text = say(KEPT_IN, "handover.doubt")
    doubted = (Item(key="doubt", kind=ItemKind.DOUBT, about=None, text=text),) if doubt else ()
    return (*open_items(follower.rows, name, word), *doubted)


def _drafts(running: Running, incidents: list[UUID | None]) -> Iterator[Item]:
    for incident in filter(None, incidents):
        file = gather(running.log, incident)
        for id, report in file.reports.items() if file else ():
            if report.standing in (ReportStanding.DRAFTED, ReportStanding.SIGNED):
                stage = word_of(KEPT_IN, report.hop.stage)
                text = say(KEPT_IN, "handover.draft", stage=stage)
                yield Item(key=f"draft:{id}", kind=ItemKind.DRAFT, about=id, text=text)


def _summary(running: Running, upto: int) -> Item:
    """What happened since the watch came to this shift."""
    began = running.log.rows_since(0, SHIFT_EVENTS_MAX, WATCHES)
    since = began[-1].seq if began else 0
    topics = tuple(kind.TOPIC for kind in SUMMED)
    found = [
        row.topic
        for row in running.log.rows_since(since, SHIFT_EVENTS_MAX, topics)
        if row.seq <= upto
    ]
    text = say(
        KEPT_IN,
        "handover.summary",
        calls=found.count(IncomingReceived.TOPIC),
        opened=found.count(IncidentOpened.TOPIC),
        reports=found.count(ReportMade.TOPIC) + found.count(ReportSent.TOPIC),
        closed=found.count(IncidentClosed.TOPIC),
    )
    return Item(key="summary", kind=ItemKind.SUMMARY, about=None, text=text)


def _changed(running: Running, standing: Handover) -> bool:
    return bool(running.log.rows_since(standing.offer.seq, 1, RIVALS)) and not standing.is_complete


def _follows(shift: ShiftRow, outgoing: ShiftRow) -> bool:
    return shift.id != outgoing.id and shift.starts > outgoing.starts


def _starts(shift: ShiftRow) -> Any:
    return shift.starts
