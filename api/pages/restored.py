"""恢复核对: after the log was put back from a copy, what is missing, the numbers that paper shows, and that somebody knows."""

from __future__ import annotations

from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import AfterValidator, BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import page, then
from api.typed import Text
from desk.access import Action
from desk.documents import series_of
from desk.exercises import SERIES as EXERCISES
from desk.log.log import Log
from desk.opening import EXERCISE_SERIES, REAL_SERIES
from desk.register import SHANGHAI
from desk.restoration import (
    AcknowledgeRestoration,
    TellLostNumbers,
    acknowledge_restoration,
    tell_lost_numbers,
)
from desk.spot_check_rounds import SERIES as SPOT_CHECKS
from domain import office as offices
from domain import series as numbers
from domain.document import DocumentKind
from domain.kernel import fold
from domain.office import EpochBegan
from domain.series import series_id

router = APIRouter(dependencies=[Depends(genuine)])

PAGE = "/restored"
SERIES = (
    REAL_SERIES,
    *(series_of(kind, exercise=False) for kind in DocumentKind),
    SPOT_CHECKS,
    EXERCISES,
    EXERCISE_SERIES,
    *(series_of(kind, exercise=True) for kind in DocumentKind),
)

Checking = Annotated[Asking, may(Action.CHECK_RESTORATION)]


def _known(series: str) -> str:
    if series not in SERIES:
        raise ValueError("no series of this office")
    return series


class LastNumber(NamedTuple):
    """`kind`: of papers; None for what `name` says."""

    series: str
    last: int
    kind: DocumentKind | None
    name: str
    exercise: bool


class AcknowledgementForm(BaseModel):
    words: Text


class NumbersForm(BaseModel):
    series: Annotated[str, AfterValidator(_known)]
    year: Annotated[int, Field(ge=2000, le=2199)]
    last: Annotated[int, Field(ge=1, le=1_000_000)]
    words: Text


@router.get(PAGE)
def show_restoration(
    request: Request, asking: Annotated[Asking, may(Action.SEE_BOARD)]
) -> Response:
    running = running_of(request)
    office, year = running.desk.register().office, running.clock().now.astimezone(SHANGHAI).year
    return page(
        request,
        asking,
        "restored.html",
        restoration=office.restoration,
        reason=_reason(running.log, offices.office_id(office.store_id)),
        numbers=[_number(running.log, one, year) for one in SERIES],
        year=year,
    )


@router.post(f"{PAGE}/acknowledgement")
def acknowledge(
    request: Request,
    asking: Checking,
    key: FormKey,
    form: Annotated[AcknowledgementForm, Form()],
) -> Response:
    act(request, asking, key, acknowledge_restoration, AcknowledgeRestoration(words=form.words))
    return then(PAGE)


@router.post(f"{PAGE}/numbers")
def tell_numbers(
    request: Request, asking: Checking, key: FormKey, form: Annotated[NumbersForm, Form()]
) -> Response:
    told = TellLostNumbers(series=form.series, year=form.year, last=form.last, words=form.words)
    act(request, asking, key, tell_lost_numbers, told)
    return then(PAGE)


def _number(log: Log, series: str, year: int) -> LastNumber:
    played = series.startswith("exercise-")
    name = series.removeprefix("exercise-")
    paper = name.startswith("document-")
    kind = DocumentKind(name.removeprefix("document-")) if paper else None
    return LastNumber(series, _last(log, series, year), kind, name.replace("-", "_"), played)


def _last(log: Log, series: str, year: int) -> int:
    """0: none was given yet."""
    stream = log.stream(series_id(log.store_id, series, year))
    state = fold(numbers.evolve, None, (one.event for one in stream[-1:]))
    return state.last if state else 0


def _reason(log: Log, office: UUID) -> str:
    """The last epoch's."""
    reasons = [one.event.reason for one in log.stream(office) if isinstance(one.event, EpochBegan)]
    return reasons[-1] if reasons else ""
