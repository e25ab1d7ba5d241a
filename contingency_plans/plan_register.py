"""登记入册: rows of one plan become its versions; what is on record already leaves nothing, what is told better restates it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan import Plan
from contingency_plans.plan_combining import Repeat, combine
from contingency_plans.plan_entry import PlanEntry, about, changed_fields, merged
from contingency_plans.plan_events import (
    PlanProfile,
    PlanProfileRevised,
    PlanRegistered,
    PlanVersion,
    PlanVersionAdded,
    PlanVersionRestated,
)
from contingency_plans.plan_matching import new_version_id, on_record
from contingency_plans.plan_places import Places
from contingency_plans.plan_replacing import Replacement, replacements
from contingency_plans.shelf import Shelf, after
from domain.kernel import Event

Rows = Sequence[tuple[int, PlanEntry]]


class RowStanding(StrEnum):
    """What becomes of one row."""

    NEW_PLAN = "new_plan"
    NEW_VERSION = "new_version"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"  # the plan was given up here: nothing is taken in


class Outcome(NamedTuple):
    """`plan`, `version`: which it is, as it will stand; `known`: as it stood; `changes`: fields told otherwise;
    `of_row`: the row it repeats.
    """

    entry: PlanEntry
    standing: RowStanding
    plan: UUID
    profile: PlanProfile
    version: PlanVersion
    known: tuple[PlanProfile, PlanVersion] | None = None
    changes: tuple[str, ...] = ()
    of_row: int = 0


class Registration(NamedTuple):
    """What becomes of each row, in order, and of each plan. `undecided`: said of two versions, so of neither."""

    outcomes: tuple[Outcome, ...]
    events: dict[UUID, tuple[Event, ...]]
    replaced: tuple[Replacement, ...]
    undecided: tuple[tuple[UUID, str], ...]


class _Told(NamedTuple):
    """One version as it will stand, and as it stood."""

    at: int
    entry: PlanEntry
    version: PlanVersion
    known: PlanVersion | None


def register(entries: Iterable[PlanEntry], shelf: Shelf, office: UUID) -> Registration:
    """Pure: a preview and the command find the same. Raises TooManyVersions."""
    of_plan: dict[UUID, list[tuple[int, PlanEntry]]] = defaultdict(list)
    place = Places(shelf, office)
    for at, entry in enumerate(entries):
        of_plan[place.of(entry)].append((at, entry))
    outcomes: dict[int, Outcome] = {}
    events: dict[UUID, tuple[Event, ...]] = {}
    for id, rows in of_plan.items():
        found, events[id] = _one_plan(id, shelf.get(id), rows)
        outcomes |= found
    then = after(shelf, ((id, one) for id, some in events.items() for one in some))
    over = replacements(then.values())
    for one in over.found:
        events[one.plan] = (*events.get(one.plan, ()), one.event)
    return Registration(tuple(outcomes[at] for at in sorted(outcomes)), events, *over)


def _one_plan(
    id: UUID, plan: Plan | None, rows: Rows
) -> tuple[dict[int, Outcome], tuple[Event, ...]]:
    if plan and plan.withdrawn:
        gone = RowStanding.WITHDRAWN
        return {at: Outcome(one, gone, id, one.profile, one.version) for at, one in rows}, ()
    combined = combine(rows)
    told = _told(id, plan, combined.told)
    speaker = _speaker(plan, told)
    profile = _profile(plan, told, speaker)
    outcomes = {one.at: _outcome(id, plan, one, profile, one is speaker) for one in told}
    if plan is None:
        outcomes[told[0].at] = outcomes[told[0].at]._replace(standing=RowStanding.NEW_PLAN)
    repeated = {at: _repeated(outcomes, dict(rows)[at], r) for at, r in combined.repeats.items()}
    return outcomes | repeated, tuple(_events(id, plan, told, profile))


def _repeated(outcomes: dict[int, Outcome], entry: PlanEntry, repeat: Repeat) -> Outcome:
    first = outcomes[repeat.first]
    duplicate = first._replace(standing=RowStanding.DUPLICATE, changes=repeat.differs)
    return duplicate._replace(entry=entry, of_row=first.entry.row)


def _told(id: UUID, plan: Plan | None, rows: dict[int, PlanEntry]) -> list[_Told]:
    known = plan.versions if plan else ()
    entries = list(rows.items())
    found = on_record([entry.version for _, entry in entries], known)
    taken = [one.id for one in known]
    told: list[_Told] = []
    for n, (at, entry) in enumerate(entries):
        before = found.get(n)
        new = replace(entry.version, id=new_version_id(id, entry.version, taken))
        version = merged(before, new, (*entry.unsaid, "id")) if before else new
        taken.append(version.id)
        told.append(_Told(at, entry, version, before))
    return told


def _speaker(plan: Plan | None, told: list[_Told]) -> _Told | None:
    """The row of the newest version speaks for the plan, unless a newer one is on record."""
    newest = max(told, key=lambda one: _age(one.version))
    others = {one.id: one for one in plan.versions} if plan else {}
    for one in told:
        others.pop(one.version.id, None)
    later = any(_age(one) > _age(newest.version) for one in others.values())
    return None if later else newest


def _profile(plan: Plan | None, told: list[_Told], speaker: _Told | None) -> PlanProfile:
    if plan:
        known = plan.profile
        return merged(known, speaker.entry.profile, speaker.entry.unsaid) if speaker else known
    assert speaker
    profile = speaker.entry.profile
    for one in told:  # what the newest row leaves out, an older one may say
        silent = set(speaker.entry.unsaid) - set(one.entry.unsaid)
        profile = merged(profile, one.entry.profile, _all_but(silent))
    return profile


def _all_but(fields: set[str]) -> tuple[str, ...]:
    return tuple(one for one in PlanProfile.__struct_fields__ if one not in fields)


def _outcome(
    id: UUID, plan: Plan | None, one: _Told, profile: PlanProfile, speaks: bool
) -> Outcome:
    if plan is None or one.known is None:
        return Outcome(one.entry, RowStanding.NEW_VERSION, id, profile, one.version)
    of_plan = changed_fields(plan.profile, profile) if speaks else ()
    changes = (*of_plan, *changed_fields(one.known, one.version))
    standing = RowStanding.CHANGED if changes else RowStanding.SAME
    known = (plan.profile, one.known)
    return Outcome(one.entry, standing, id, profile, one.version, known, changes)


def _events(
    id: UUID, plan: Plan | None, told: list[_Told], profile: PlanProfile
) -> Iterator[Event]:
    if plan is None:
        yield PlanRegistered(plan=id, profile=profile)
    elif changed_fields(plan.profile, profile):
        yield PlanProfileRevised(profile=profile)
    for one in told:
        if one.known is None:
            yield PlanVersionAdded(version=one.version)
        elif changed_fields(one.known, one.version):
            yield PlanVersionRestated(version=one.version)


def _age(version: PlanVersion) -> date:
    return about(version) or date.min
