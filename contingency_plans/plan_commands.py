"""What may be done with a plan on record: functions of its state that answer with events."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from contingency_plans.plan import Plan
from contingency_plans.plan_cycle_commands import require_standing, require_version
from contingency_plans.plan_events import (
    PlanProfile,
    PlanProfileRevised,
    PlanVersion,
    PlanVersionReplaced,
    PlanVersionRestated,
    PlanWithdrawn,
)
from contingency_plans.plan_words import TextKind
from domain.kernel import Event, Refused, reason_given


class PlanUntitled(Refused):
    """请写明预案名称"""

    EN: ClassVar[str] = "Say what the plan is called"


class ReplacedByItself(Refused):
    """一个版本不能由它自己替代"""

    EN: ClassVar[str] = "A version cannot take its own place"


def revise(plan: Plan, profile: PlanProfile) -> list[Event]:
    """Raises PlanGone, PlanUntitled."""
    require_standing(plan)
    require_titled(profile)
    return [] if profile == plan.profile else [PlanProfileRevised(profile=profile)]


def restate(plan: Plan, version: PlanVersion) -> list[Event]:
    """Raises PlanGone, NoSuchVersion."""
    require_standing(plan)
    known = require_version(plan, version.id)
    return [] if version == known else [PlanVersionRestated(version=version)]


def keep_file(plan: Plan, version: UUID, kind: TextKind, sha256: str) -> list[Event]:
    """Another text takes the first one's place; the log keeps which it was. Raises PlanGone, NoSuchVersion."""
    require_standing(plan)
    known = require_version(plan, version)
    if kind is TextKind.TEXT:
        return restate(plan, replace(known, text=sha256))
    if kind is TextKind.PUBLIC_TEXT:
        return restate(plan, replace(known, public_text=sha256))
    annexes = tuple(dict.fromkeys((*known.annexes, sha256)))
    return restate(plan, replace(known, annexes=annexes))


def clear_flags(plan: Plan, version: UUID) -> list[Event]:
    """Raises PlanGone, NoSuchVersion."""
    require_standing(plan)
    return restate(plan, replace(require_version(plan, version), flags=()))


def replace_version(
    plan: Plan, version: UUID, *, by: UUID | None, on: date | None, words: str
) -> list[Event]:
    """Once; again only when it is known better by which. Raises PlanGone, NoSuchVersion, ReplacedByItself."""
    require_standing(plan)
    require_version(plan, version)
    if by == version:
        raise ReplacedByItself
    recorded = [one.by for one in plan.replaced if one.version == version]
    if by in recorded or (recorded and by is None):
        return []
    return [PlanVersionReplaced(version=version, by=by, on=on, words=words.strip())]


def withdraw(plan: Plan, *, reason: str) -> list[Event]:
    """Raises ReasonMissing."""
    said = reason_given(reason)
    return [] if plan.withdrawn else [PlanWithdrawn(reason=said)]


def require_titled(profile: PlanProfile) -> None:
    if not profile.title.strip():
        raise PlanUntitled
