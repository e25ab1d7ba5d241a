"""同一预案的版本: which version on record, or earlier in the sheet, a told one is: by number, by day, by edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar
from uuid import UUID

from contingency_plans.plan import version_id
from contingency_plans.plan_entry import UNNAMED, same
from contingency_plans.plan_events import IssueDate, PlanVersion
from domain.kernel import Refused

VERSIONS_MAX = 100


class TooManyVersions(Refused):
    """同一预案的版本超过100个，请核对名称和地区两栏"""

    EN: ClassVar[str] = (
        "One plan has more than 100 versions: look at the columns of titles and places"
    )


def in_sheet(told: PlanVersion, others: Sequence[PlanVersion]) -> int | None:
    """Which row before says the same version: two numbers are two versions, whatever else is alike."""
    if len(others) >= VERSIONS_MAX:
        raise TooManyVersions
    alike = (_named, _surely, _likely)
    return next((n for n, one in enumerate(others) if any(is_(told, one) for is_ in alike)), None)


def on_record(told: Sequence[PlanVersion], known: Sequence[PlanVersion]) -> dict[int, PlanVersion]:
    """The surest ones first. Of one day and edition, a number nobody else bears is a corrected one.

    What stands there word for word is the same version, however many others it may be as well.
    """
    found: dict[int, PlanVersion] = {}
    for alike in (_named, _exactly, _surely, _likely, _corrected):
        for at, one in enumerate(told):
            taken = {version.id for version in found.values()}
            fits = [each for each in known if each.id not in taken and alike(one, each)]
            if at not in found and fits and (len(fits) == 1 or alike is _exactly):
                found[at] = fits[0]
    return found


def new_version_id(plan: UUID, told: PlanVersion, taken: Iterable[UUID]) -> UUID:
    """By its number, else its day, else its edition; where that is another's already, by its place among them."""
    day = told.issued.first.isoformat() if told.issued else ""
    mark = told.doc_no or told.doc_no_found or day or told.label
    others = list(taken)
    id = version_id(plan, mark)
    return version_id(plan, f"{mark} {day} {told.label} {len(others)}") if id in others else id


def _named(told: PlanVersion, other: PlanVersion) -> bool:
    return told.id != UNNAMED and told.id == other.id


def _exactly(told: PlanVersion, other: PlanVersion) -> bool:
    told_so = ("doc_no", "doc_no_found", "issued", "published", "label")
    alike = (same(getattr(told, one), getattr(other, one)) for one in told_so)
    return _nameless(told, other) and all(alike)


def _surely(told: PlanVersion, other: PlanVersion) -> bool:
    if not _nameless(told, other):
        return False
    if told.doc_no and other.doc_no:
        return told.doc_no == other.doc_no or _completed(told.doc_no, other.doc_no)
    return bool(told.doc_no_found) and told.doc_no_found == other.doc_no_found


def _completed(one: str, other: str) -> bool:
    """〔2011〕65号 is what was left of 明政办〔2011〕65号."""
    short, long = sorted((one, other), key=len)
    return short.startswith("〔") and long.endswith(short)


def _likely(told: PlanVersion, other: PlanVersion) -> bool:
    """One of them has no number: then the day, else the edition."""
    if not _nameless(told, other) or (told.doc_no_found and other.doc_no_found):
        return False
    if told.issued and other.issued:
        return _overlap(told.issued, other.issued)
    if told.label != other.label:
        return False
    return bool(told.label) or not _known(told) or not _known(other)


def _corrected(told: PlanVersion, other: PlanVersion) -> bool:
    if not _nameless(told, other) or told.label != other.label:
        return False
    return bool(told.issued and other.issued and _overlap(told.issued, other.issued))


def _nameless(told: PlanVersion, other: PlanVersion) -> bool:
    """Whether their content may tell: a row that names its version is that one alone; a draft is no issue.

    Of what has neither number nor day nobody says that it was issued.
    """
    both_named = UNNAMED not in (told.id, other.id) and told.id != other.id
    as_drafted = told.draft == other.draft or (other.draft and not _known(told))
    return told.id == UNNAMED and not both_named and as_drafted


def _known(version: PlanVersion) -> bool:
    return bool(version.doc_no_found or version.dated)


def _overlap(one: IssueDate, other: IssueDate) -> bool:
    return one.first <= other.last and other.first <= one.last
