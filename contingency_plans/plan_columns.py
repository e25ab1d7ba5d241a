"""登记册的栏目: what a register says of a plan, column by column, and one row's cells as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from contingency_plans.plan_flags import PlanFlag, flagged
from contingency_plans.plan_typed import seen


class PlanColumn(StrEnum):
    """One column."""

    JURISDICTION = "jurisdiction"
    TIER = "tier"
    TITLE = "title"
    EDITION = "edition"
    TYPE = "type"
    CLASS = "class"
    SUBTYPES = "subtypes"
    OWNER = "owner"
    ISSUER = "issuer"
    APPROVER = "approver"
    ISSUED = "issued"
    NUMBER = "number"
    PUBLISHED = "published"
    STATUS = "status"
    VALID_UNTIL = "valid_until"
    SECRECY = "secrecy"
    NOTE = "note"
    ID = "id"


Cells = Mapping[PlanColumn, str]
NEVER_SAID = ("library", "text", "public_text", "annexes", "owner_unit")  # no register has these
NONE = frozenset({"无", "没有", "-", "—", "/", "none"})


class RowReading:
    """`flags`: of what was read so far; `unsaid`: fields of the record that no cell speaks of."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self.flags: list[str] = []
        self.unsaid: set[str] = set(NEVER_SAID)

    def text(self, column: PlanColumn, *fields: str) -> str:
        """As it stands there. Blank says nothing of the fields; 无 says that there is none."""
        found = seen(self._cells.get(column, ""))
        if not found:
            self.unsaid.update(fields)
        return "" if found.casefold() in NONE else found

    def flag(self, flag: PlanFlag, found: str) -> None:
        self.flags.append(flagged(flag, found))
