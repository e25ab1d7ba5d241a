"""启动的表单: from what an approver typed and chose to the cards, owners and command post that the start freezes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated
from uuid import UUID

from fastapi import Form
from pydantic import BaseModel, Field

from api.pages.names import Names
from api.typed import Blank, Text, Word
from contingency_plans.activation_events import FrozenCard, PostMember
from contingency_plans.plan_text import ActionCard, PlanText
from desk.draft import Unknown
from domain.incident_marks import ResponseLevel
from domain.instruction import InstructionWay

ROWS_MAX = 60
Rows = Annotated[list[Word], Field(max_length=ROWS_MAX)]


class Approval(BaseModel):
    """`by`: the leader, when somebody else is signed in; with a PIN they stand at the desk, without one they said it.

    `roles` and `owners` belong together row by row, as do `posts` and `holders`: a unit's id, a person's, or blank.
    """

    by: Annotated[UUID | None, Blank] = None
    pin: Word = ""
    way: InstructionWay = InstructionWay.PHONE
    response_level: ResponseLevel
    scope: Text = ""
    words: Text = ""
    at: Word = ""
    roles: Rows = []
    owners: Rows = []
    posts: Rows = []
    holders: Rows = []
    units: Annotated[list[UUID], Field(max_length=ROWS_MAX)] = []


ApprovalForm = Annotated[Approval, Form()]


def command_post(form: Approval, names: Names) -> tuple[PostMember, ...]:
    """Rows without a role are blank rows."""
    rows = zip_longest(form.posts, form.holders, fillvalue="")
    return tuple(
        PostMember(role=role.strip(), unit=unit, person=person)
        for role, (unit, person) in ((role, _holder(names, who)) for role, who in rows)
        if role.strip() and (unit or person)
    )


def frozen_cards(form: Approval, names: Names, text: PlanText | None) -> tuple[FrozenCard, ...]:
    """All of the text, whatever the level: a change of level needs nothing that may change meanwhile."""
    owners = {
        role: _holder(names, who)
        for role, who in zip_longest(form.roles, form.owners, fillvalue="")
    }
    return tuple(_frozen(card, text, owners, names) for card in text.cards) if text else ()


def _frozen(
    card: ActionCard,
    text: PlanText,
    owners: dict[str, tuple[UUID | None, UUID | None]],
    names: Names,
) -> FrozenCard:
    role = text.role(card.role)
    called = role.name if role else card.role
    unit, person = owners.get(card.role, (None, None))
    return FrozenCard(
        id=card.id,
        name=card.name,
        role=called,
        minutes=card.minutes,
        steps=card.steps,
        evidence=card.evidence,
        levels=card.levels,
        owner_unit=unit,
        owner_person=person,
        owner_words=_called(names, unit) or called,
    )


def _called(names: Names, unit: UUID | None) -> str:
    found = (one.profile for one in names.units if one.id == unit)
    return next((one.short_name or one.name for one in found), "")


def _holder(names: Names, chosen: str) -> tuple[UUID | None, UUID | None]:
    """A unit or a person of the register. Raises Unknown."""
    if not chosen.strip():
        return None, None
    return next(_found(names, chosen.strip()))


def _found(names: Names, chosen: str) -> Iterator[tuple[UUID | None, UUID | None]]:
    yield from ((one.id, None) for one in names.units if str(one.id) == chosen)
    yield from ((None, one.id) for one in names.people if str(one.id) == chosen)
    raise Unknown(chosen)
