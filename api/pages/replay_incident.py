"""回放一个事件: 本机关此刻所知, beside what is known of it now."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.openings import openings
from api.pages.incident import beside, revealed
from api.pages.names import Names, names_at, names_of
from api.pages.page import can
from api.pages.replayed import replay_page
from api.replaying import Looked, Moment
from api.running import Running
from api.unshown import lists_of
from desk.access import Action
from desk.draft import Unknown
from domain.elements import missing, special
from domain.facts import Figure
from domain.incident import IncidentOpened
from domain.telephone_signature import text_number
from projections.incident_file import IncidentFile, gather
from projections.incident_page import incident_page
from projections.instructions import instructions_of
from projections.known_of_incident import NamesThenAndNow, known_then_and_now
from projections.owed_elements import owed_elements
from projections.sent import messages
from projections.skipped import skipped
from projections.then_and_now import Difference, KnownKind, Line
from projections.to_verify import to_verify
from projections.up_to import UpTo

router = APIRouter()


@router.get("/replay/incidents/{incident}")
def show_incident_then(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.REPLAY)],
    moment: Looked,
) -> Response:
    """By the live page's own parts; what it knew of is told even before there was anything to tell."""
    running, names = running_of(request), names_at(request, moment.seq)
    now, then = _files(running, incident, moment)
    opened = now.opened.event
    assert isinstance(opened, IncidentOpened)
    called = NamesThenAndNow(names.of, names_of(request).of)
    lines = known_then_and_now(then, now, called, moment.at)
    return replay_page(
        request,
        asking,
        "replay_incident.html",
        moment,
        incident_id=incident,
        number=opened.number,
        title=opened.title,
        exercise=opened.exercise is not None,
        kinds=[(kind, list(there)) for kind, there in groupby(lines, _kind)],
        marks=_marks(lines),
        figures=tuple(Figure),
        nobody=lambda _: False,
        reveal=partial(revealed, running.vault, personal=can(request, asking, Action.SEE_PERSONAL)),
        **(_as_known(running, then, names) if then else {"file": None}),
        **(_sent_about(running, then, moment) if then else {}),
    )


def _files(
    running: Running, incident: UUID, moment: Moment
) -> tuple[IncidentFile, IncidentFile | None]:
    hung_on = beside(running, incident)
    now = gather(running.log, incident, beside=hung_on)
    if now is None:
        raise Unknown(incident)
    return now, gather(running.log, incident, moment.seq, beside=hung_on)


def _kind(line: Line) -> KnownKind:
    return line.about.group


def _marks(lines: tuple[Line, ...]) -> list[tuple[Difference, int]]:
    found = Counter(line.difference for line in lines)
    return [
        (mark, found[mark]) for mark in Difference if mark is not Difference.SAME and found[mark]
    ]


def _as_known(running: Running, file: IncidentFile, names: Names) -> dict[str, Any]:
    """What the live page's parts read, of what was on record then."""
    incident = file.incident
    return {
        "file": incident_page(file, names.of),
        "names": names,
        "missing": partial(missing, more=special(incident.klass, incident.subtype)),
        "lists": lists_of(file, names.of),
        "owed": owed_elements(file, names.of),
        "skipped": skipped(file, running.desk.register().network, names.of),
        "instructions": instructions_of(file, names.of),
        "state_of": file.reports.__getitem__,
        "number_of": text_number,
        "to_verify": to_verify,
    }


def _sent_about(running: Running, file: IncidentFile, moment: Moment) -> dict[str, Any]:
    """To each person: what the channels said of it, whether it was opened and answered by then."""
    streams = dict.fromkeys(one.originator_id for one in file.history)
    sent = messages(UpTo(running.log, moment.seq), streams)
    return {
        "sent": sent[::-1],
        "opened": openings(running.trail.path, sent, moment.at),
    }
