"""复盘: one incident after it is over, on one page: its timeline, its clocks then and now, turning points, lessons, signature."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.authority import deciders
from api.concerns import of_incident
from api.guarding import Asking, genuine, may, may_or_record, running_of
from api.pages.incident import beside
from api.pages.lessons import plans_known
from api.pages.lessons import router as lessons
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Blank, Text
from desk import after_action as commands
from desk.access import Action
from desk.draft import Unknown
from domain.incident import Standing
from domain.times import Basis, moment
from projections.follower import Follower
from projections.hop_table import hop_table
from projections.incident_file import IncidentFile, gather
from projections.network import PEOPLE, PersonRow
from projections.review_timeline import Strand, timeline
from projections.reviews import Lesson, ReviewRow, lessons_of, review_of

router = APIRouter(dependencies=[Depends(genuine)])
router.include_router(lessons)

PAGE = "/incidents/{incident}/review"
Seeing = Annotated[Asking, may(Action.SEE_REVIEW, of_incident)]
Reviewing = Annotated[Asking, may(Action.REVIEW_INCIDENT, of_incident)]
Signing = Annotated[
    Asking, may_or_record(Action.SIGN_REVIEW, of_incident, on_behalf=Action.REVIEW_INCIDENT)
]
Reopening = Annotated[Asking, may(Action.SIGN_REVIEW, of_incident)]


class Opened(BaseModel):
    moderator: Annotated[UUID | None, Blank] = None


class Chosen(BaseModel):
    """`seq`: a position of the log."""

    seq: Annotated[int, Field(ge=1)]
    words: Text = ""


class Assessed(BaseModel):
    worked: Text = ""
    failed: Text = ""


class Signed(BaseModel):
    by: Annotated[UUID | None, Blank] = None
    words: Text = ""


@router.get(PAGE)
def show(
    request: Request, incident: UUID, asking: Seeing, strand: Strand | None = None
) -> Response:
    running, name = running_of(request), names_of(request).of
    file = gather(running.log, incident, beside=beside(running, incident))
    if file is None:
        raise Unknown(incident)
    row, lessons = running.boards.read(lambda follower: _reviewed(follower, incident))
    points = row.review.points if row else ()
    lines = timeline(file.history, points, name)
    shown = {
        "file": file,
        "row": row,
        "lessons": lessons,
        "lines": [one for one in lines if strand in (None, one.strand)],
        "turned": [one for one in lines if one.point],
        "hops": hop_table(file, name),
        "strands": tuple(Strand),
        "strand": strand,
        "is_over": is_over(file),
    }
    return page(request, asking, "review.html", **shown, **_choices(request, running))


def _reviewed(follower: Follower, incident: UUID) -> tuple[ReviewRow | None, tuple[Lesson, ...]]:
    row = review_of(follower.rows, incident)
    return row, lessons_of(follower.rows, row) if row else ()


def _choices(request: Request, running: Running) -> dict[str, Any]:
    people: list[PersonRow] = running.boards.read(
        lambda follower: list(follower.rows[PEOPLE.name].values())
    )
    names = names_of(request)
    return {
        "names": names,
        "units": names.units,
        "people": sorted(people, key=lambda one: one.profile.name),
        "plans": plans_known(running),
        "titles": {id: one.profile.title for id, one in running.desk.register().plans.items()},
        "signers": lambda: deciders(running, Action.SIGN_REVIEW, ()),
    }


def is_over(file: IncidentFile) -> bool:
    """What ends an exercise annuls what it left open."""
    incident = file.incident
    played = bool(incident.exercise) and incident.standing is Standing.ANNULLED
    return incident.standing is Standing.CLOSED or played


@router.post(PAGE)
def open_it(
    request: Request,
    incident: UUID,
    asking: Reviewing,
    key: FormKey,
    form: Annotated[Opened, Form()],
) -> Response:
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.OpenReview(incident=incident, moderator=form.moderator, opened=now)
    act(request, asking, key, commands.open_review, command)
    return _back(incident)


@router.post(f"{PAGE}/points")
def choose(
    request: Request,
    incident: UUID,
    asking: Reviewing,
    key: FormKey,
    form: Annotated[Chosen, Form()],
) -> Response:
    command = commands.ChooseTurningPoint(incident=incident, seq=form.seq, words=form.words)
    act(request, asking, key, commands.choose_turning_point, command)
    return _back(incident, "turned")


@router.post(f"{PAGE}/points/{{point}}/removal")
def remove(
    request: Request,
    incident: UUID,
    point: UUID,
    asking: Reviewing,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = commands.RemoveTurningPoint(incident=incident, point=point, reason=reason)
    act(request, asking, key, commands.remove_turning_point, command)
    return _back(incident, "turned")


@router.post(f"{PAGE}/assessment")
def assess(
    request: Request,
    incident: UUID,
    asking: Reviewing,
    key: FormKey,
    form: Annotated[Assessed, Form()],
) -> Response:
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.AssessReview(
        incident=incident, worked=form.worked, failed=form.failed, assessed=now
    )
    act(request, asking, key, commands.assess_review, command)
    return _back(incident, "assessment")


@router.post(f"{PAGE}/signature")
def sign(
    request: Request, incident: UUID, asking: Signing, key: FormKey, form: Annotated[Signed, Form()]
) -> Response:
    signer = form.by or asking.caller.person or asking.caller.account
    now = moment(running_of(request).clock().now, Basis.KEY_PRESS)
    command = commands.SignReview(incident=incident, signer=signer, words=form.words, signed=now)
    act(request, asking, key, commands.sign_review, command, by=form.by)
    return _back(incident, "signature")


@router.post(f"{PAGE}/reopening")
def reopen(
    request: Request,
    incident: UUID,
    asking: Reopening,
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = commands.ReopenReview(incident=incident, reason=reason)
    act(request, asking, key, commands.reopen_review, command)
    return _back(incident, "signature")


def _back(incident: UUID, place: str = "") -> Response:
    return then(f"/incidents/{incident}/review{'#' if place else ''}{place}")
