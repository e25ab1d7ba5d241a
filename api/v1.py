"""The JSON interface: what a page can do, for programs. Writes carry an Idempotency-Key."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.acting import HeaderKey, act
from api.concerns import of_incident
from api.guarding import Asking, anybody, may, running_of
from api.pages.reports import require_own
from api.typed import Instant, Text, Word
from desk.access import Action
from desk.calls import TakeCall, take_call
from desk.desk import Done
from desk.draft import Unknown
from desk.reports import ReportByWord, report_by_word
from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import Channel, IncidentClass, Stage
from projections.incident_file import gather

router = APIRouter(prefix="/api/v1")

Count = Annotated[int, Field(ge=0, le=10_000_000_000_000)]
_encode = msgspec.json.Encoder(order="sorted").encode


class Strict(BaseModel):
    """A body with a member nobody knows is refused: a misspelt field must not be lost."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


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


@router.get("/health", dependencies=[anybody()])
def health(request: Request) -> dict[str, Any]:
    """Whether the office is at work: who asks needs no account and learns no content."""
    running = running_of(request)
    head = running.log.head().seq
    return {
        "head": head,
        "shown": running.boards.position,
        "waiter_alive": running.waiter.is_alive,
    }


@router.get("/board")
def board(request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]) -> Response:
    return _json(_encode(running_of(request).boards.board()))


@router.get("/incidents/{incident}")
def incident(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.SEE_INCIDENT, of_incident)],
) -> Response:
    """The incident and each of its clocks as known now."""
    file = gather(running_of(request).log, incident)
    if file is None:
        raise Unknown(incident)
    return _json(_encode({"id": incident, "incident": file.incident, "deadlines": file.deadlines}))


@router.post("/calls", status_code=201)
def take(
    request: Request,
    call: Call,
    asking: Annotated[Asking, may(Action.TAKE_CALL)],
    key: HeaderKey,
) -> Response:
    command = call.command(running_of(request).clock().now)
    return _receipt(act(request, asking, key, take_call, command))


@router.post("/incidents/{incident}/reports", status_code=201)
def report(
    request: Request,
    incident: UUID,
    telling: Telling,
    asking: Annotated[Asking, may(Action.RECORD_REPORT, of_incident)],
    key: HeaderKey,
) -> Response:
    require_own(request, asking, Action.RECORD_REPORT, telling.reporting_entity)
    now = running_of(request).clock().now
    command = ReportByWord(
        incident=incident,
        entity=telling.reporting_entity,
        recipient=telling.recipient,
        made=telling.made.world() if telling.made else moment(now, Basis.SYSTEM),
        stage=telling.stage,
        channel=telling.channel,
        words=telling.words,
        counterpart=telling.counterpart,
    )
    return _receipt(act(request, asking, key, report_by_word, command))


def _receipt(done: Done) -> Response:
    """The log position and chain link of what was done; `replayed` when it had been done before."""
    return _json(_encode(done.receipt), 200 if done.receipt.replayed else 201)


def _json(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
