"""What every page is given, and where a form goes afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse

from api.clock import new_id
from api.exercising import stripe_of
from api.guarding import Asking, running_of
from api.languages import language_of
from api.panels import ACTS
from api.rendering import instant_text, render
from api.running import Running
from desk import access
from desk.access import Action


def page(request: Request, asking: Asking | None, template: str, **data: Any) -> HTMLResponse:
    """A page of another moment gives its own `now`, `read_at` and `speed`; of a past case all stand where its record ends."""
    running, now = running_of(request), running_of(request).clock().now
    ended = running.ended
    shell = {
        "csrf": running.vault.csrf(asking.token) if asking else "",
        "command_id": new_id,
        "me": asking.session.account if asking else None,
        "may": lambda name, whole=False: bool(
            asking and can(request, asking, Action(name), whole=whole)
        ),
        "may_act": [one for one in ACTS if asking and can(request, asking, one)],
        "now": instant_text((ended and ended.recorded_at) or now),
        "read_at": now,
        "speed": 0 if ended else running.speed,
        "path": request.url.path,
        "demonstration": running.settings.demonstration,
        "reading": running.reading,
        "past": running.settings.past,
        "past_ended": ended and ended.recorded_at,
        "stripe": stripe_of(request, data),
        "receipts": carried_by(running, asking) if asking else None,
    }
    return HTMLResponse(render(template, language_of(request), **(shell | data)))


def carried_by(running: Running, asking: Asking) -> dict[str, Any]:
    """What this browser is to keep of what it was told, and of which log that is."""
    lines = running.receipts.take(asking.token)
    epoch, _ = running.epoch()
    return {"lines": lines, "store": running.log.store_id, "epoch": epoch}


def can(request: Request, asking: Asking, action: Action, *, whole: bool = False) -> bool:
    """Whether to offer a form at all; the route decides again.

    A page about a thing was let in as one that concerns its reader; `whole`: a way to all there are.
    """
    register = running_of(request).desk.register()
    of_a_thing = action in access.OF_A_THING and not whole
    units = (asking.caller.unit,) if of_a_thing else None
    return access.allowed(asking.caller, action, register.network, register.office.unit, units)


def then(path: str, taken: UUID | None = None) -> RedirectResponse:
    """After a form: look at what became of it. A reload sends nothing twice.

    `taken`: the command of a form that keeps its draft; the browser forgets the draft.
    """
    way, mark, place = path.partition("#")
    told = f"{'&' if '?' in way else '?'}taken={taken}" if taken else ""
    return RedirectResponse(f"{way}{told}{mark}{place}", 303)
