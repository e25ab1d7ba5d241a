"""A response is proposed, approved, adjusted and ended, with its cards, its units and the incident's own marks."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from contingency_plans.activation_commands import (
    CardsOpen,
    NotAwaitingApproval,
    NotInForce,
    NotUnitOfResponse,
)
from contingency_plans.activation_events import ActivationStanding, ActivationStarted, LeftOver
from contingency_plans.plan_clock import PlanClockSet
from contingency_plans.plan_clock_commands import PlanClockOver
from contingency_plans.plan_cycle_commands import NoSuchVersion, PlanGone
from desk.activation_course import (
    MoveCard,
    move_card,
)
from desk.activations import (
    AlreadyResponding,
    DismissActivation,
    TellUnit,
    dismiss_activation,
    tell_unit,
)
from desk.draft import Unknown
from desk.incident_plans import LinkPlan, UnlinkPlan, link_plan, unlink_plan
from desk.plans import WithdrawPlan, withdraw_plan
from desk.responses import ResponseStillInForce
from domain.incident_plan_commands import PlanNotLinked
from domain.kernel import ReasonMissing, Refused
from domain.tasking import TaskingGiven, TaskingRanOut
from domain.words import Channel
from escalation.sweep import sweep
from tests.support.given import refused
from tests.support.responding import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    a_link,
    asked_at,
    in_force,
    on_record,
    pinned,
    propose,
    start,
)
from tests.support.responses import adjust, card_done, clock, end, running, state


@pytest.fixture
def incident(office):
    return office.call("化工厂爆炸").incident


def test_only_what_stands_in_the_register_is_linked(office, incident):
    known, stranger = pinned(), UUID(int=9)
    on_record(office, known)

    def link(told):
        linking = LinkPlan(incident=incident, pinned=told, reasons=(), unfit=())
        return office.do(link_plan, linking)

    with pytest.raises(Unknown):
        link(pinned(plan=stranger))
    with pytest.raises(NoSuchVersion):
        link(pinned(version=stranger))
    link(known)
    office.do(withdraw_plan, WithdrawPlan(plan=known.plan, reason="并入总体预案"))
    with pytest.raises(PlanGone):
        link(pinned(library="fire"))


def test_approved_its_cards_run_and_the_incident_says_so(office, incident):
    activation = in_force(office, incident)
    assert running(office, activation) == asked_at(THIRD)
    told = office.incident(incident)
    assert (told.response_level, told.response_started) == (THIRD, office.at())
    card = clock(office, activation, "cordon")
    assert card.due_at == office.clock.at + timedelta(minutes=10)
    assert (card.clock_set.incident, card.clock_set.chimes) == (incident, True)
    assert card.clock_set.source == "临江区危险化学品事故应急预案 临政办〔2024〕8号"


def test_approval_and_cards_are_one_append_to_the_log(office, incident):
    activation = propose(office, incident, a_link(office, incident))
    before = office.log.head().seq
    done = start(office, activation)
    written = office.log.since(before, 100, ())
    assert done.receipt.seq == office.log.head().seq
    assert len({one.meta.command_id for one in written}) == 1
    kinds = [type(one.event) for one in written]
    assert kinds.count(ActivationStarted) == 1
    assert kinds.count(PlanClockSet) == len(asked_at(THIRD))


def test_a_start_that_fails_late_leaves_neither_approval_nor_cards(office, incident):
    activation = propose(office, incident, a_link(office, incident))
    before = office.log.head().seq
    with pytest.raises(Refused):
        start(office, activation, units=(uuid4(),))
    assert office.log.head().seq == before
    assert state(office, activation).standing is ActivationStanding.PROPOSED


def test_sent_twice_it_is_started_once(office, incident):
    activation, key = propose(office, incident, a_link(office, incident)), uuid4()
    start(office, activation, command_id=key)
    head = office.log.head().seq
    start(office, activation, command_id=key)
    assert office.log.head().seq == head
    with refused(NotAwaitingApproval):
        start(office, activation)


def test_a_unit_is_told_and_what_it_has_not_acknowledged_runs_out(office, incident):
    activation = in_force(office, incident, units=(office.town,))
    [given] = office.events(TaskingGiven.TOPIC)
    assert given.event.receipt_due == office.clock.at + timedelta(minutes=10)
    telling = TellUnit(
        activation=activation, unit=office.town, channel=Channel.PHONE, told=office.at()
    )
    office.do(tell_unit, telling)
    assert [one.unit for one in state(office, activation).told] == [office.town]
    office.clock.forward(minutes=11)
    sweep(office.desk, office.clock.at)
    assert [one.originator_id for one in office.events(TaskingRanOut.TOPIC)] == [
        given.originator_id
    ]
    other = TellUnit(
        activation=activation, unit=office.works, channel=Channel.PHONE, told=office.at()
    )
    with pytest.raises(NotUnitOfResponse):
        office.do(tell_unit, other)


def test_raised_new_cards_start_now_and_those_no_longer_asked_fall_away(office, incident):
    activation = in_force(office, incident)
    kept = clock(office, activation, "cordon").due_at
    office.clock.forward(minutes=7)
    adjust(office, activation, SECOND)
    assert running(office, activation) == asked_at(SECOND)
    assert clock(office, activation, "watch").withdrawn
    evacuate = clock(office, activation, "evacuate")
    assert evacuate.due_at == office.clock.at + timedelta(minutes=20)
    assert clock(office, activation, "cordon").due_at == kept
    assert office.incident(incident).response_level is SECOND
    with pytest.raises(ReasonMissing):
        adjust(office, activation, FIRST, reason=" ")


def test_what_is_done_stays_done_when_its_level_comes_back(office, incident):
    activation = in_force(office, incident)
    card_done(office, activation, "watch")
    adjust(office, activation, SECOND)
    adjust(office, activation, FOURTH, reason="火势受控")
    assert running(office, activation) == asked_at(FOURTH) - {"watch"}


def test_a_card_gets_more_time_from_a_person_alone(office, incident):
    activation = in_force(office, incident)
    more = MoveCard(
        activation=activation, card="alarm", within=timedelta(minutes=15), reason="道路中断"
    )
    office.do(move_card, more)
    assert clock(office, activation, "alarm").due_at == office.clock.at + timedelta(minutes=15)
    absent = MoveCard(
        activation=activation, card="province", within=timedelta(minutes=1), reason="x"
    )
    with pytest.raises(Unknown):
        office.do(move_card, absent)
    card_done(office, activation, "alarm")
    with pytest.raises(PlanClockOver):
        office.do(move_card, more)


def test_by_one_link_there_is_one_response_at_a_time(office, incident):
    link = a_link(office, incident)
    first = propose(office, incident, link)
    with refused(AlreadyResponding):
        propose(office, incident, link)
    start(office, first)
    with refused(AlreadyResponding):
        propose(office, incident, link)
    end(office, first, *(LeftOver(card=id, reason="转入善后") for id in asked_at(THIRD)))
    start(office, propose(office, incident, link))


def test_it_ends_when_each_card_is_done_or_expressly_left(office, incident):
    activation = in_force(office, incident)
    card_done(office, activation, "alarm")
    with pytest.raises(CardsOpen):
        end(office, activation, LeftOver(card="cordon", reason="转交环保部门"))
    left = (
        LeftOver(card="cordon", reason="转交环保部门"),
        LeftOver(card="watch", reason="转入善后"),
    )
    end(office, activation, *left)
    assert running(office, activation) == set()
    told = office.incident(incident)
    assert (told.response_level, told.response_ended) == (None, office.at())
    assert state(office, activation).ended.left_over == left
    with pytest.raises(NotInForce):
        end(office, activation, *left)


def test_a_leader_says_no_with_a_reason(office, incident):
    activation = propose(office, incident, a_link(office, incident))
    with pytest.raises(ReasonMissing):
        office.do(dismiss_activation, DismissActivation(activation=activation, reason=""))
    office.do(dismiss_activation, DismissActivation(activation=activation, reason="规模未到"))
    assert state(office, activation).dismissed == "规模未到"
    with pytest.raises(NotAwaitingApproval):
        start(office, activation)


def test_only_what_is_linked_is_proposed_and_in_force_it_stays_linked(office, incident):
    with refused(PlanNotLinked):
        propose(office, incident, uuid4())
    link = a_link(office, incident)
    activation = propose(office, incident, link)
    unlinking = UnlinkPlan(incident=incident, link=link, reason="选错")
    with refused(ResponseStillInForce):
        office.do(unlink_plan, unlinking)
    office.do(dismiss_activation, DismissActivation(activation=activation, reason="规模未到"))
    office.do(unlink_plan, unlinking)
    assert office.incident(incident).plans.linked == ()


def test_a_response_to_an_exercise_belongs_to_it_with_all_its_cards(office):
    exercise = UUID(int=5)
    incident = office.call("【演练】槽车泄漏", exercise=exercise).incident
    on_record(office, pinned())
    before = office.log.head().seq
    in_force(office, incident, units=(office.town,))
    written = office.log.since(before, 100, ())
    assert {one.meta.exercise for one in written} == {exercise}
