"""预案备案、征求意见、评估、演练、修订: what may be told of one plan; asked twice, told once."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from contingency_plans.plan import Plan
from contingency_plans.plan_clock_commands import NothingToShow
from contingency_plans.plan_cycle import complete_filing, issued_at
from contingency_plans.plan_events import (
    ConsultationAnswered,
    FilingReceipted,
    PlanConsulted,
    PlanEvaluated,
    PlanExercised,
    PlanFiled,
    PlanVersion,
    RevisionAnswered,
    RevisionCalledFor,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime


class PlanGone(Refused):
    """该预案已撤销"""

    EN: ClassVar[str] = "This plan has been withdrawn"


class NoSuchVersion(Refused):
    """该预案没有这一版本"""

    EN: ClassVar[str] = "The plan has no such version"


class StillADraft(Refused):
    """征求意见稿尚未印发，不能备案、评估或者演练"""

    EN: ClassVar[str] = "A draft has not been issued: it cannot be filed, evaluated or exercised"


class TooEarlyForThePlan(Refused):
    """所填日期早于印发、报送、征求意见或者提出修订之日，请核对"""

    EN: ClassVar[str] = "That is before it was issued, filed, asked or called for: check the day"


class RecipientMissing(Refused):
    """请写明报送给哪个机关"""

    EN: ClassVar[str] = "Say to whom it was filed"


class NotFiled(Refused):
    """该版本尚未报送备案（附编制说明），不会有回执"""

    EN: ClassVar[str] = "This version was not filed with its explanation: there can be no receipt"


class NobodyAsked(Refused):
    """没有向该单位征求过意见"""

    EN: ClassVar[str] = "Nobody was asked that question"


class AnsweredOtherwise(Refused):
    """已经答复过，内容不同；先看原答复"""

    EN: ClassVar[str] = "It was answered before, and otherwise: look at that answer first"


class NoRevisionCalledFor(Refused):
    """没有提出过这项修订"""

    EN: ClassVar[str] = "No such revision was called for"


def consult(plan: Plan, asked: PlanConsulted) -> list[Event]:
    require_standing(plan)
    known = any(one.consultation == asked.consultation for one in plan.consulted)
    return [] if known else [asked]


def answer_consultation(plan: Plan, answered: ConsultationAnswered) -> list[Event]:
    """Raises NobodyAsked, TooEarlyForThePlan, AnsweredOtherwise."""
    asked = [o for o in plan.consulted if o.consultation == answered.consultation]
    if not asked:
        raise NobodyAsked(answered.consultation)
    _require_after(answered.answered, asked[0].asked)
    for before in plan.consultations_answered:
        if before.consultation == answered.consultation:
            return _said_before(before.words, answered.words)
    return [answered]


def file(plan: Plan, filed: PlanFiled) -> list[Event]:
    """To another recipient it is another filing. Raises PlanGone, RecipientMissing, StillADraft, TooEarlyForThePlan."""
    require_standing(plan)
    _require_issued(plan, filed.version, filed.filed)
    if not filed.recipient.strip():
        raise RecipientMissing
    return [] if filed in plan.filed else [filed]


def receipt(plan: Plan, receipted: FilingReceipted) -> list[Event]:
    """Raises NotFiled, TooEarlyForThePlan, AnsweredOtherwise."""
    require_version(plan, receipted.version)
    filing = complete_filing(plan, receipted.version)
    if filing is None:
        raise NotFiled(receipted.version)
    _require_after(receipted.received, filing.filed)
    for before in plan.receipts:
        if before.version == receipted.version:
            return _said_before(before.number, receipted.number)
    return [receipted]


def evaluate(
    plan: Plan, evaluated: PlanEvaluated, called: RevisionCalledFor | None = None
) -> list[Event]:
    """`called`: the revision that it asks for. Raises PlanGone, NothingToShow, StillADraft, TooEarlyForThePlan."""
    require_standing(plan)
    _require_issued(plan, evaluated.version, evaluated.evaluated)
    if not evaluated.words.strip():
        raise NothingToShow
    if evaluated in plan.evaluated:
        return []
    return [evaluated, *(call_for_revision(plan, called) if called else ())]


def exercise(plan: Plan, exercised: PlanExercised) -> list[Event]:
    """Held elsewhere it is told with what shows it. Raises PlanGone, NothingToShow, StillADraft, TooEarlyForThePlan."""
    require_standing(plan)
    _require_issued(plan, exercised.version, exercised.held)
    if exercised.exercise is None and not exercised.words.strip():
        raise NothingToShow
    return [] if exercised in plan.exercised else [exercised]


def call_for_revision(plan: Plan, called: RevisionCalledFor) -> list[Event]:
    """Once for a cause and its source. Raises PlanGone, ReasonMissing."""
    require_standing(plan)
    reason_given(called.words)
    for before in plan.revisions:
        same = called.source and (before.cause, before.source) == (called.cause, called.source)
        if before.revision == called.revision or (same and before.words == called.words):
            return []
    return [called]


def answer_revision(plan: Plan, answered: RevisionAnswered) -> list[Event]:
    """Taken up by a version issued since, or not needed for a reason."""
    calls = [one for one in plan.revisions if one.revision == answered.revision]
    if not calls:
        raise NoRevisionCalledFor(answered.revision)
    _require_after(answered.answered, calls[0].called)
    if answered.version is None:
        reason_given(answered.words)
    else:
        _require_issued(plan, answered.version, answered.answered)
        issued = issued_at(require_version(plan, answered.version))
        if issued:
            _require_after(issued, calls[0].called)
    for before in plan.revisions_answered:
        if before.revision == answered.revision:
            return _said_before((before.version, before.words), (answered.version, answered.words))
    return [answered]


def _said_before(before: object, now: object) -> list[Event]:
    if before != now:
        raise AnsweredOtherwise
    return []


def may_be_exercised(plan: Plan, version: UUID, at: WorldTime) -> bool:
    """Whether an exercise of this version may be told of: what was planned may have been given up since."""
    known = plan.version(version)
    issued = issued_at(known) if known else None
    early = issued is not None and at.latest < issued.earliest
    return known is not None and not (plan.withdrawn or known.draft or early)


def require_exercisable(plan: Plan, id: UUID) -> None:
    """Raises PlanGone, NoSuchVersion, StillADraft."""
    require_standing(plan)
    if require_version(plan, id).draft:
        raise StillADraft(id)


def require_standing(plan: Plan) -> None:
    if plan.withdrawn:
        raise PlanGone(plan.id)


def require_version(plan: Plan, id: UUID) -> PlanVersion:
    version = plan.version(id)
    if version is None:
        raise NoSuchVersion(id)
    return version


def _require_issued(plan: Plan, id: UUID, at: WorldTime) -> None:
    """Raises NoSuchVersion, StillADraft, TooEarlyForThePlan."""
    version = require_version(plan, id)
    if version.draft:
        raise StillADraft(id)
    if issued := issued_at(version):
        _require_after(at, issued)


def _require_after(at: WorldTime, start: WorldTime) -> None:
    """On the same day is early enough; what is certainly before is refused."""
    if at.latest < start.earliest:
        raise TooEarlyForThePlan
