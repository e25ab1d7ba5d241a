"""What every replayed page is given: its bar, its clock, its links.

    @router.get("/replay/incidents/{incident}")
    def show(request, incident, asking: Annotated[Asking, may(Action.REPLAY)], moment: Looked) -> Response:
        return replay_page(request, asking, "replay_incident.html", moment, file=…)

The template extends base.html, takes in css/replay.css, and includes part/replay_bar.html first in its main block.
"""

from __future__ import annotations

import re
from typing import Any

from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from api.guarding import Asking, running_of
from api.pages.page import page
from api.rendering import instant_text
from api.replay_track import SPANS, TICKS, span_of, track_of
from api.replaying import Moment

REPLAYED = {  # things a board links to → where their replay is; whatever is not here has none
    "incidents": "/replay/incidents"
}
LINK = re.compile(r'( class="act")? href="/([a-z-]*)(/[0-9a-f-]{36})?[^"]*"')


def replay_page(
    request: Request, asking: Asking, template: str, moment: Moment, **data: Any
) -> HTMLResponse:
    """The page's clock stands at the moment, and so does everything that counts down on it."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("seq", "at")]
    frame = {"now": instant_text(moment.at), "speed": 0, "read_at": moment.at}
    track = track_of(running_of(request).log, moment, span_of(request.query_params.get("span")))
    bar = {"moment": moment, "kept": kept, "track": track, "spans": SPANS, "wide": TICKS}
    return page(request, asking, template, **frame, **bar, **data)


def as_replayed(panel: str, moment: Moment) -> Markup:
    """A panel as the live board had it; its links lead to what was known then, or nowhere: nobody acts on the past."""

    def led(link: re.Match[str]) -> str:
        act, thing, id = link.groups()
        there = "" if act else REPLAYED.get(thing, "")
        return f' href="{there}{id or ""}?{moment.query}"' if there else act or ""

    return Markup(LINK.sub(led, panel))  # noqa: S704 - made by our own autoescaping template
