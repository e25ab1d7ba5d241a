"""A register looked at before it is taken in: what would become of each row, and the one command that does it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from api.languages import LANGUAGES
from api.plan_sheets.owners import Owners
from api.plan_sheets.reading import PlanLine, PlanLines, plan_lines
from api.plan_sheets.written import cells_of
from api.sheets.reader import Table
from contingency_plans.plan import Plan
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_edited import edited_row
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_places import alike
from contingency_plans.plan_register import Outcome, Registration, RowStanding, register
from contingency_plans.plan_replacing import Replacement
from contingency_plans.plan_rows import read_row
from contingency_plans.shelf import Shelf, after
from desk.plans import RegisterPlans
from desk.register import Register


class PlanSheetRow(NamedTuple):
    """`alike`: other plans it may be the same as; `over`: how the version is replaced by this sheet."""

    sheet: str
    number: int
    outcome: Outcome
    alike: tuple[str, ...] = ()
    over: Replacement | None = None

    @property
    def flags(self) -> tuple[str, ...]:
        return self.outcome.entry.version.flags

    @property
    def to_look_at(self) -> bool:
        new = self.outcome.standing is RowStanding.NEW_PLAN
        return self.outcome.standing is not RowStanding.SAME and bool(
            not new or self.flags or self.alike or self.over
        )


class PlanPreview(NamedTuple):
    """`shelf`: the register as it would stand; `shared`: how many plans each number of several has."""

    rows: list[PlanSheetRow]
    lines: PlanLines
    found: Registration
    shelf: Shelf
    shared: dict[str, int]
    command: RegisterPlans
    seq: int

    def count(self, standing: RowStanding) -> int:
        return Counter(one.outcome.standing for one in self.rows)[standing]

    @property
    def changing(self) -> bool:
        return any(self.found.events.values())

    @property
    def plans(self) -> int:
        return len({one.outcome.plan for one in self.rows})

    @property
    def versions(self) -> int:
        return len({one.outcome.version.id for one in self.rows})

    @property
    def flagged(self) -> list[PlanSheetRow]:
        return [one for one in self.rows if one.flags]


def preview(tables: list[Table], known: Register) -> PlanPreview:
    """Raises NoPlanList, TooManyVersions."""
    lines = plan_lines(tables)
    owners = Owners(known)
    read = [(line, _entry(line, known.plans, owners.region)) for line in lines.lines]
    entries = [owners.with_unit(entry) for _, entry in read if entry]
    told = [line for line, entry in read if entry]
    lines.unread.extend((line.number, line.title) for line, entry in read if entry is None)
    found = register(entries, known.plans, owners.office)
    shelf = after(known.plans, ((id, one) for id, some in found.events.items() for one in some))
    rows = _rows(told, found, shelf)
    command = RegisterPlans(entries=tuple(entries))
    return PlanPreview(rows, lines, found, shelf, _shared(rows), command, known.read_upto)


def _entry(line: PlanLine, shelf: Shelf, region: str) -> PlanEntry | None:
    """None: 无 stands for the title. A row of our own export says only what was edited in it."""
    known = _on_record(line, shelf)
    if known is None:
        return read_row(line.cells, region, line.number)
    plan, version = known
    written = [cells_of(plan, version, language) for language in LANGUAGES]
    edited = edited_row(line.cells, written, version, region, line.number)
    return replace(edited, plan=plan.id) if edited else None


def _on_record(line: PlanLine, shelf: Shelf) -> tuple[Plan, PlanVersion] | None:
    """Which plan and version of ours the row says it is of."""
    plan_id, _, version_id = line.cells.get(PlanColumn.ID, "").partition("/")
    try:
        plan = shelf.get(UUID(plan_id.strip()))
        version = plan.version(UUID(version_id.strip())) if plan else None
    except ValueError:
        return None
    return (plan, version) if plan and version else None


def _rows(lines: list[PlanLine], found: Registration, shelf: Shelf) -> list[PlanSheetRow]:
    others = _alike(shelf)
    over = {one.version: one for one in found.replaced}
    return [
        PlanSheetRow(
            line.sheet,
            line.number,
            outcome,
            others.get(outcome.plan, ()) if outcome.standing is RowStanding.NEW_PLAN else (),
            None if outcome.standing is RowStanding.DUPLICATE else over.get(outcome.version.id),
        )
        for line, outcome in zip(lines, found.outcomes, strict=True)
    ]


def _alike(shelf: Shelf) -> dict[UUID, tuple[str, ...]]:
    """By title; not those of which one is known to take the other's place."""
    linked = _linked(shelf)
    standing = ((id, one.profile) for id, one in shelf.items() if not one.withdrawn)
    return {
        id: tuple(shelf[other].profile.title for other in sorted(same) if {id, other} not in linked)
        for id, same in alike(standing).items()
    }


def _linked(shelf: Shelf) -> list[set[UUID]]:
    held = {version.id: id for id, plan in shelf.items() for version in plan.versions}
    return [
        {id, held[one.by]}
        for id, plan in shelf.items()
        for one in plan.replaced
        if one.by and held.get(one.by, id) != id
    ]


def _shared(rows: list[PlanSheetRow]) -> dict[str, int]:
    """一文多预案."""
    bearing: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        if number := row.outcome.version.doc_no:
            bearing[number].add(row.outcome.plan)
    return {number: len(plans) for number, plans in bearing.items() if len(plans) > 1}
