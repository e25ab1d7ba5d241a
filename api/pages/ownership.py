"""首问负责: a call or a note is handed on to a named person, and stays where it is until that person accepts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.signing_in import require_pin
from api.typed import Text, Word
from desk.access import Action
from desk.ownership import AcceptMatter, HandOn, MatterAnswer, accept_matter, hand_on
from domain.actors import Via
from domain.times import Basis, moment

router = APIRouter(prefix="/matters/{matter}", dependencies=[Depends(genuine)])

Keeping = Annotated[Asking, may(Action.KEEP_DUTY_LOG)]


@router.post("/handing-on")
def hand(
    request: Request,
    matter: UUID,
    asking: Keeping,
    key: FormKey,
    to: Annotated[UUID, Form()],
    words: Annotated[Text, Form()] = "",
) -> Response:
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = HandOn(matter=matter, to=to, words=words, offered=now)
    return _back(act(request, asking, key, hand_on, command).answer(MatterAnswer))


@router.post("/acceptance")
def accept(
    request: Request,
    matter: UUID,
    asking: Keeping,
    key: FormKey,
    person: Annotated[UUID, Form()],
    pin: Annotated[Word, Form()] = "",
) -> Response:
    """At a shared desk the PIN says who accepts; signed in as that person nothing more is asked."""
    if asking.caller.person != person:
        require_pin(request, person, pin)
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = AcceptMatter(matter=matter, person=person, accepted=now)
    done = act(request, asking, key, accept_matter, command, by=person, via=Via.DESK)
    return _back(done.answer(MatterAnswer))


def _back(answer: MatterAnswer) -> Response:
    """To where the matter is shown."""
    if answer.incident:
        return then(f"/incidents/{answer.incident}#sources")
    return then("/duty-log?mine=true")
