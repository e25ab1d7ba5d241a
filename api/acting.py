"""From a request to a command: who acts, who typed it, in which post, and under which command id."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from msgspec.structs import replace

from api.authority import seats_of
from api.clock import new_id
from api.guarding import Asking, running_of
from api.problems import TurnedAway
from api.running import Running
from desk.desk import Done
from desk.draft import Draft
from desk.log.envelope import Acting
from domain.actors import Actor, ActorKind, Via
from domain.kernel import Value, name_id
from projections.network import PEOPLE

Command = TypeVar("Command", bound=Value)

SHOWN_WITHIN_SECONDS = 2.0  # a page waits so long for the views to show what its form just did
OUR_FIELDS = frozenset({"csrf", "command_id", "pin"})  # a PIN goes no further than its check


class KeyMissing(TurnedAway):
    """缺少操作编号(Idempotency-Key)"""

    EN: ClassVar[str] = "The Idempotency-Key header is missing"
    STATUS: ClassVar[int] = 400


class NoPosition(TurnedAway):
    """If-Match 须为查询时所得的 ETag"""

    EN: ClassVar[str] = "If-Match must be the ETag of an earlier answer"
    STATUS: ClassVar[int] = 400


class CommandKey(NamedTuple):
    """The id under which a command is done once, and the body it stands for."""

    id: UUID
    body: bytes


async def form_key(request: Request) -> CommandKey:
    """A page's form carries its id. One without (an old page) is a new command each time."""
    form = await request.form()
    fields = sorted((k, str(v)) for k, v in form.multi_items() if k not in OUR_FIELDS)
    body = json.dumps([request.url.path, fields], ensure_ascii=False).encode()
    return CommandKey(_id(str(form.get("command_id") or "")) or new_id(), body)


async def header_key(request: Request) -> CommandKey:
    """Raises KeyMissing. A key that is no UUID names one."""
    given = request.headers.get("idempotency-key", "").strip().strip('"')
    if not given:
        raise KeyMissing
    id = _id(given) or name_id(UUID(int=0), "idempotency-key", given)
    return CommandKey(id, request.url.path.encode() + b"\n" + await request.body())


def if_match(request: Request) -> int | None:
    """The position a program was shown. Raises NoPosition."""
    given = request.headers.get("if-match", "*").strip()
    if given == "*":
        return None
    position = given.strip('"')
    if not (position.isascii() and position.isdecimal() and len(position) < 19):
        raise NoPosition
    return int(position)


FormKey = Annotated[CommandKey, Depends(form_key)]
HeaderKey = Annotated[CommandKey, Depends(header_key)]
IfMatch = Annotated[int | None, Depends(if_match)]


def act(
    request: Request,
    asking: Asking,
    key: CommandKey,
    handle: Callable[[Draft, Command], Any],
    command: Command,
    *,
    by: UUID | None = None,
    via: Via | None = None,
    seen: int | None = None,
) -> Done:
    """Does the command and waits until the views show it. `by`: a person who acted without typing,
    on the phone unless `via` says otherwise.
    """
    running = running_of(request)
    acting = replace(_acting(running, asking, key, by), seen=seen)
    if via and acting.via is Via.PHONE:
        acting = replace(acting, via=via)
    done = running.desk.act(acting, handle, command)
    if asking.by_cookie:
        running.receipts.give(asking.token, done.receipt)
    running.boards.wait_for(done.receipt.seq, SHOWN_WITHIN_SECONDS)
    return done


def _acting(running: Running, asking: Asking, key: CommandKey, by: UUID | None) -> Acting:
    via = Via.PAGE if asking.by_cookie else Via.API
    actor = Actor(kind=ActorKind.PERSON, id=str(by)) if by else asking.actor
    return Acting(
        by=actor,
        recorded_by=asking.actor,
        via=Via.PHONE if actor != asking.actor else via,
        command_id=key.id,
        account=str(asking.caller.account),
        post=post_of(running, actor),
        fingerprint=running.vault.fingerprint(key.body),
    )


def post_of(running: Running, actor: Actor) -> str | None:
    """The post the acting person holds: on the responsible shift, else on the register."""
    seat = next((one.post.value for one in seats_of(running) if str(one.person) == actor.id), None)
    if seat or actor.kind is not ActorKind.PERSON:
        return seat
    person = running.boards.read(lambda follower: follower.rows[PEOPLE.name].get(UUID(actor.id)))
    return person.posts[-1].post if person and person.posts else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
