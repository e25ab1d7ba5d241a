"""应编预案: an office adopts its list, pins plans to it, and whatever is missing has a drafting clock."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from contingency_plans import plan as plans
from contingency_plans import requirement as requirements
from contingency_plans.requirement import (
    PlanRequirements,
    PlanRequirementsAdopted,
    Requirement,
    requirements_id,
)
from desk.draft import Draft, Unknown
from desk.plan_gaps import settle_requirements
from domain.kernel import Value


class AdoptRequirements(Value):
    """The whole list; what is not in it any more is required no more. `required` None: as it stands."""

    title: str
    source: str
    places: tuple[str, ...]
    drafting_days: int
    required: tuple[Requirement, ...] | None


class SetRequirement(Value):
    """One entry put in the list or changed, on top of whatever the list holds by then."""

    required: Requirement


class DropRequirement(Value):
    requirement: str


class PinPlan(Value):
    requirement: str
    plan: UUID
    reason: str


class UnpinPlan(Value):
    requirement: str
    plan: UUID
    reason: str


class SettleRequirements(Value):
    """Asked once a day: a text may have run out or begun to be in force overnight."""


class RequirementsAnswer(Value):
    """`missing`: the required plans nobody has in force."""

    requirements: UUID
    missing: tuple[str, ...]


def adopt_requirements(draft: Draft, adopting: AdoptRequirements) -> RequirementsAnswer:
    """Raises Unknown, RequirementTwice, RegionMissing."""
    office = draft.register.office.unit
    known = draft.load(requirements_id(office), requirements.evolve)
    standing = known.adopted.required if known else ()
    told = standing if adopting.required is None else adopting.required
    adopted = PlanRequirementsAdopted(
        office=office,
        title=adopting.title.strip(),
        source=adopting.source.strip(),
        places=tuple(filter(None, (one.strip() for one in adopting.places))),
        drafting_days=adopting.drafting_days,
        required=tuple(_tidied(draft, one) for one in told),
    )
    return _adopted(draft, known, adopted)


def set_requirement(draft: Draft, setting: SetRequirement) -> RequirementsAnswer:
    """Raises Unknown."""
    _, known = _required(draft)
    one = _tidied(draft, setting.required)
    kept = {other.id: other for other in known.adopted.required} | {one.id: one}
    return _adopted(draft, known, replace(known.adopted, required=tuple(kept.values())))


def drop_requirement(draft: Draft, dropping: DropRequirement) -> RequirementsAnswer:
    """Raises Unknown."""
    _, known = _required(draft)
    kept = tuple(one for one in known.adopted.required if one.id != dropping.requirement)
    return _adopted(draft, known, replace(known.adopted, required=kept))


def pin_plan(draft: Draft, pinning: PinPlan) -> RequirementsAnswer:
    """Raises Unknown, NotRequired, ReasonMissing."""
    id, known = _required(draft)
    draft.require(pinning.plan, plans.evolve)
    happened = requirements.pin(known, pinning.requirement, pinning.plan, reason=pinning.reason)
    draft.record(id, happened)
    return _settled(draft)


def unpin_plan(draft: Draft, unpinning: UnpinPlan) -> RequirementsAnswer:
    """Raises Unknown, NotRequired, ReasonMissing."""
    id, known = _required(draft)
    happened = requirements.unpin(
        known, unpinning.requirement, unpinning.plan, reason=unpinning.reason
    )
    draft.record(id, happened)
    return _settled(draft)


def settle_all_requirements(draft: Draft, _: SettleRequirements) -> RequirementsAnswer:
    return _settled(draft)


def _adopted(
    draft: Draft, known: PlanRequirements | None, adopted: PlanRequirementsAdopted
) -> RequirementsAnswer:
    draft.record(requirements_id(adopted.office), requirements.adopt(known, adopted))
    return _settled(draft)


def _settled(draft: Draft) -> RequirementsAnswer:
    id = requirements_id(draft.register.office.unit)
    return RequirementsAnswer(requirements=id, missing=settle_requirements(draft))


def _required(draft: Draft) -> tuple[UUID, PlanRequirements]:
    id = requirements_id(draft.register.office.unit)
    return id, draft.require(id, requirements.evolve)


def _tidied(draft: Draft, one: Requirement) -> Requirement:
    """A unit that is named is of the network. Raises Unknown."""
    if one.owner and one.owner not in draft.register.network:
        raise Unknown(one.owner)
    words = (one.title, one.owner_words, one.source)
    title, owner_words, source = (word.strip() for word in words)
    return replace(one, title=title, owner_words=owner_words, source=source)
