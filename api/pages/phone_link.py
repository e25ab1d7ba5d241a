"""应答链接: the page behind a message's link. Opening it does nothing; its button answers the ring, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.acting import SHOWN_WITHIN_SECONDS, post_of
from api.guarding import anybody, running_of, session_of, token_of
from api.noting import noted_in
from api.pages.names import names_of
from api.pages.page import page, then
from api.pages.rings import Answer
from api.problems import TurnedAway
from api.running import Running
from desk.log.envelope import Acting
from desk.rings import AcknowledgeRing, acknowledge_ring
from desk.vault.links import RingLink
from domain.actors import Actor, ActorKind, Via
from domain.kernel import name_id
from domain.notice import AckWay
from domain.times import Basis, moment
from projections.shapes import RingLine

router = APIRouter(prefix="/r")  # no session, no form's word: whoever holds the link may answer


class LinkUnknown(TurnedAway):
    """链接无效，请直接致电值班室"""

    EN: ClassVar[str] = "This link is not ours; call the duty desk"
    STATUS: ClassVar[int] = 404


class LinkExpired(TurnedAway):
    """链接已过期，或叫应已结束；请看最新消息或致电值班室"""

    EN: ClassVar[str] = "This link has expired or its ring is over; see the newest message or call"
    STATUS: ClassVar[int] = 410


class LinkUsed(TurnedAway):
    """此链接已经用过，应答早已记录"""

    EN: ClassVar[str] = "This link was used already; the answer is on record"
    STATUS: ClassVar[int] = 410


class LinkOfAnother(TurnedAway):
    """此链接是发给别人的，不能代为应答"""

    EN: ClassVar[str] = "This link was sent to somebody else; nobody answers for them"


class LinkAnswer(Answer):
    """As on the ring's page; which ring it is, the link knows."""

    ring: int = 0

    def by_link(self, link: RingLink, at: datetime) -> AcknowledgeRing:
        return AcknowledgeRing(
            notice=link.notice,
            number=link.number,
            person=link.person,
            way=AckWay.PAGE,
            words=self.words,
            promised=timedelta(minutes=self.minutes) if self.minutes else None,
            acknowledged=moment(at, Basis.KEY_PRESS),
        )


class Held(NamedTuple):
    """A link, with the ring it still answers; `ring` None: it was used, whatever became of the ring."""

    link: RingLink
    ring: RingLine | None


@router.get("/{token}", dependencies=[anybody()])
def show_link(request: Request, token: str) -> Response:
    """Asked for by a mail scanner as well: it changes nothing."""
    link, ring = _held(request, token)
    name = names_of(request).of(link.person)
    return page(request, None, "phone_link.html", token=token, link=link, ring=ring, name=name)


@router.post("/{token}", dependencies=[anybody()])
def answer_by_link(request: Request, token: str, form: Annotated[LinkAnswer, Form()]) -> Response:
    link, ring = _held(request, token)
    if ring is None:
        raise LinkUsed
    running, now = running_of(request), running_of(request).clock().now
    acting = _acting(request, link, token)
    done = running.desk.act(acting, acknowledge_ring, form.by_link(link, now))
    running.vault.links.use_up(token, now)
    running.boards.wait_for(done.receipt.seq, SHOWN_WITHIN_SECONDS)
    return then(f"/r/{token}")


def _held(request: Request, token: str) -> Held:
    """Raises LinkUnknown, LinkOfAnother, LinkExpired, TooManyTries."""
    running, now = running_of(request), running_of(request).clock().now
    source = request.client.host if request.client else ""
    link = running.vault.links.find(token, source, now)
    if link is None:
        raise LinkUnknown
    noted_in(request).by_link(link.person, notice=link.notice)
    if _is_somebody_else(request, link.person):
        raise LinkOfAnother
    if link.used:
        return Held(link, None)
    ring = _ring_of(running, link)
    if ring is None or link.expires < now:
        raise LinkExpired
    return Held(link, ring)


def _ring_of(running: Running, link: RingLink) -> RingLine | None:
    """None once nothing is left to do there, or it was rung anew."""
    key = link.notice, link.number
    return next((one for one in running.boards.board().rings if (one.id, one.ring) == key), None)


def _is_somebody_else(request: Request, person: UUID) -> bool:
    """Nobody signed in is not somebody else."""
    running = running_of(request)
    session = session_of(running, token_of(request)[0], running.clock().now)
    return session is not None and session.account.person != person


def _acting(request: Request, link: RingLink, token: str) -> Acting:
    """Pressed twice it is one command: the link is its name."""
    running = running_of(request)
    actor = Actor(kind=ActorKind.PERSON, id=str(link.person))
    return Acting(
        by=actor,
        recorded_by=actor,
        via=Via.LINK,
        command_id=name_id(link.notice, "answer by link", running.vault.csrf(token)),
        account=f"link:{link.person}",
        post=post_of(running, actor),
        fingerprint=running.vault.fingerprint(token.encode()),
    )
