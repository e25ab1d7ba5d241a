"""The JSON interface: what a page can do, for programs.

A write carries an Idempotency-Key and answers with its receipt {seq, chain, recorded_at, command_id,
answer, replayed, signed}: 201, or 200 when the same write was done before. Refusals are problem+json.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from api.acting import HeaderKey, IfMatch, act
from api.alarming import DEADMAN
from api.answers import Strict, encode, json_answer, receipt
from api.clock import stopwatch
from api.concerns import of_incident
from api.guarding import Asking, anybody, may, running_of
from api.pages.incidents import require_clock_of
from api.pages.reports import require_own
from api.running import Running
from api.typed import Instant, Text, Word
from desk.access import Action
from desk.calls import TakeCall, take_call
from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.draft import Unknown
from desk.incidents import DecideLevel, decide_level
from desk.reports import ReportByWord, report_by_word
from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import Channel, IncidentClass, Level, Stage
from projections.incident_file import gather

router = APIRouter(prefix="/api/v1")

Count = Annotated[int, Field(ge=0, le=10_000_000_000_000)]


class At(Strict):
    """A time in the world: the instant, how exactly it is known, and on whose word."""

    at: Instant
    precision: Precision = Precision.SECOND
    basis: Basis = Basis.COUNTERPART_RECORD

    def world(self) -> WorldTime:
        return moment(self.at, self.basis, self.precision)


class Call(Strict):
    """One incoming report. Absent is unknown; a figure of 0 is confirmed none."""

    what: Text = ""
    place: Word = ""
    klass: IncidentClass = IncidentClass.UNKNOWN
    received: At | None = None
    occurred: At | None = None
    channel: Channel = Channel.PHONE
    caller_unit: UUID | None = None
    caller_name: Word = ""
    call_back: Word = ""
    same_as: UUID | None = None
    figures: dict[Figure, Count] = {}

    def command(self, now: datetime) -> TakeCall:
        received = self.received.world() if self.received else moment(now, Basis.SYSTEM)
        facts = tuple(
            Fact(figure=figure, value=value, as_of=received)
            for figure, value in self.figures.items()
        )
        heard = Heard(
            what=self.what,
            klass=self.klass,
            place=Place(text=self.place) if self.place else None,
            occurred=self.occurred.world() if self.occurred else None,
            facts=facts,
        )
        return TakeCall(
            received=received,
            heard=heard,
            channel=self.channel,
            caller_unit=self.caller_unit,
            caller_name=self.caller_name,
            call_back=self.call_back,
            same_as=self.same_as,
        )


class Telling(Strict):
    """One report by word on one hop."""

    reporting_entity: UUID
    recipient: UUID
    made: At | None = None
    stage: Stage = Stage.FIRST
    channel: Channel = Channel.PHONE
    words: Text = ""
    counterpart: Word = ""


class Decision(Strict):
    """The level of an incident, decided by whoever asks."""

    level: Level
    decided: At | None = None
    reason: Text = ""


class Excuse(Strict):
    """Why a clock was not met, accepted by whoever asks."""

    reason: Text


@router.get("/health", dependencies=[anybody()])
def health(request: Request) -> dict[str, Any]:
    """Whether the office is at work: who asks needs no account and learns no content."""
    running = running_of(request)
    head = running.log.head().seq
    if request.headers.get("user-agent", "").startswith(DEADMAN):
        running.deadman_asked = stopwatch()
    return {
        "head": head,
        "shown": running.boards.position,
        "waiter_alive": running.waiter.is_alive,
        "waiter_looked_seconds_ago": _ago(running, running.waiter.last_look),
        "sender_alive": running.waking.is_alive,
        "deadman_asked_seconds_ago": _since(running.deadman_asked),
    }


def _since(at: float | None) -> float | None:
    """Of the stopwatch; None: a dead-man has not asked since the start."""
    return stopwatch() - at if at is not None else None


def _ago(running: Running, at: datetime | None) -> float | None:
    """By the office's own clock; None: it has not looked yet."""
    return (running.clock().now - at).total_seconds() if at else None


@router.get("/board")
def board(request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]) -> Response:
    """As projections.shapes.Board: open clocks most urgent first, open incidents, who is on duty."""
    return json_answer(encode(running_of(request).boards.board()))


@router.get("/incidents/{incident}")
def incident(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.SEE_INCIDENT, of_incident)],
) -> Response:
    """{id, incident, deadlines: {id: clock}} as known now; its ETag goes into If-Match."""
    running = running_of(request)
    seen = running.log.head().seq
    file = gather(running.log, incident)
    if file is None:
        raise Unknown(incident)
    clocks = {str(id): clock for id, clock in file.deadlines.items()}
    body = encode({"id": incident, "incident": file.incident, "deadlines": clocks})
    return json_answer(body, headers={"etag": f'"{seen}"'})


@router.post("/calls", status_code=201)
def take(
    request: Request,
    call: Call,
    asking: Annotated[Asking, may(Action.TAKE_CALL)],
    key: HeaderKey,
) -> Response:
    """Body: Call. Answer: {incoming, incident, number}."""
    command = call.command(running_of(request).clock().now)
    return receipt(
        act(request, asking, key, take_call, command), running_of(request).receipts.signer
    )


@router.post("/incidents/{incident}/reports", status_code=201)
def report(
    request: Request,
    incident: UUID,
    telling: Telling,
    asking: Annotated[Asking, may(Action.RECORD_REPORT, of_incident)],
    key: HeaderKey,
) -> Response:
    """Body: Telling. Answer: {report, incident}."""
    require_own(request, asking, Action.RECORD_REPORT, telling.reporting_entity)
    command = ReportByWord(
        incident=incident,
        entity=telling.reporting_entity,
        recipient=telling.recipient,
        made=_world(request, telling.made),
        stage=telling.stage,
        channel=telling.channel,
        words=telling.words,
        counterpart=telling.counterpart,
    )
    return receipt(
        act(request, asking, key, report_by_word, command), running_of(request).receipts.signer
    )


@router.post("/incidents/{incident}/level", status_code=201)
def decide(
    request: Request,
    incident: UUID,
    decision: Decision,
    asking: Annotated[Asking, may(Action.DECIDE_LEVEL, of_incident)],
    key: HeaderKey,
    seen: IfMatch,
) -> Response:
    """Body: Decision. Answer: {incident}. 412 when it was decided anew since If-Match."""
    decided = _world(request, decision.decided)
    command = DecideLevel(
        incident=incident, level=decision.level, decided=decided, reason=decision.reason
    )
    return receipt(
        act(request, asking, key, decide_level, command, seen=seen),
        running_of(request).receipts.signer,
    )


@router.post("/incidents/{incident}/deadlines/{deadline}/excuse", status_code=201)
def excuse(
    request: Request,
    incident: UUID,
    deadline: UUID,
    body: Excuse,
    asking: Annotated[Asking, may(Action.EXCUSE_CLOCK, of_incident)],
    key: HeaderKey,
) -> Response:
    """Body: Excuse. Answer: {deadlines}."""
    require_clock_of(request, incident, deadline)
    command = ExcuseDeadline(deadline=deadline, reason=body.reason)
    return receipt(
        act(request, asking, key, excuse_deadline, command), running_of(request).receipts.signer
    )


def _world(request: Request, at: At | None) -> WorldTime:
    """Absent: now, by our clock."""
    return at.world() if at else moment(running_of(request).clock().now, Basis.SYSTEM)
