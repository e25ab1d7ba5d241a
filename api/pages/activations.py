"""应急响应: one page that is its forms and its record."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.authority import deciders
from api.concerns import of_activation
from api.guarding import Asking, genuine, may, running_of
from api.pages.incident import revealed
from api.pages.names import names_of
from api.pages.page import can, page
from api.proposed_plans import TextChanged, levels_of, pinned_text
from api.running import Running
from contingency_plans.response_rules import response_rules
from desk.access import Action
from desk.draft import Unknown
from domain.instruction import InstructionWay
from domain.words import Channel
from projections.activation_page import activation_page
from projections.activations import ACTIVATIONS, ActivationRow
from projections.beside import BESIDE
from projections.incident_file import IncidentFile, gather
from projections.incident_page import incident_page
from projections.network import PersonRow
from projections.plans import PLAN_CLOCKS

router = APIRouter(prefix="/activations/{activation}", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_INCIDENT, of_activation)]


CHOICES: dict[str, Any] = {"ways": tuple(InstructionWay), "channels": tuple(Channel)}


@router.get("")
def show(request: Request, activation: UUID, asking: Seeing) -> Response:
    running, names = running_of(request), names_of(request)
    seen = running.log.head().seq  # before anything is read
    row = row_of(running, activation)
    file = _file(running, row)
    clocks = running.boards.read(
        lambda f: {one.id: one for one in f.rows[PLAN_CLOCKS.name].values()}
    )
    reveal = partial(revealed, running.vault, personal=can(request, asking, Action.SEE_PERSONAL))
    return page(
        request,
        asking,
        "activation.html",
        shown=activation_page(row, file, clocks, names.of),
        file=incident_page(file, names.of),
        seen=seen,
        names=names,
        reveal=reveal,
        **_choices(running, file, row),
    )


def row_of(running: Running, activation: UUID) -> ActivationRow:
    """Raises Unknown."""
    row: ActivationRow | None = running.boards.read(
        lambda follower: follower.rows[ACTIVATIONS.name].get(activation)
    )
    if row is None:
        raise Unknown(activation)
    return row


def _file(running: Running, row: ActivationRow) -> IncidentFile:
    incident = row.activation.proposed.incident
    beside = running.boards.read(lambda follower: follower.rows[BESIDE.name].get(incident))
    file = gather(running.log, incident, beside=beside.streams if beside else ())
    if file is None:
        raise Unknown(incident)
    return file


def _choices(running: Running, file: IncidentFile, row: ActivationRow) -> dict[str, Any]:
    """What its forms offer. A text that has changed since can be read in the record, and starts nothing any more."""
    try:
        text, changed = pinned_text(running, row.activation.proposed.pinned), False
    except TextChanged:
        text, changed = None, True
    return CHOICES | {
        "text": text,
        "changed": changed,
        "rung": response_rules().rung(file.incident.level, file.incident.subtype),
        "levels": levels_of(running, row.activation.proposed.pinned),
        "office": running.desk.register().office.unit,
        "deciders": partial(_deciders, running, file),
    }


def _deciders(running: Running, file: IncidentFile) -> list[PersonRow]:
    units = {one.unit for one in file.incident.knowledge}
    return deciders(running, Action.ACTIVATE_PLAN, units)
