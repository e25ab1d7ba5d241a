"""事件页: one incident as it is known now, with every form that may be sent about it."""

from __future__ import annotations

import logging
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import dials_about
from api.authority import deciders, witnesses
from api.concerns import of_incident
from api.guarding import Asking, may, running_of
from api.intake import COUNTED
from api.languages import language_of
from api.next_steps import steps_of
from api.owning import owner_line
from api.pages.names import Names, names_of
from api.pages.page import can, page
from api.pages.reports import ON_PAPER
from api.proposed_plans import plans_of_incident
from api.running import Running
from api.typed import TYPED_BASES
from desk.access import Action
from desk.draft import Unknown
from desk.vault.accounts import VaultBroken
from desk.vault.vault import Vault
from domain.actors import Sealed
from domain.breach import late_breach_id
from domain.breach_kinds import COMPUTED
from domain.conduct import Conduct
from domain.deadline import Deadline
from domain.dial import DialOutcome
from domain.elements import missing, special
from domain.incident import IncidentOpened, Means
from domain.incident_marks import ResponseLevel, WarningColour
from domain.instruction import InstructionWay
from domain.level_proposal import near_miss_of, propose_level
from domain.telephone_signature import text_number
from domain.words import Channel, IncidentClass, Level, Stage, Tier
from projections.attachments import ATTACHMENTS, FileLine
from projections.beside import beside_of
from projections.incident_file import IncidentFile, gather
from projections.incident_page import IncidentPage, incident_page
from projections.instructions import instructions_of
from projections.network import PersonRow
from projections.owed_elements import owed_elements
from projections.reviews import review_of
from projections.skipped import skipped
from projections.to_verify import to_verify

log = logging.getLogger("shoubao.pages.incident")

UNREADABLE = "〔×〕"
CHOICES: dict[str, Any] = {
    "stages": tuple(Stage),
    "channels": tuple(Channel),
    "classes": tuple(IncidentClass),
    "levels": tuple(Level),
    "ways": ON_PAPER,
    "means": tuple(Means),
    "outcomes": tuple(DialOutcome),
    "counted": COUNTED,
    "to_verify": to_verify,
    "instruction_ways": tuple(InstructionWay),
    "conducts": tuple(Conduct),
    "bases": TYPED_BASES,
    "colours": tuple(WarningColour),
    "response_levels": tuple(ResponseLevel),
}

router = APIRouter()

Seeing = Annotated[Asking, may(Action.SEE_INCIDENT, of_incident)]


@router.get("/incidents/{incident}")
def show(request: Request, incident: UUID, asking: Seeing, clock: UUID | None = None) -> Response:
    running, names = running_of(request), names_of(request)
    seen = (
        running.log.head().seq
    )  # before anything is read: what comes after may not be on the page
    file = gather(running.log, incident, beside=beside(running, incident))
    if file is None:
        raise Unknown(incident)
    shown = incident_page(file, names.of)
    chosen = next((one.deadline for one in shown.clocks if one.id == clock), None)
    chosen = chosen or _most_urgent(shown)
    return page(
        request,
        asking,
        "incident.html",
        file=shown,
        seen=seen,
        chosen=chosen,
        ends=_ends(running, chosen),
        reveal=partial(revealed, running.vault, personal=can(request, asking, Action.SEE_PERSONAL)),
        **_choices(running, file, names, language_of(request)),
        **_judging(running, file),
        **_leading(running, file, names, asking.caller.person),
    )


def _choices(running: Running, file: IncidentFile, names: Names, language: str) -> dict[str, Any]:
    """Whom and what its forms offer; who may decide is asked only where it is offered."""
    incident, opened = file.incident, file.opened.event
    assert isinstance(opened, IncidentOpened)
    return CHOICES | {
        "missing": partial(missing, more=special(incident.klass, incident.subtype)),
        "owed": owed_elements(file, names.of),
        "skipped": skipped(file, running.desk.register().network, names.of),
        "units": names.units,
        "names": names,
        "steps": steps_of(running, file),
        "review": partial(running.boards.read, lambda found: review_of(found.rows, file.id)),
        "attachments": _attachments(running, file.id),
        "deciders": partial(_who_may, running, file, Action.DECIDE_LEVEL),
        "signers": partial(_signers, running, file),
        "open_incidents": running.boards.board().incidents,
        "plans_of": partial(plans_of_incident, running, incident, opened.title),
        "plan_deciders": partial(_who_may, running, file, Action.ACTIVATE_PLAN),
        "tiers": tuple(Tier),
        "owner": partial(owner_line, running, names.of, language),
    }


def _judging(running: Running, file: IncidentFile) -> dict[str, Any]:
    """What the figures say of its level, and what is charged about it."""
    book = running.desk.register().book
    late = (
        (late_breach_id(id, clock), file.breaches.get(id)) for id, clock in file.deadlines.items()
    )
    charged = [(id, breach) for id, breach in (*late, *file.suspected.items()) if breach]
    return {
        "proposal": propose_level(file.incident, book.levels),
        "near_miss": near_miss_of(file.incident, book.levels),
        "suspected": charged,
        "alleged_kinds": [one for one in book.breaches.kinds if one.id not in COMPUTED],
    }


def _leading(running: Running, file: IncidentFile, names: Names, me: UUID | None) -> dict[str, Any]:
    """What leaders said, were rung for and signed, and who may write it down for them."""
    return {
        "instructions": instructions_of(file, names.of),
        "leaders": partial(_who_may, running, file, Action.INSTRUCT),
        "state_of": file.reports.__getitem__,
        "number_of": text_number,
        "witnesses": partial(witnesses, running, me),
        "dials": dials_about(running, file.id),
        "rings": [one for one in running.boards.board().rings if one.incident == file.id],
    }


def beside(running: Running, incident: UUID) -> tuple[UUID, ...]:
    return running.boards.read(lambda follower: beside_of(follower.rows, incident))


def _attachments(running: Running, incident: UUID) -> tuple[FileLine, ...]:
    row = running.boards.read(lambda follower: follower.rows[ATTACHMENTS.name].get(incident))
    return row.files if row else ()


def _ends(running: Running, chosen: Deadline | None) -> tuple[UUID, UUID | None]:
    """From whom to whom the next report most likely goes: as the clock says, else from us one step up."""
    if chosen:
        return chosen.terms.reporting_entity, chosen.terms.recipient
    register = running.desk.register()
    us = register.office.unit
    upper = register.network.upper_government(us)
    return us, upper.id if upper else None


def _who_may(running: Running, file: IncidentFile, action: Action) -> list[PersonRow]:
    units = {one.unit for one in file.incident.knowledge}
    return deciders(running, action, units)


def _signers(running: Running, file: IncidentFile, report: UUID) -> list[PersonRow]:
    entity = file.reports[report].hop.reporting_entity
    return deciders(running, Action.SIGN_REPORT, (entity,))


def revealed(vault: Vault, box: Sealed | None, field: str, *, personal: bool) -> str | None:
    """A damaged box must not take the page with it."""
    try:
        return vault.reveal(box, field) if box and personal else None
    except VaultBroken:
        log.exception("sealed words of %s cannot be opened", box.subject if box else "")
        return UNREADABLE


def _most_urgent(shown: IncidentPage) -> Deadline | None:
    return next((one.deadline for one in shown.clocks if one.deadline.open), None)
