"""回放到单位: since when a unit knew of each incident, what it owed, told and was charged with, as known then and now."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.pages.names import names_at, names_of
from api.pages.replayed import replay_page
from api.replaying import Looked, Moment, require_begun
from api.running import Running
from desk.access import Action
from domain.facts import Figure
from domain.incident import IncidentOpened, KnowledgeRecorded
from domain.unit import UnitRegistered
from projections.incident_file import gather
from projections.known_of_incident import NamesThenAndNow, known_then_and_now
from projections.then_and_now import KnownKind, Line
from projections.up_to import UpTo

router = APIRouter()

KNEW_DAYS, INCIDENTS_MAX = 31, 50  # before the moment; the newest of them


class UnitIncident(NamedTuple):
    """One incident, and what of it concerns the unit, kind by kind."""

    id: UUID
    number: str
    title: str
    kinds: list[tuple[KnownKind, list[Line]]]


@router.get("/replay/units/{unit}")
def show_unit_then(
    request: Request, unit: UUID, asking: Annotated[Asking, may(Action.REPLAY)], moment: Looked
) -> Response:
    """What it knew of by then, newest first. Raises Unknown."""
    running, names = running_of(request), names_at(request, moment.seq)
    called = NamesThenAndNow(names.of, names_of(request).of)
    require_begun(running.log, unit, UnitRegistered)
    known = list(dict.fromkeys(_known_by(running, unit, moment)))
    incidents = [_told(running, id, unit, moment, called) for id in known[:INCIDENTS_MAX]]
    about = {"who": names.of(unit), "days": KNEW_DAYS, "figures": tuple(Figure)}
    return replay_page(
        request,
        asking,
        "replay_unit.html",
        moment,
        incidents=[one for one in incidents if one],
        more=len(known) - len(incidents),
        **about,
    )


def _known_by(running: Running, unit: UUID, moment: Moment) -> list[UUID]:
    """Newest knowledge first."""
    since = running.log.last_before(moment.at - timedelta(days=KNEW_DAYS))
    told = UpTo(running.log, moment.seq).told(since, KnowledgeRecorded)
    found = [
        one.originator_id
        for one in told
        if isinstance(one.event, KnowledgeRecorded) and one.event.unit == unit
    ]
    return found[::-1]


def _told(
    running: Running, id: UUID, unit: UUID, moment: Moment, names: NamesThenAndNow
) -> UnitIncident | None:
    then, now = gather(running.log, id, moment.seq), gather(running.log, id)
    if then is None or now is None:
        return None
    lines = known_then_and_now(then, now, names, moment.at, unit)
    opened = now.opened.event
    assert isinstance(opened, IncidentOpened)
    kinds = [(kind, list(there)) for kind, there in groupby(lines, lambda one: one.about.group)]
    return UnitIncident(id, opened.number, opened.title, kinds)
