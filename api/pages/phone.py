"""手机页: one screen for a leader on the telephone: what runs out first, and four keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import CommandKey, FormKey, act
from api.concerns import of_incident, of_report
from api.guarding import Asking, genuine, may, running_of
from api.pages.names import names_of
from api.pages.page import can, page, then
from api.phone_screen import screen_for
from api.typed import Blank, Seen, Text
from desk.access import Action
from desk.instructions import RecordInstruction, record_instruction
from desk.reports import SignReport, sign_report
from desk.rings import AcknowledgeRing, NotRung, acknowledge_ring
from domain.instruction import InstructionWay
from domain.notice import AckWay
from domain.report import SigningWay
from domain.times import Basis, WorldTime, moment

router = APIRouter(prefix="/phone", dependencies=[Depends(genuine)])

Leading = Annotated[Asking, may(Action.INSTRUCT)]
LeadingIt = Annotated[Asking, may(Action.INSTRUCT, of_incident)]
Signing = Annotated[Asking, may(Action.SIGN_REPORT, of_report)]

NOTED, AGREED = "知悉", "同意上报"  # on record as they stand on the keys


class Pressed(BaseModel):
    """A key. `notice` and `ring`: what rings for whoever pressed it; absent: nothing does."""

    notice: Annotated[UUID | None, Blank] = None
    ring: Annotated[int | None, Blank] = None
    minutes: Annotated[int | None, Blank, Field(ge=1, le=1440)] = None
    words: Text = ""
    seen: Seen = None

    def answer(self, person: UUID | None, words: str, at: WorldTime) -> AcknowledgeRing:
        """Raises NotRung for whoever is no person."""
        if person is None or self.notice is None or self.ring is None:
            raise NotRung
        return AcknowledgeRing(
            notice=self.notice,
            number=self.ring,
            person=person,
            way=AckWay.PAGE,
            words=words,
            promised=timedelta(minutes=self.minutes) if self.minutes else None,
            acknowledged=at,
        )


Key = Annotated[Pressed, Form()]


@router.get("")
def show(request: Request, asking: Leading, incident: UUID | None = None) -> Response:
    if running_of(request).is_over:
        return then("/replay")
    shown = screen_for(running_of(request), asking.caller.person, incident)
    signs = can(request, asking, Action.SIGN_REPORT)
    names = names_of(request)
    return page(
        request, asking, "phone.html", about=shown.card, screen=shown, signs=signs, names=names
    )


@router.post("/{incident}/acknowledgement")
def acknowledge(
    request: Request, incident: UUID, asking: LeadingIt, key: FormKey, form: Key
) -> Response:
    return _answer(request, asking, key, incident, form, NOTED)


@router.post("/{incident}/arrival")
def arrive(
    request: Request, incident: UUID, asking: LeadingIt, key: FormKey, form: Key
) -> Response:
    """On the way: a promise, and when to look for them at the door."""
    minutes = form.minutes or 15
    promising = form.model_copy(update={"minutes": minutes})
    return _answer(request, asking, key, incident, promising, f"{minutes}分钟内到岗")


@router.post("/{incident}/agreement")
def agree(request: Request, incident: UUID, asking: LeadingIt, key: FormKey) -> Response:
    """No draft waits: then it is the leader's word."""
    return _say(request, asking, key, incident, AGREED)


@router.post("/{incident}/reports/{report}/signature")
def sign(
    request: Request, incident: UUID, report: UUID, asking: Signing, key: FormKey, form: Key
) -> Response:
    """The text that was shown, and no other."""
    command = SignReport(
        report=report,
        signer=asking.caller.person or asking.caller.account,
        signed=_now(request),
        way=SigningWay.PAGE,
    )
    act(request, asking, key, sign_report, command, seen=form.seen)
    return _back(incident)


@router.post("/{incident}/instruction")
def instruct(
    request: Request, incident: UUID, asking: LeadingIt, key: FormKey, form: Key
) -> Response:
    return _say(request, asking, key, incident, form.words)


def _answer(
    request: Request, asking: Asking, key: CommandKey, incident: UUID, form: Pressed, words: str
) -> Response:
    """What rings is acknowledged; where nothing rings, the same words are put on record."""
    if form.notice is None:
        return _say(request, asking, key, incident, words)
    command = form.answer(asking.caller.person, words, _now(request))
    act(request, asking, key, acknowledge_ring, command)
    return _back(incident)


def _say(request: Request, asking: Asking, key: CommandKey, incident: UUID, words: str) -> Response:
    command = RecordInstruction(
        incident=incident,
        leader=asking.caller.person or asking.caller.account,
        words=words,
        given=_now(request),
        way=InstructionWay.PAGE,
    )
    act(request, asking, key, record_instruction, command)
    return _back(incident)


def _back(incident: UUID) -> Response:
    return then(f"/phone?incident={incident}")


def _now(request: Request) -> WorldTime:
    return moment(running_of(request).clock().now, Basis.KEY_PRESS)
