"""应编预案: the plans an office has to have, adopted as one list, and which plan is pinned to which of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan_words import PlanType
from domain.kernel import Event, Refused, Value, name_id, reason_given
from domain.words import IncidentClass


class Requirement(Value):
    """One plan that has to be there. `stems`: words of a title that mark such a plan.

    `owner`: the unit that has to draft it, where the network has it; `due` None: by the list's own time.
    """

    id: str
    title: str
    type: PlanType
    classes: tuple[IncidentClass, ...] = ()
    subtypes: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    owner: UUID | None = None
    owner_words: str = ""
    due: date | None = None
    source: str = ""


class RequirementTwice(Refused):
    """应编预案的编号重复"""

    EN: ClassVar[str] = "Two required plans have the same id"


class RegionMissing(Refused):
    """请写明本级区域在预案库中的名称"""

    EN: ClassVar[str] = "Say how the register of plans names this office's region"


class NotRequired(Refused):
    """清单中没有这一项"""

    EN: ClassVar[str] = "The list of required plans has no such entry"


class PlanRequirementsAdopted(Event):
    """The whole list, as a rule book is. `places`: the names of the office's region in the register of plans.

    `drafting_days`: by when a plan is due that is missing from now on.
    """

    TOPIC = "plan-requirements.adopted"
    office: UUID
    title: str
    source: str
    places: tuple[str, ...]
    drafting_days: int
    required: tuple[Requirement, ...]


class PlanPinned(Event):
    """Somebody says that this plan is the one; while any is pinned, no other counts."""

    TOPIC = "plan-requirements.plan-pinned"
    requirement: str
    plan: UUID
    reason: str


class PlanUnpinned(Event):
    TOPIC = "plan-requirements.plan-unpinned"
    requirement: str
    plan: UUID
    reason: str


class PlanRequirements(Value):
    adopted: PlanRequirementsAdopted
    pins: dict[str, tuple[UUID, ...]] = {}

    def get(self, requirement: str) -> Requirement | None:
        return next((one for one in self.adopted.required if one.id == requirement), None)

    def pinned(self, requirement: str) -> tuple[UUID, ...]:
        return self.pins.get(requirement, ())


def requirements_id(office: UUID) -> UUID:
    """One list an office."""
    return name_id(office, "plan-requirements")


def evolve(known: PlanRequirements | None, happened: Event) -> PlanRequirements:
    match happened:
        case PlanRequirementsAdopted():
            return PlanRequirements(adopted=happened, pins=known.pins if known else {})
        case PlanPinned(requirement=requirement, plan=plan) if known:
            return _with_pins(known, requirement, (*known.pinned(requirement), plan))
        case PlanUnpinned(requirement=requirement, plan=plan) if known:
            kept = (one for one in known.pinned(requirement) if one != plan)
            return _with_pins(known, requirement, tuple(kept))
    raise TypeError(f"{happened!r} is no list's, or comes before any was adopted")


def _with_pins(
    known: PlanRequirements, requirement: str, held: tuple[UUID, ...]
) -> PlanRequirements:
    """In one order, however they came: a state is the same replayed and stored."""
    pins = known.pins | {requirement: held}
    return replace(known, pins={id: plans for id, plans in sorted(pins.items()) if plans})


def adopt(known: PlanRequirements | None, adopting: PlanRequirementsAdopted) -> list[Event]:
    """The same list twice is one. Raises RequirementTwice, RegionMissing."""
    ids = [one.id for one in adopting.required]
    if twice := [id for id in ids if ids.count(id) > 1]:
        raise RequirementTwice(twice[0])
    if not any(place.strip() for place in adopting.places):
        raise RegionMissing
    return [] if known and known.adopted == adopting else [adopting]


def pin(known: PlanRequirements, requirement: str, plan: UUID, *, reason: str) -> list[Event]:
    """Raises NotRequired, ReasonMissing."""
    _require(known, requirement)
    if plan in known.pinned(requirement):
        return []
    return [PlanPinned(requirement=requirement, plan=plan, reason=reason_given(reason))]


def unpin(known: PlanRequirements, requirement: str, plan: UUID, *, reason: str) -> list[Event]:
    """Raises NotRequired, ReasonMissing."""
    _require(known, requirement)
    if plan not in known.pinned(requirement):
        return []
    return [PlanUnpinned(requirement=requirement, plan=plan, reason=reason_given(reason))]


def _require(known: PlanRequirements, requirement: str) -> None:
    if known.get(requirement) is None:
        raise NotRequired(requirement)
