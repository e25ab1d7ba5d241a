"""同表合并: rows of one sheet that tell the same version are one; what they tell differently is kept and flagged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from contingency_plans.plan_entry import PROFILE_FIELDS, VERSION_FIELDS, PlanEntry, same
from contingency_plans.plan_events import IssueDate, PlanVersion
from contingency_plans.plan_flags import PlanFlag, flagged
from contingency_plans.plan_matching import in_sheet

WORDS = ("note", "status")
FREE = (*WORDS, "flags", "doc_no_found")


class Repeat(NamedTuple):
    """A row that says again what the row at `first` said; `differs`: otherwise in these fields."""

    first: int
    differs: tuple[str, ...]


class Combined(NamedTuple):
    """`told`: one entry a version, by the place of its first row; `repeats`: the other rows by theirs."""

    told: dict[int, PlanEntry]
    repeats: dict[int, Repeat]


def combine(rows: Sequence[tuple[int, PlanEntry]]) -> Combined:
    """Raises TooManyVersions."""
    told: dict[int, PlanEntry] = {}
    repeats: dict[int, Repeat] = {}
    for at, entry in rows:
        places = list(told)
        same_as = in_sheet(entry.version, [one.version for one in told.values()])
        if same_as is None:
            told[at] = entry
            continue
        first = places[same_as]
        repeats[at] = Repeat(first, _differing(told[first], entry))
        told[first] = _both(told[first], entry, repeats[at].differs)
    return Combined(told, repeats)


def _differing(first: PlanEntry, second: PlanEntry) -> tuple[str, ...]:
    silent = {*first.unsaid, *second.unsaid, *FREE}
    parts = (
        (PROFILE_FIELDS, first.profile, second.profile),
        (VERSION_FIELDS, first.version, second.version),
    )
    return tuple(
        field
        for fields, one, other in parts
        for field in fields
        if field not in silent and not same(getattr(one, field), getattr(other, field))
    )


def _both(first: PlanEntry, second: PlanEntry, differs: tuple[str, ...]) -> PlanEntry:
    """The first row's word stands; where it says nothing the second's does."""
    gained = [one for one in first.unsaid if one not in second.unsaid]
    profile = {one: getattr(second.profile, one) for one in gained if one in PROFILE_FIELDS}
    version = {one: getattr(second.version, one) for one in gained if one in VERSION_FIELDS}
    joined = {one: _joined(first.version, second.version, one) for one in WORDS}
    flags = (*first.version.flags, *(_conflict(second, field) for field in differs))
    added = tuple(one for one in second.version.flags if one not in flags)
    return replace(
        first,
        profile=replace(first.profile, **profile),
        version=replace(first.version, **version | joined, flags=(*flags, *added)),
        unsaid=tuple(one for one in first.unsaid if one in second.unsaid),
    )


def _joined(first: PlanVersion, second: PlanVersion, field: str) -> str:
    one, other = getattr(first, field), getattr(second, field)
    return one if not other or other in one else f"{one}；{other}" if one else other


def _conflict(entry: PlanEntry, field: str) -> str:
    holder = entry.profile if field in PROFILE_FIELDS else entry.version
    told = getattr(holder, field)
    words = told.words if isinstance(told, IssueDate) else told
    return flagged(PlanFlag.CONFLICTS, f"{field} {words}")
