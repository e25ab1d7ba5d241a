"""一个预案的各版本: as its page shows them: what each replaces, what it was replaced by, what is flagged, its cells to correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from api.plan_sheets.words import flag_words, name_of
from api.plan_sheets.written import cells_of
from contingency_plans.plan import Plan, in_force
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_entry import about
from contingency_plans.plan_events import PlanVersion, PlanVersionReplaced
from contingency_plans.shelf import Shelf


class OtherVersion(NamedTuple):
    """A version that is spoken of, and whose plan it is."""

    plan: UUID
    version: UUID
    name: str


class ShownVersion(NamedTuple):
    """`over`: why it is no longer in force, each with the version that took its place, if one is named."""

    version: PlanVersion
    counts: bool
    over: tuple[tuple[PlanVersionReplaced, OtherVersion | None], ...]
    replaces: tuple[OtherVersion, ...]
    flags: tuple[str, ...]
    cells: Mapping[PlanColumn, str]
    name: str


def shown_versions(plan: Plan, shelf: Shelf, today: date, language: str) -> list[ShownVersion]:
    """The newest first."""
    held = {
        version.id: OtherVersion(one.id, version.id, name_of(one.profile, version))
        for one in shelf.values()
        for version in one.versions
    }
    replaces: dict[UUID, list[OtherVersion]] = {}
    for one in shelf.values():
        for gone in one.replaced:
            if gone.by and gone.version in held:
                replaces.setdefault(gone.by, []).append(held[gone.version])
    current = plan.current(today)
    return [
        ShownVersion(
            version=one,
            counts=one is current and in_force(plan, one, today),
            over=tuple(
                (gone, held.get(gone.by) if gone.by else None)
                for gone in plan.replaced
                if gone.version == one.id
            ),
            replaces=tuple(replaces.get(one.id, ())),
            flags=tuple(flag_words(kept, language) for kept in one.flags),
            cells=cells_of(plan, one, language),
            name=held[one.id].name,
        )
        for one in sorted(plan.versions, key=_age, reverse=True)
    ]


def _age(version: PlanVersion) -> date:
    return about(version) or date.min
