"""A plan or one of its versions as a form tells it: read as a row of a register is, with what was cleared taken away."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.typed import Text, Word
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_commands import PlanUntitled
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_rows import read_row
from contingency_plans.plan_words import PlanSecrecy, PlanType
from domain.words import Tier

NONE = "无"
FIELDS = {"tiers": tuple(Tier), "types": tuple(PlanType), "secrecies": tuple(PlanSecrecy)}


class PlanForm(BaseModel):
    """The columns of a register."""

    title: Word = ""
    jurisdiction: Word = ""
    tier: Word = ""
    edition: Word = ""
    type: Word = ""
    klass: Word = Field(default="", alias="class")
    subtypes: Word = ""
    owner: Word = ""
    issuer: Word = ""
    approver: Word = ""
    issued: Word = ""
    number: Word = ""
    published: Word = ""
    status: Word = ""
    valid_until: Word = ""
    secrecy: Word = ""
    note: Text = ""

    def cells(self) -> dict[PlanColumn, str]:
        told = self.model_dump(by_alias=True)
        return {PlanColumn(name): text.strip() for name, text in told.items()}


def told_entry(cells: dict[PlanColumn, str], place: str) -> PlanEntry:
    """Raises PlanUntitled."""
    entry = read_row(cells, place)
    if entry is None:
        raise PlanUntitled
    return entry


def cleared(cells: dict[PlanColumn, str], before: dict[PlanColumn, str]) -> dict[PlanColumn, str]:
    """In a form that shows what is on record, an emptied field says that there is none."""
    return {one: NONE if before.get(one) and not text else text for one, text in cells.items()}
