"""预案备案、征求意见、评估、演练、修订: each is put on record with what it does to the plan's clocks."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from contingency_plans import plan_cycle_commands as commands
from contingency_plans.plan_events import (
    ConsultationAnswered,
    FilingReceipted,
    PlanConsulted,
    PlanEvaluated,
    PlanExercised,
    PlanFiled,
    RevisionCalledFor,
)
from contingency_plans.plan_words import ExerciseForm, RevisionCause
from desk.draft import Draft, Unknown
from desk.plan_settling import PlanCycleAnswer, on_plan, record_on, settled
from domain.kernel import Refused, Value
from domain.times import WorldTime


class FilePlan(Value):
    """`explained`: with 编制说明."""

    plan: UUID
    version: UUID
    recipient: str
    filed: WorldTime
    explained: bool


class NoteFilingReceipt(Value):
    plan: UUID
    version: UUID
    number: str
    received: WorldTime


class ConsultOnPlan(Value):
    plan: UUID
    units: tuple[UUID, ...]
    asked: WorldTime
    words: str


class AnswerConsultation(Value):
    """`words` "": 无意见."""

    plan: UUID
    consultation: UUID
    answered: WorldTime
    words: str


class EvaluatePlan(Value):
    """`cause`: for which it is to be revised; None: it is not."""

    plan: UUID
    version: UUID
    evaluated: WorldTime
    words: str
    cause: RevisionCause | None


class TellExercise(Value):
    """Held elsewhere than on this system."""

    plan: UUID
    version: UUID
    form: ExerciseForm
    held: WorldTime
    words: str


class NobodyToAsk(Refused):
    """请选择向哪些单位征求意见"""

    EN: ClassVar[str] = "Choose whom to consult"


def file_plan(draft: Draft, filing: FilePlan) -> PlanCycleAnswer:
    filed = PlanFiled(
        version=filing.version,
        recipient=filing.recipient.strip(),
        filed=filing.filed,
        explained=filing.explained,
    )
    return on_plan(draft, filing.plan, lambda plan: commands.file(plan, filed))


def note_filing_receipt(draft: Draft, noting: NoteFilingReceipt) -> PlanCycleAnswer:
    received = FilingReceipted(
        version=noting.version, number=noting.number.strip(), received=noting.received
    )
    return on_plan(draft, noting.plan, lambda plan: commands.receipt(plan, received))


def consult_on_plan(draft: Draft, consulting: ConsultOnPlan) -> PlanCycleAnswer:
    """Each unit is asked for itself. Raises NobodyToAsk, and Unknown for a unit that is not in the network."""
    if not consulting.units:
        raise NobodyToAsk
    for unit in consulting.units:
        if unit not in draft.register.network:
            raise Unknown(unit)
        asked = PlanConsulted(
            consultation=draft.new_id("consultation", unit),
            unit=unit,
            asked=consulting.asked,
            words=consulting.words.strip(),
        )
        record_on(draft, consulting.plan, partial(commands.consult, asked=asked))
    return settled(draft, consulting.plan)


def answer_consultation(draft: Draft, answering: AnswerConsultation) -> PlanCycleAnswer:
    answered = ConsultationAnswered(
        consultation=answering.consultation,
        answered=answering.answered,
        words=answering.words.strip(),
    )
    return on_plan(draft, answering.plan, lambda plan: commands.answer_consultation(plan, answered))


def evaluate_plan(draft: Draft, evaluating: EvaluatePlan) -> PlanCycleAnswer:
    cause = evaluating.cause
    evaluated = PlanEvaluated(
        version=evaluating.version,
        evaluated=evaluating.evaluated,
        words=evaluating.words.strip(),
        revise=cause is not None,
    )
    called = _called(draft, evaluating, cause) if cause else None
    return on_plan(draft, evaluating.plan, lambda plan: commands.evaluate(plan, evaluated, called))


def _called(draft: Draft, evaluating: EvaluatePlan, cause: RevisionCause) -> RevisionCalledFor:
    return RevisionCalledFor(
        revision=draft.new_id("revision"),
        cause=cause,
        source=None,
        words=evaluating.words.strip(),
        called=evaluating.evaluated,
    )


def tell_exercise(draft: Draft, telling: TellExercise) -> PlanCycleAnswer:
    exercised = PlanExercised(
        version=telling.version,
        exercise=None,
        form=telling.form,
        held=telling.held,
        words=telling.words.strip(),
    )
    return on_plan(draft, telling.plan, lambda plan: commands.exercise(plan, exercised))
