"""抽查: the rounds and what came of them by unit, a new round, and the links on the units' own screens."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.clock import new_id
from api.guarding import Asking, genuine, may, running_of
from api.month_figures import month_of
from api.pages.names import names_of
from api.pages.page import page, then
from api.running import Running
from api.spot_checking import desks, reachable, weighed
from api.typed import Blank
from desk.access import Action
from desk.draft import Unknown
from desk.spot_check_rounds import BeginRound, SpotCheckAnswer, begin_round, spot_check_rules
from domain.spot_check_words import CheckMethod, Sample, SampleKind
from domain.times import Basis, moment
from domain.words import UnitKind
from projections.spot_check_results import unit_results
from projections.spot_checks import rounds

router = APIRouter(prefix="/spot-checks", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_SPOT_CHECKS)]
Checking = Annotated[Asking, may(Action.SPOT_CHECK)]
ROUNDS_SHOWN, SIZE_MAX = 30, 1000
KINDS = (UnitKind.GOVERNMENT, UnitKind.DEPARTMENT, UnitKind.ENTERPRISE)


class Beginning(BaseModel):
    """`only`: units of this kind; `warned`: those in a warned area."""

    method: CheckMethod
    kind: SampleKind
    size: Annotated[int, Field(ge=1, le=SIZE_MAX)] = 5
    announced: bool = False
    only: Annotated[UnitKind | None, Blank] = None
    warned: list[UUID] = []

    def command(self, running: Running, seed: str) -> BeginRound:
        units = reachable(running, self.method)
        chosen = [one for one in units if self.only in (None, one.profile.kind)]
        as_of, lots = weighed(running, chosen, self.warned)
        if self.kind is not SampleKind.WEIGHTED:
            lots = tuple(type(one)(unit=one.unit) for one in lots)
        return BeginRound(
            method=self.method,
            announced=self.announced,
            sample=Sample(kind=self.kind, size=self.size),
            seed=seed,
            as_of=as_of,
            candidates=lots,
            began=moment(running.clock().now, Basis.KEY_PRESS),
        )


@router.get("")
def show(request: Request, asking: Seeing) -> Response:
    running, now = running_of(request), running_of(request).clock().now
    found = running.boards.read(lambda follower: rounds(follower.rows))
    units = desks(running)
    return page(
        request,
        asking,
        "spot_checks.html",
        rounds=found[:ROUNDS_SHOWN],
        results=unit_results(found),
        units=units,
        dumb=[one for one in units if not one.profile.duty_phone],
        held=running.vault.unit_links.held(now),
        names=names_of(request),
        rules=spot_check_rules(),
        month=month_of(now),
        words={"methods": tuple(CheckMethod), "samples": tuple(SampleKind), "kinds": KINDS},
    )


@router.post("")
def begin(
    request: Request, asking: Checking, key: FormKey, form: Annotated[Beginning, Form()]
) -> Response:
    command = form.command(running_of(request), new_id().hex)
    answer = act(request, asking, key, begin_round, command).answer(SpotCheckAnswer)
    return then(f"/spot-checks/{answer.check}")


@router.post("/links/{unit}")
def give_link(request: Request, unit: UUID, asking: Checking) -> Response:
    """Told this once, and the one before is over. Raises Unknown."""
    running = running_of(request)
    row = next((one for one in desks(running) if one.id == unit), None)
    if row is None:
        raise Unknown(unit)
    token = running.vault.unit_links.issue(unit, running.clock().now)
    address = running.settings.public_address or str(request.base_url)
    link = f"{address.rstrip('/')}/s/{token}"
    until = running.vault.unit_links.held(running.clock().now)[unit]
    return page(request, asking, "unit_link.html", unit=row, link=link, until=until)


@router.post("/links/{unit}/revocation")
def take_link(request: Request, unit: UUID, asking: Checking) -> Response:
    running_of(request).vault.unit_links.revoke(unit)
    return then("/spot-checks#links")
