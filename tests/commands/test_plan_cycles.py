"""What is told of a plan through the real desk, and what it does to the plan's clocks."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contingency_plans import plan_events as events
from contingency_plans.plan import version_id
from contingency_plans.plan_words import ExerciseForm, PlanClockKind, RevisionCause
from desk.draft import Unknown
from desk.plan_cycles import (
    AnswerConsultation,
    ConsultOnPlan,
    EvaluatePlan,
    FilePlan,
    NoteFilingReceipt,
    TellExercise,
    answer_consultation,
    consult_on_plan,
    evaluate_plan,
    file_plan,
    note_filing_receipt,
    tell_exercise,
)
from desk.plan_revisions import AnswerRevision, CallForRevision, answer_revision, call_for_revision
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import a_plan, at, clock, due, tell, version_of
from tests.support.plans import day

FILING, RECEIPT = PlanClockKind.FILING, PlanClockKind.RECEIPT
EVALUATION, EXERCISE = PlanClockKind.EVALUATION, PlanClockKind.EXERCISE
CONSULTATION, REVISION = PlanClockKind.CONSULTATION, PlanClockKind.REVISION


@pytest.fixture
def plan(office):
    return a_plan(office)


def test_filed_with_its_explanation_it_is_met_and_the_receipt_is_owed(office, plan):
    filing = FilePlan(
        plan=plan,
        version=version_id(plan, NEW),
        recipient=" 市水利局 ",
        filed=at(2026, 11, 20),
        explained=True,
    )
    office.do(file_plan, replace(filing, explained=False))
    assert clock(office, plan, FILING).open
    office.do(file_plan, filing)
    met = clock(office, plan, FILING).met
    assert (met.words, met.met, met.minutes_late) == ("市水利局", at(2026, 11, 20), 0)
    assert due(office, plan, RECEIPT) == date(2026, 11, 27)
    told = clock(office, plan, RECEIPT).clock_set
    assert (told.owner_words, told.source) == ("市水利局", "某省应急预案管理办法（2025年）（地方）")
    noting = NoteFilingReceipt(
        plan=plan, version=filing.version, number="备〔2026〕3号", received=at(2026, 11, 23)
    )
    office.do(note_filing_receipt, noting)
    assert clock(office, plan, RECEIPT).met.number == "备〔2026〕3号"


def test_each_exercise_begins_the_next_round(office, plan):
    telling = TellExercise(
        plan=plan,
        version=version_id(plan, NEW),
        form=ExerciseForm.LIVE,
        held=at(2026, 11, 20),
        words="演练纪要",
    )
    office.do(tell_exercise, telling)
    assert clock(office, plan, EXERCISE).met.words == "演练纪要"
    assert due(office, plan, EXERCISE, "2026-11-20") == date(2029, 11, 20)
    assert clock(office, plan, EVALUATION).open


def test_an_evaluation_that_asks_for_a_revision_sets_both_clocks(office, plan):
    evaluating = EvaluatePlan(
        plan=plan,
        version=version_id(plan, NEW),
        evaluated=at(2026, 11, 20),
        words="指挥部已调整",
        cause=RevisionCause.COMMAND_CHANGED,
    )
    office.do(evaluate_plan, evaluating)
    assert due(office, plan, EVALUATION, "2026-11-20") == date(2029, 11, 20)
    [called] = office.events(events.RevisionCalledFor.TOPIC)
    assert called.event.words == "指挥部已调整"
    assert due(office, plan, REVISION, called.event.revision) == date(2027, 5, 19)
    [evaluated] = office.events(events.PlanEvaluated.TOPIC)
    assert evaluated.event.revise


def test_a_revision_is_met_by_the_version_that_takes_it_up(office, plan):
    calling = CallForRevision(
        plan=plan,
        cause=RevisionCause.LAW_CHANGED,
        source=None,
        words="突发事件应对法已修订",
        called=office.at(),
    )
    office.do(call_for_revision, calling)
    [called] = office.events(events.RevisionCalledFor.TOPIC)
    office.clock.forward(days=30)
    newer = version_of(plan, "临政办〔2026〕9号", day(2026, 12, 20))
    tell(office, plan, events.PlanVersionAdded(version=newer))
    answering = AnswerRevision(
        plan=plan,
        revision=called.event.revision,
        version=newer.id,
        words="",
        answered=office.at(),
    )
    office.do(answer_revision, answering)
    met = clock(office, plan, REVISION, called.event.revision).met
    assert (met.words, met.number) == ("已修订", newer.doc_no)


def test_every_unit_asked_owes_its_own_answer(office, plan):
    consulting = ConsultOnPlan(
        plan=plan, units=(office.town, office.city), asked=office.at(), words="请于限期内函复"
    )
    office.do(consult_on_plan, consulting)
    asked = [one.event for one in office.events(events.PlanConsulted.TOPIC)]
    assert [one.unit for one in asked] == [office.town, office.city]
    assert due(office, plan, CONSULTATION, asked[0].consultation) == date(2026, 12, 15)
    answering = AnswerConsultation(
        plan=plan, consultation=asked[0].consultation, answered=office.at(), words=" "
    )
    office.do(answer_consultation, answering)
    standing = [clock(office, plan, CONSULTATION, one.consultation) for one in asked]
    assert [one.open for one in standing] == [False, True]
    assert standing[0].met.words == "无意见"
    assert standing[1].clock_set.owner == office.city


def test_nobody_is_asked_whom_the_network_does_not_know(office, plan):
    consulting = ConsultOnPlan(plan=plan, units=(plan,), asked=office.at(), words="")
    with pytest.raises(Unknown):
        office.do(consult_on_plan, consulting)
    assert office.events(events.PlanConsulted.TOPIC) == []
