"""督促编制: what nobody has is owed by somebody until a day; met by the text in force, and owed again when it is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from contingency_plans import plan_clock as clocks
from contingency_plans.plan import plan_id
from contingency_plans.plan_clock import PlanClockSet
from contingency_plans.plan_entry import PlanEntry, on_day, told_version
from contingency_plans.plan_events import PlanVersionReplaced, PlanWithdrawn
from contingency_plans.plan_words import PlanClockKind
from contingency_plans.requirement import NotRequired
from desk.draft import Unknown
from desk.plan_clocks import ExcusePlanClock, excuse_plan_clock
from desk.plan_requirements import (
    AdoptRequirements,
    PinPlan,
    RequirementsAnswer,
    SettleRequirements,
    UnpinPlan,
    adopt_requirements,
    pin_plan,
    settle_all_requirements,
    unpin_plan,
)
from desk.plans import RegisterPlans, WithdrawPlan, register_plans, withdraw_plan
from domain.kernel import fold
from domain.notice import Rung
from escalation.plan_day import PlanDay
from escalation.sweep import sweep
from tests.support.office import NINE
from tests.support.plans import FLOOD, NEW, OFFICE, OLD, PROFILE, day, version
from tests.support.registered import registered, told
from tests.support.requirements import ADOPTED, FLOODS, GAS, OVERALL, a_profile

CITY_FLOOD = plan_id(OFFICE, ADOPTED.places[0], "城区防汛应急预案")


def adopting(*required, **changes):
    return AdoptRequirements(
        title=changes.get("title", ADOPTED.title),
        source=ADOPTED.source,
        places=ADOPTED.places,
        drafting_days=365,
        required=required or ADOPTED.required,
    )


def adopted(office, *required, **changes):
    done = office.do(adopt_requirements, adopting(*required, **changes))
    return done.answer(RequirementsAnswer)


def owed(office):
    """The drafting clocks by name, each as it stands, in the order they were set."""
    streams = dict.fromkeys(one.originator_id for one in office.events(PlanClockSet.TOPIC))
    states = [
        fold(clocks.evolve, None, (one.event for one in office.log.stream(id))) for id in streams
    ]
    return [(one.clock_set.name, one) for one in states]


def running(office):
    return [name for name, one in owed(office) if one.open]


def test_what_is_missing_is_owed_by_its_owner_until_its_day_and_never_chimes(office):
    answer = adopted(office)
    assert answer.missing == ("overall", "flood", "gas")
    assert running(office) == [one.title for one in (OVERALL, FLOODS, GAS)]
    by_name = dict(owed(office))
    floods, gas = by_name[FLOODS.title], by_name[GAS.title]
    assert floods.clock_set.kind is PlanClockKind.DRAFTING
    assert floods.clock_set.owner_words == "县水利局"
    assert floods.due_at == datetime(2027, 11, 24, 10, tzinfo=UTC)  # 18:00, a year from now
    assert gas.due_at == datetime(2027, 6, 30, 10, tzinfo=UTC)
    assert (floods.clock_set.source, gas.clock_set.source) == (ADOPTED.source, GAS.source)
    assert {one.clock_set.subject for _, one in owed(office)} == {answer.requirements}
    assert not any(one.clock_set.chimes for _, one in owed(office))


def test_the_same_list_twice_sets_nothing_twice(office):
    adopted(office)
    before = office.log.head().seq
    adopted(office)
    assert office.log.head().seq == before


def test_a_text_in_force_meets_it_with_its_number_on_the_day_it_was_issued(office):
    adopted(office)
    issued = version("临政办〔2026〕9号", day(2026, 11, 24))
    assert registered(office, FLOOD, PROFILE, issued) == ("overall", "gas")
    met = dict(owed(office))[FLOODS.title].met
    assert (met.words, met.number) == ("《临江县防汛应急预案》", "临政办〔2026〕9号")
    assert (met.met.earliest, met.minutes_late) == (datetime(2026, 11, 23, 16, tzinfo=UTC), 0)


def test_what_is_there_before_the_list_is_not_owed(office):
    registered(office, FLOOD, PROFILE, NEW)
    assert adopted(office).missing == ("overall", "gas")
    assert running(office) == [OVERALL.title, GAS.title]


def test_what_was_due_before_the_list_was_adopted_has_run_out_and_keeps_no_sweep_busy(office):
    late = replace(GAS, due=date(2026, 6, 30))
    for entry in (late, replace(GAS, due=date(2027, 6, 30)), late):
        adopted(office, entry)
        [(_, clock)] = owed(office)
        assert bool(clock.ran_out) is (entry is late)
        assert office.log.due(office.clock.at, 10) == []


def test_a_draft_meets_nothing(office):
    adopted(office)
    assert "flood" in registered(office, FLOOD, PROFILE, replace(NEW, draft=True))


def test_gone_again_it_is_owed_again_and_met_again(office):
    adopted(office, FLOODS)
    registered(office, FLOOD, PROFILE, NEW)
    office.clock.forward(days=30)
    replaced = PlanVersionReplaced(version=NEW.id, by=None, on=None, words="废止")
    assert told(office, FLOOD, replaced) == ("flood",)
    [(_, first), (_, second)] = owed(office)
    assert first.met
    assert second.open
    assert second.due_at == datetime(2027, 12, 24, 10, tzinfo=UTC)
    other = a_profile("临江县城区防汛应急预案")
    assert registered(office, CITY_FLOOD, other, OLD) == ()
    assert running(office) == []
    assert told(office, CITY_FLOOD, PlanWithdrawn(reason="误登")) == ("flood",)
    assert len(owed(office)) == 3


def test_gone_after_the_lists_own_day_it_is_due_by_the_time_a_draft_takes(office):
    adopted(office, replace(FLOODS, due=date(2026, 12, 1)))
    registered(office, FLOOD, PROFILE, NEW)
    office.clock.forward(days=30)
    told(office, FLOOD, PlanWithdrawn(reason="误登"))
    assert owed(office)[-1][1].due_at == datetime(2027, 12, 24, 10, tzinfo=UTC)


def test_one_version_after_another_is_the_same_plan(office):
    adopted(office, FLOODS)
    registered(office, FLOOD, PROFILE, OLD)
    replaced = PlanVersionReplaced(version=OLD.id, by=NEW.id, on=None, words="修订")
    newer = registered(office, FLOOD, PROFILE, NEW)
    assert (newer, told(office, FLOOD, replaced), len(owed(office))) == ((), (), 1)


def test_a_text_that_runs_out_overnight_is_owed_from_the_morning_on(office):
    adopted(office, FLOODS)
    registered(office, FLOOD, PROFILE, replace(NEW, valid_until=date(2026, 11, 25)))
    days = PlanDay(office.desk)
    office.clock.forward(days=1)
    days.follow(office.clock.at)
    assert running(office) == []
    office.clock.forward(days=1)
    days.follow(office.clock.at)
    assert running(office) == [FLOODS.title]
    before = office.log.head().seq
    office.do(settle_all_requirements, SettleRequirements())
    assert office.log.head().seq == before


def test_the_list_changes_its_clocks_with_it(office):
    adopted(office)
    later = replace(GAS, due=date(2027, 9, 30))
    theirs = replace(FLOODS, owner=office.town, owner_words="青石镇")
    adopted(office, later, theirs)
    by_name = dict(owed(office))
    assert running(office) == [FLOODS.title, GAS.title]
    assert by_name[OVERALL.title].withdrawn
    assert by_name[GAS.title].due_at == datetime(2027, 9, 30, 10, tzinfo=UTC)
    assert by_name[FLOODS.title].clock_set.owner == office.town
    adopted(office)
    assert running(office) == [OVERALL.title, FLOODS.title, GAS.title]


def test_a_unit_nobody_knows_owes_nothing(office):
    with pytest.raises(Unknown):
        adopted(office, replace(FLOODS, owner=FLOOD))


def test_a_pinned_plan_answers_until_it_is_unpinned(office):
    adopted(office, GAS)
    registered(office, FLOOD, PROFILE, NEW)
    pinning = PinPlan(requirement="gas", plan=FLOOD, reason="合并编制")
    assert office.do(pin_plan, pinning).answer(RequirementsAnswer).missing == ()
    assert running(office) == []
    unpinning = UnpinPlan(requirement="gas", plan=FLOOD, reason="另行编制")
    assert office.do(unpin_plan, unpinning).answer(RequirementsAnswer).missing == ("gas",)
    assert running(office) == [GAS.title]


def test_what_is_not_there_is_not_pinned(office):
    with pytest.raises(Unknown):
        office.do(pin_plan, PinPlan(requirement="gas", plan=FLOOD, reason="x"))
    adopted(office)
    with pytest.raises(Unknown):
        office.do(pin_plan, PinPlan(requirement="gas", plan=FLOOD, reason="x"))
    with pytest.raises(NotRequired):
        office.do(unpin_plan, UnpinPlan(requirement="?", plan=FLOOD, reason="x"))


def test_what_somebody_excused_stays_so(office):
    adopted(office, FLOODS)
    [id] = {one.originator_id for one in office.events(PlanClockSet.TOPIC)}
    office.do(excuse_plan_clock, ExcusePlanClock(plan_clock=id, reason="市里统编"))
    assert adopted(office, FLOODS, title="另一份清单").missing == ("flood",)
    assert (len(owed(office)), running(office)) == (1, [])


def test_an_exercise_touches_no_register(office):
    adopted(office, FLOODS)
    registered(office, FLOOD, PROFILE, NEW)
    before = office.log.head().seq
    office.do(settle_all_requirements, SettleRequirements(), exercise=office.works)
    assert office.log.head().seq == before


def test_it_runs_out_once_and_rings_nobody(office):
    adopted(office, GAS)
    office.clock.forward(days=300)
    sweep(office.desk, office.clock.at)
    sweep(office.desk, office.clock.at)
    [(_, gas)] = owed(office)
    assert gas.ran_out.due_at == datetime(2027, 6, 30, 10, tzinfo=UTC)
    assert office.events(Rung.TOPIC) == []


def test_without_a_list_nothing_is_missing(office):
    assert registered(office, FLOOD, PROFILE, NEW) == ()
    assert owed(office) == []
    assert office.clock.at == NINE


def test_a_sheet_meets_and_a_withdrawal_owes_in_the_same_command(office):
    adopted(office, FLOODS)
    told_ = told_version(issued=on_day(date(2026, 11, 20)), doc_no="临政办〔2026〕9号")
    entry = PlanEntry(profile=PROFILE, version=told_)
    office.do(register_plans, RegisterPlans(entries=(entry,)))
    assert running(office) == []
    [plan] = office.desk.register().plans
    office.do(withdraw_plan, WithdrawPlan(plan=plan, reason="误登"))
    assert running(office) == [FLOODS.title]
