"""Who is asking, and whether they may: every route names its policy, and desk.access decides."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from fastapi import Depends, Request, WebSocket, WebSocketException, status
from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.authority import require_authority, seats_of
from api.concerns import Units
from api.guards import SAFE_METHODS
from api.noting import noted_in
from api.problems import ForgedForm, SignInNeeded
from api.running import Running
from desk import access
from desk.access import Action, Caller, NotAllowed
from desk.vault.accounts import Session
from domain.actors import Actor, ActorKind
from domain.shift import is_on_duty

PLAIN_COOKIE, SECURE_COOKIE = "sid", "__Host-sid"
BEARER = "bearer "


class Policy:
    """What a route demands of whoever asks: an action, on an office-wide or a particular thing.

    `on_behalf`: enough for whoever only writes down what the person named in the form's `by` did.
    """

    def __init__(
        self,
        action: Action | None,
        about: Units | None = None,
        on_behalf: Action | None = None,
    ) -> None:
        self.action = action
        self.about = about
        self.on_behalf = on_behalf


class Asking(NamedTuple):
    """A caller let in, with what signs and marks their acts."""

    caller: Caller
    actor: Actor
    session: Session
    token: str
    by_cookie: bool


class Watching(NamedTuple):
    """A socket's right to watch, asked again while it lasts."""

    running: Running
    token: str

    def lasts(self) -> bool:
        now = self.running.clock().now
        return session_of(self.running, self.token, now) is not None


def running_of(connection: HTTPConnection) -> Running:
    found: Running = connection.app.state.running
    return found


def cookie_name(running: Running) -> str:
    """Browsers refuse __Host- cookies without TLS."""
    return SECURE_COOKIE if running.settings.tls_certificate else PLAIN_COOKIE


def give_cookie(running: Running, answer: Response, token: str, seconds: int) -> None:
    """Out of reach of scripts; under TLS it is bound to this host."""
    answer.set_cookie(
        cookie_name(running),
        token,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=running.settings.tls_certificate is not None,
    )


def token_of(connection: HTTPConnection) -> tuple[str, bool]:
    """The token, and whether a browser sent it by itself."""
    header = connection.headers.get("authorization", "")
    if header.lower().startswith(BEARER):
        return header[len(BEARER) :].strip(), False
    return connection.cookies.get(cookie_name(running_of(connection)), ""), True


def session_of(running: Running, token: str, at: datetime) -> Session | None:
    if not token:
        return None
    return running.vault.session(token, at) or running.vault.token(token, at)


def asking(connection: HTTPConnection) -> Asking:
    """Raises SignInNeeded."""
    running = running_of(connection)
    token, by_cookie = token_of(connection)
    session = session_of(running, token, running.clock().now)
    if session is None:
        raise SignInNeeded
    noted_in(connection).by(session, by_cookie=by_cookie)
    return Asking(_caller(running, session), _actor(session), session, token, by_cookie)


def may(action: Action, about: Units | None = None) -> Any:
    """A route's policy as a dependency."""
    policy = Policy(action, about)

    def checked(request: Request) -> Asking:
        noted_in(request).way(request)
        found = asking(request)
        check(running_of(request), found.caller, policy, request)
        return found

    checked.policy = policy  # type: ignore[attr-defined]
    return Depends(checked)


def may_or_record(action: Action, about: Units, on_behalf: Action) -> Any:
    """A leader decides, or somebody writes down which leader decided: `by` in the form says who."""
    policy = Policy(action, about, on_behalf)

    async def checked(request: Request) -> Asking:
        noted_in(request).way(request)
        by = _person_id((await request.form()).get("by"))
        return await run_in_threadpool(_deciding, request, policy, by)

    checked.policy = policy  # type: ignore[attr-defined]
    return Depends(checked)


def _deciding(request: Request, policy: Policy, by: UUID | None) -> Asking:
    """Whoever names themselves decides themselves."""
    found, running = asking(request), running_of(request)
    if by is None or by == found.caller.person:
        check(running, found.caller, policy, request)
        return found
    assert policy.action
    assert policy.about
    check(running, found.caller, Policy(policy.on_behalf, policy.about), request)
    require_authority(running, by, policy.action, policy.about, request)
    return found


def _person_id(given: object) -> UUID | None:
    """None also for what is no id: the form's own check refuses that."""
    try:
        return UUID(str(given or "").strip())
    except ValueError:
        return None


def anybody() -> Any:
    """The policy of the few routes that need no account: sign-in, language, static files, health."""

    def checked(connection: HTTPConnection) -> None:
        noted_in(connection).way(connection)

    checked.policy = Policy(None)  # type: ignore[attr-defined]
    return Depends(checked)


def may_watch(action: Action) -> Any:
    """As `may`, for a socket: a refusal closes it before it opens."""
    policy = Policy(action)

    def checked(socket: WebSocket) -> Watching:
        noted_in(socket).way(socket)
        try:
            found = asking(socket)
            check(running_of(socket), found.caller, policy, socket)
        except (SignInNeeded, NotAllowed) as refusal:
            raise WebSocketException(status.WS_1008_POLICY_VIOLATION) from refusal
        return Watching(running_of(socket), found.token)

    checked.policy = policy  # type: ignore[attr-defined]
    return Depends(checked)


def check(running: Running, caller: Caller, policy: Policy, connection: HTTPConnection) -> None:
    register = running.desk.register()
    units = policy.about(running, connection) if policy.about else None
    assert policy.action is not None
    access.require(caller, policy.action, register.network, register.office.unit, units)


async def genuine(request: Request) -> None:
    """A form sent by our own page: a browser adds the cookie by itself, but not this word.

    A cookie that lets nobody in protects nothing: then the route's own policy answers.
    """
    token, by_cookie = token_of(request)
    if request.method in SAFE_METHODS or not (by_cookie and token):
        return
    running = running_of(request)
    if await run_in_threadpool(session_of, running, token, running.clock().now) is None:
        return
    given = (await request.form()).get("csrf")
    if not running.vault.csrf_matches(token, str(given or "")):
        raise ForgedForm


def _caller(running: Running, session: Session) -> Caller:
    account = session.account
    return Caller(
        account=account.id,
        person=account.person,
        roles=account.roles,
        unit=account.unit,
        on_shift=any(
            seat.person == account.person for seat in filter(is_on_duty, seats_of(running))
        ),
        watches_only=session.watches_only,
    )


def _actor(session: Session) -> Actor:
    account = session.account
    if account.person:
        return Actor(kind=ActorKind.PERSON, id=str(account.person))
    return Actor(kind=ActorKind.ACCOUNT, id=str(account.id))
