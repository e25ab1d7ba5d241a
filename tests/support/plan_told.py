"""A plan of one version, and each thing that may be told of it."""

from __future__ import annotations

from uuid import uuid5

from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan import evolve
from contingency_plans.plan_words import ExerciseForm, RevisionCause
from tests.support.given import given
from tests.support.ladder import unit_id
from tests.support.plan_acts import at, filed
from tests.support.plans import FLOOD, NEW, NEW_ADDED, REGISTERED, day, version

PLAN = given(evolve, REGISTERED, NEW_ADDED)
WITHDRAWN = events.PlanWithdrawn(reason="并入总体预案")
DRAFT = replace(version("征求意见稿", day(2026)), draft=True)
NEWER = version("临政办〔2026〕9号", day(2026, 4))
NOT_HERE = uuid5(FLOOD, "not here")

FILED = filed(2024, 3, 8)
RECEIPTED = events.FilingReceipted(version=NEW.id, number="备7", received=at(2024, 3, 12))
EVALUATED = events.PlanEvaluated(
    version=NEW.id, evaluated=at(2026, 1), words="部分过时", revise=True
)
EXERCISED = events.PlanExercised(
    version=NEW.id, exercise=None, form=ExerciseForm.TABLE_TOP, held=at(2025), words="纪要"
)
ASKED = events.PlanConsulted(
    consultation=uuid5(FLOOD, "asked"), unit=unit_id("town"), asked=at(2026), words="请提意见"
)
ANSWERED = events.ConsultationAnswered(
    consultation=ASKED.consultation, answered=at(2026, 3, 9), words=""
)
CALLED = events.RevisionCalledFor(
    revision=uuid5(FLOOD, "called"),
    cause=RevisionCause.FOUND_IN_USE,
    source=uuid5(FLOOD, "an exercise"),
    words="电话打不通",
    called=at(2026),
)
TAKEN_UP = events.RevisionAnswered(
    revision=CALLED.revision, version=NEWER.id, words="", answered=at(2026, 4, 3)
)
REVISED = PLAN.and_then(CALLED, events.PlanVersionAdded(version=NEWER))
