"""预案登记册: rows as real registers write them, read by the columns of the product."""

from __future__ import annotations

from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_register import Registration, register
from contingency_plans.plan_rows import read_row
from contingency_plans.shelf import Shelf, after
from tests.support.ladder import unit_id

OFFICE = unit_id("county")
PLACE = "临江县"


def row(title: str, at: int = 2, /, **cells: str) -> PlanEntry:
    """`row("临江县防汛应急预案", issued="2024-03-01")`."""
    named = {PlanColumn(name): text for name, text in cells.items()}
    base = {PlanColumn.JURISDICTION: PLACE, PlanColumn.TYPE: "专项", PlanColumn.CLASS: "自然灾害"}
    entry = read_row({**base, PlanColumn.TITLE: title, **named}, PLACE, at)
    assert entry
    return entry


def rows(*told: tuple[str, dict[str, str]]) -> list[PlanEntry]:
    return [row(title, n, **cells) for n, (title, cells) in enumerate(told, 2)]


def taken_in(entries: list[PlanEntry], shelf: Shelf | None = None) -> tuple[Registration, Shelf]:
    """What becomes of the rows, and the register after them."""
    before = shelf or {}
    found = register(entries, before, OFFICE)
    then = after(before, ((id, one) for id, some in found.events.items() for one in some))
    return found, then


def standings(found: Registration) -> list[str]:
    return [one.standing.value for one in found.outcomes]
