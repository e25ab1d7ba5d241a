"""The register of plans through the real desk: a sheet is one command, and done twice it is done once."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contingency_plans.plan_commands import PlanUntitled, ReplacedByItself
from contingency_plans.plan_cycle_commands import NoSuchVersion, PlanGone
from contingency_plans.plan_events import PlanRegistered, PlanVersionReplaced, PlanWithdrawn
from contingency_plans.plan_flags import PlanFlag, flagged
from contingency_plans.plan_words import TextKind
from desk.draft import ChangedMeanwhile
from desk.plans import (
    ClearFlags,
    KeepPlanFile,
    RegisterAnswer,
    RegisterPlans,
    ReplaceVersion,
    RestateVersion,
    RevisePlan,
    WithdrawPlan,
    clear_flags,
    keep_plan_file,
    register_plans,
    replace_version,
    restate_version,
    revise_plan,
    withdraw_plan,
)
from domain.kernel import ReasonMissing
from tests.support.plan_sheets import row, rows

FLOOD = "临江县防汛应急预案"
OLD = {"number": "临政办〔2019〕12号", "issued": "2019-03-01"}
NEW = {"number": "临政办〔2024〕7号", "issued": "2024-03-01"}


def register(office, *entries):
    return office.do(register_plans, RegisterPlans(entries=entries)).answer(RegisterAnswer)


def only(office):
    [plan] = office.desk.register().plans.values()
    return plan


def test_a_sheet_is_one_command_and_the_same_sheet_again_writes_nothing(office):
    sheet = rows((FLOOD, NEW), (FLOOD, OLD), ("临江县地震应急预案", {"status": "已废止"}))
    answer = register(office, *sheet)
    assert (answer.plans, answer.versions, answer.restated, answer.replaced) == (2, 3, 0, 2)
    before = office.log.head().seq
    assert register(office, *sheet) == RegisterAnswer(plans=0, versions=0, restated=0, replaced=0)
    assert office.log.head().seq == before


def test_a_row_without_a_title_keeps_the_whole_sheet_out(office):
    good, bad = rows((FLOOD, NEW), ("临江县地震应急预案", {}))
    untitled = replace(bad, profile=replace(bad.profile, title=" "))
    with pytest.raises(PlanUntitled):
        register(office, good, untitled)
    assert office.events(PlanRegistered.TOPIC) == []


def test_a_plan_is_revised_restated_replaced_and_withdrawn_each_once(office):
    register(office, row(FLOOD, **NEW))
    plan = only(office)
    [version] = plan.versions
    profile = replace(plan.profile, owner="县应急局")
    known = replace(version, doc_no="临政办〔2024〕8号")
    gone = ReplaceVersion(plan=plan.id, version=version.id, on=date(2025, 1, 1), words="废止")
    office.do(revise_plan, RevisePlan(plan=plan.id, profile=profile))
    office.do(restate_version, RestateVersion(plan=plan.id, version=known))
    office.do(replace_version, gone)
    office.do(withdraw_plan, WithdrawPlan(plan=plan.id, reason="并入总体预案"))
    office.do(withdraw_plan, WithdrawPlan(plan=plan.id, reason="再次"))
    after = only(office)
    assert (after.profile.owner, after.versions[0].doc_no) == ("县应急局", "临政办〔2024〕8号")
    assert len(office.events(PlanVersionReplaced.TOPIC)) == 1
    assert len(office.events(PlanWithdrawn.TOPIC)) == 1


def test_the_same_said_again_writes_nothing(office):
    register(office, row(FLOOD, **NEW))
    plan = only(office)
    [version] = plan.versions
    gone = ReplaceVersion(plan=plan.id, version=version.id, on=date(2025, 1, 1), words="废止")
    office.do(replace_version, gone)
    before = office.log.head().seq
    office.do(replace_version, gone)
    office.do(revise_plan, RevisePlan(plan=plan.id, profile=plan.profile))
    office.do(restate_version, RestateVersion(plan=plan.id, version=version))
    assert office.log.head().seq == before


def test_what_cannot_be_is_refused(office):
    register(office, *rows((FLOOD, NEW), (FLOOD, OLD)))
    plan = only(office)
    new, _ = plan.versions
    with pytest.raises(NoSuchVersion):
        office.do(replace_version, ReplaceVersion(plan=plan.id, version=plan.id))
    with pytest.raises(ReplacedByItself):
        office.do(replace_version, ReplaceVersion(plan=plan.id, version=new.id, by=new.id))
    with pytest.raises(ReasonMissing):
        office.do(withdraw_plan, WithdrawPlan(plan=plan.id, reason=" "))
    with pytest.raises(PlanUntitled):
        office.do(revise_plan, RevisePlan(plan=plan.id, profile=replace(plan.profile, title="")))
    office.do(withdraw_plan, WithdrawPlan(plan=plan.id, reason="误登"))
    with pytest.raises(PlanGone):
        office.do(restate_version, RestateVersion(plan=plan.id, version=new))


def test_whoever_was_shown_an_older_register_looks_again(office):
    seen = office.log.head().seq
    register(office, row(FLOOD, **NEW))
    acting = replace(office.acting(), seen=seen)
    with pytest.raises(ChangedMeanwhile):
        office.desk.act(acting, register_plans, RegisterPlans(entries=(row(FLOOD, **OLD),)))
    assert len(only(office).versions) == 1


def test_two_files_of_one_version_are_both_kept_whatever_was_shown_when(office):
    register(office, row(FLOOD, **NEW))
    plan = only(office)
    id, seen = plan.versions[0].id, office.log.head().seq
    for kind, sha256 in ((TextKind.TEXT, "a"), (TextKind.ANNEX, "b"), (TextKind.ANNEX, "c")):
        office.do(keep_plan_file, KeepPlanFile(plan=plan.id, version=id, kind=kind, sha256=sha256))
    [version] = only(office).versions
    assert (version.text, version.annexes) == ("a", ("b", "c"))
    assert office.log.head().seq == seen + 3
    with pytest.raises(NoSuchVersion):
        office.do(keep_plan_file, a_short_version(plan.id, plan.id))
    office.do(withdraw_plan, WithdrawPlan(plan=plan.id, reason="误登"))
    with pytest.raises(PlanGone):
        office.do(keep_plan_file, a_short_version(plan.id, id))


def a_short_version(plan, version):
    return KeepPlanFile(plan=plan, version=version, kind=TextKind.PUBLIC_TEXT, sha256="d")


def test_a_flag_that_nobody_has_looked_at_is_not_cleared(office):
    register(office, row(FLOOD, **NEW))
    plan = only(office)
    [version] = plan.versions
    seen = office.log.head().seq
    flags = (flagged(PlanFlag.NUMBER_UNREAD, "7号"),)
    office.do(restate_version, RestateVersion(plan=plan.id, version=replace(version, flags=flags)))
    clearing = ClearFlags(plan=plan.id, version=version.id)
    with pytest.raises(ChangedMeanwhile):
        office.desk.act(replace(office.acting(), seen=seen), clear_flags, clearing)
    assert only(office).versions[0].flags == flags
    office.desk.act(replace(office.acting(), seen=office.log.head().seq), clear_flags, clearing)
    assert only(office).versions[0].flags == ()
