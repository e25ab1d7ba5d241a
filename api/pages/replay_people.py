"""回放到人: what had been sent to one person by a moment, what the channels said of it, and what that person had done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.openings import openings
from api.pages.names import names_at
from api.pages.replayed import replay_page
from api.replaying import Looked, Moment, require_begun
from api.running import Running
from desk.access import Action
from domain.incident import IncidentOpened
from domain.person import PersonRegistered
from domain.shift import DutyPost
from projections.acts import acts
from projections.history_lines import Name
from projections.posts_at import posts_at, posts_held
from projections.sent import sent_to
from projections.up_to import UpTo

router = APIRouter()

SENT_DAYS, ACTED_HOURS = 31, 24  # before the moment
ACTS_MAX = 200


@router.get("/replay/people/{person}")
def show_person(
    request: Request, person: UUID, asking: Annotated[Asking, may(Action.REPLAY)], moment: Looked
) -> Response:
    """Of whoever was not on the register yet, that nothing was. Raises Unknown."""
    names, running = names_at(request, moment.seq), running_of(request)
    told = _known_of(running, person, moment, names.of)
    about = {"days": SENT_DAYS, "hours": ACTED_HOURS, "who": names.of(person), "names": names}
    return replay_page(request, asking, "replay_people.html", moment, **about, **told)


def _known_of(running: Running, person: UUID, moment: Moment, name: Name) -> dict[str, Any]:
    log, at = running.log, moment.at
    known = UpTo(log, moment.seq)
    require_begun(log, person, PersonRegistered)
    sent = sent_to(known, person, log.last_before(at - timedelta(days=SENT_DAYS)))
    recent = known.told(log.last_before(at - timedelta(hours=ACTED_HOURS)))
    own = [one for one in recent if one.meta.by.id == str(person)]
    return {
        "numbers": {one: _number(known, one) for one in {one.incident for one in sent} if one},
        "seats": _seats(known, running.desk.register().office.unit, person, at),
        "posts": posts_held(known, person, at),
        "sent": sent,
        "opened": openings(running.trail.path, sent, at),
        "acts": acts(reversed(own[-ACTS_MAX:]), name),
    }


def _number(known: UpTo, incident: UUID) -> str:
    opened = known.stream(incident)[0].event
    return opened.number if isinstance(opened, IncidentOpened) else ""


def _seats(known: UpTo, office: UUID, person: UUID, at: datetime) -> list[DutyPost]:
    """On the shift that the watch rested with."""
    on = posts_at(known, office, (), at).watching
    return [one.post for one in (*on.seats, *on.unnamed) if one.person == person] if on else []
