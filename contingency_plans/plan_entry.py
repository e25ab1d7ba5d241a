"""登记项: one version of a plan as a row of a sheet, a form or a demonstration tells it, with what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.doc_number import year_of
from contingency_plans.plan import Plan
from contingency_plans.plan_events import IssueDate, PlanProfile, PlanVersion
from contingency_plans.plan_titles import label_year
from domain.kernel import Value

Told = TypeVar("Told", bound=Value)

UNNAMED = UUID(int=0)
PROFILE_FIELDS = PlanProfile.__struct_fields__
VERSION_FIELDS = tuple(one for one in PlanVersion.__struct_fields__ if one != "id")


class PlanEntry(Value):
    """`plan` None: that of its place and the stem of its title. `version.id` UNNAMED: to be found, or named anew.

    `unsaid`: fields of profile and version that it says nothing of: what is on record stays.
    """

    profile: PlanProfile
    version: PlanVersion
    plan: UUID | None = None
    unsaid: tuple[str, ...] = ()
    row: int = 0

    @property
    def named(self) -> bool:
        return self.version.id != UNNAMED


def told_version(
    *,
    label: str = "",
    issued: IssueDate | None = None,
    published: IssueDate | None = None,
    doc_no: str = "",
    issuer: str = "",
    approver: str = "",
) -> PlanVersion:
    """A version nobody has named yet."""
    return PlanVersion(
        id=UNNAMED,
        label=label,
        issued=issued,
        published=published,
        doc_no=doc_no,
        doc_no_found=doc_no,
        issuer=issuer,
        approver=approver,
    )


def on_day(day: date) -> IssueDate:
    return IssueDate(first=day, last=day, words=day.isoformat())


def merged(known: Told, told: Told, unsaid: Collection[str]) -> Told:
    """What is told, over what is on record where it says nothing; a day written otherwise is the same day."""
    changes = {
        field: getattr(told, field)
        for field in told.__struct_fields__
        if field not in unsaid and not same(getattr(known, field), getattr(told, field))
    }
    return replace(known, **changes)


def changed_fields(known: Told, told: Told) -> tuple[str, ...]:
    """What is only flagged otherwise is the same."""
    fields = (one for one in told.__struct_fields__ if one != "flags")
    return tuple(one for one in fields if not same(getattr(known, one), getattr(told, one)))


def about(version: PlanVersion) -> date | None:
    """When it was issued, as near as it is known: by its day, its publication, its number, its edition."""
    known = version.issued or version.published
    year = year_of(version.doc_no) or label_year(version.label)
    if version.issued is None and year and (known is None or known.first.year != year):
        return date(year, 1, 1)
    return known.first if known else None


def shown_version(plan: Plan, day: date) -> PlanVersion | None:
    """The one in force; where none is, the newest on record."""
    newest = max(plan.versions, key=lambda one: about(one) or date.min, default=None)
    return plan.current(day) or newest


def same(one: object, other: object) -> bool:
    if isinstance(one, IssueDate) and isinstance(other, IssueDate):
        return (one.first, one.last) == (other.first, other.last)
    return one == other
