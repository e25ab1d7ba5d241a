"""单位签到页: the page on a unit's own screen. It asks when this unit is asked, and tells nothing of any other."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import SHOWN_WITHIN_SECONDS
from api.guarding import anybody, running_of
from api.noting import noted_in
from api.pages.names import names_of
from api.pages.page import page, then
from api.problems import TurnedAway
from api.running import Running
from api.typed import Word
from desk.log.envelope import Acting
from desk.spot_checks import SignInUnit, sign_in_unit
from desk.vault.unit_links import UnitLink
from domain.actors import Actor, ActorKind, Via
from domain.kernel import name_id
from domain.spot_check import SpotCall
from domain.spot_check_words import CheckMethod
from domain.times import Basis, moment
from projections.spot_checks import RoundRow, rounds

router = APIRouter(
    prefix="/s"
)  # no session, no form's word: whoever holds the link speaks for the unit


class ScreenUnknown(TurnedAway):
    """签到链接无效或者已过期，请向上级值班室索取新链接"""

    EN: ClassVar[str] = "This link is not ours or is over; ask the upper duty desk for another"
    STATUS: ClassVar[int] = 404


class NothingAsked(TurnedAway):
    """现在没有对本单位的抽查，或者已经签到"""

    EN: ClassVar[str] = "This unit is not being asked now, or has answered already"
    STATUS: ClassVar[int] = 409


class Here(BaseModel):
    name: Annotated[Word, Field(min_length=1)]
    post: Word = ""


@router.get("/{screen}", dependencies=[anybody()])
def show(request: Request, screen: str) -> Response:
    running, link = running_of(request), _link(request, screen)
    asked = _asked(running, link.unit)
    name = names_of(request).of(link.unit)
    return page(request, None, "unit_screen.html", screen=screen, link=link, asked=asked, unit=name)


@router.post("/{screen}", dependencies=[anybody()])
def sign_in(request: Request, screen: str, form: Annotated[Here, Form()]) -> Response:
    running, link = running_of(request), _link(request, screen)
    asked = _asked(running, link.unit)
    if asked is None or asked[1].answered:
        raise NothingAsked
    command = SignInUnit(
        check=asked[0].id,
        unit=link.unit,
        name=form.name,
        post=form.post,
        answered=moment(running.clock().now, Basis.KEY_PRESS),
    )
    done = running.desk.act(_acting(running, link, asked[0].id, screen), sign_in_unit, command)
    running.boards.wait_for(done.receipt.seq, SHOWN_WITHIN_SECONDS)
    return then(f"/s/{screen}")


def _link(request: Request, screen: str) -> UnitLink:
    """Raises ScreenUnknown, TooManyTries."""
    running = running_of(request)
    source = request.client.host if request.client else ""
    link = running.vault.unit_links.find(screen, source, running.clock().now)
    if link is None:
        raise ScreenUnknown
    noted_in(request).by_link(None, unit=link.unit)
    return link


def _asked(running: Running, unit: UUID) -> tuple[RoundRow, SpotCall] | None:
    """The open round that asks this unit on its screen, with its call there, until it is decided."""
    for row in running.boards.read(lambda follower: rounds(follower.rows)):
        if row.check.began.method is not CheckMethod.LINK or row.check.ended:
            continue
        calls = (one.calls[0] for one in row.check.units if one.unit == unit and one.calls)
        call = next((one for one in calls if one.answered or one.outcome is None), None)
        if call:
            return row, call
    return None


def _acting(running: Running, link: UnitLink, check: UUID, screen: str) -> Acting:
    """Pressed twice it is one command: unit and round are its name."""
    actor = Actor(kind=ActorKind.UNIT, id=str(link.unit))
    return Acting(
        by=actor,
        recorded_by=actor,
        via=Via.LINK,
        command_id=name_id(check, "signed in by link", link.unit),
        account=f"unit-link:{link.unit}",
        fingerprint=running.vault.fingerprint(screen.encode()),
    )
