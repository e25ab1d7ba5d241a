"""日历订阅: a person's shifts for their own calendar program, under an address that can be taken back."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.guarding import Asking, anybody, genuine, may, running_of
from api.languages import say, word_of
from api.noting import noted_in
from api.pages.page import page, then
from api.problems import TurnedAway
from desk.access import Action
from desk.draft import Unknown
from domain.shift import DutyPost
from projections.documents.duty_feed import duty_feed

router = APIRouter()

Seeing = Annotated[Asking, may(Action.SEE_ROSTER)]
Holding = Annotated[Asking, may(Action.CHECK_IN)]  # whoever stands on a roster
Known = [Depends(genuine)]
ICS = "text/calendar; charset=utf-8"


class NoPersonHere(TurnedAway):
    """此账号没有对应的人员，没有个人日历"""

    EN: ClassVar[str] = "No person stands behind this account: it has no calendar"
    STATUS: ClassVar[int] = 422


@router.get("/duty-feed", dependencies=Known)
def show(request: Request, asking: Seeing) -> Response:
    person = asking.caller.person
    held = bool(person and running_of(request).vault.feeds.has_one(person))
    return page(request, asking, "duty_feed.html", held=held, address="")


@router.post("/duty-feed", dependencies=Known)
def issue(request: Request, asking: Holding) -> Response:
    """The address is shown this once; one given out before opens nothing any more."""
    running = running_of(request)
    if asking.caller.person is None:
        raise NoPersonHere
    token = running.vault.feeds.issue(asking.caller.person, running.clock().now)
    address = f"{request.base_url}duty-feed/{token}.ics"
    return page(request, asking, "duty_feed.html", held=True, address=address)


@router.post("/duty-feed/revocation", dependencies=Known)
def revoke(request: Request, asking: Holding) -> Response:
    if asking.caller.person is None:
        raise NoPersonHere
    running_of(request).vault.feeds.revoke(asking.caller.person)
    return then("/duty-feed")


@router.get("/duty-feed/{feed}.ics", dependencies=[anybody()])
def show_feed(request: Request, feed: str) -> Response:
    """For a calendar program, which signs in nowhere. Raises Unknown."""
    running = running_of(request)
    source = request.client.host if request.client else ""
    now = running.clock().now
    person = running.vault.feeds.find(feed, source, now)
    if person is None:
        raise Unknown
    noted_in(request).by_link(person)
    language = running.settings.language
    words = {post.value: word_of(language, post) for post in DutyPost}
    words["duty"] = say(language, "app.shift")
    register = running.desk.register()
    content = duty_feed(person, register.duty, register.office.name, words, now)
    return Response(content, media_type=ICS, headers={"cache-control": "no-store"})
