"""What a handover lists of plans: the clocks of incidents; what the register owes makes no list false."""

from __future__ import annotations

from contingency_plans.plan_clock import PlanClockSet
from desk.handover_list import ListOutOfDate, require_current
from desk.plan_settling import SettlePlans
from tests.support.given import refused
from tests.support.plan_acts import profile_of, put_on_record
from tests.support.plans import day
from tests.support.responding import in_force
from tests.support.responses import card_done


def signed(office, seq):
    """As either side signs, for a list offered at that position."""

    def asked(draft, command):
        require_current(draft, seq)
        return command

    office.do(asked, SettlePlans(plans=()))


def test_what_the_register_owes_makes_no_list_false(office):
    seq = office.log.head().seq
    put_on_record(office, profile_of(office), ("临政办〔2026〕7号", day(2026, 11, 16)))
    assert office.log.since(seq, 10, (PlanClockSet.TOPIC,))
    signed(office, seq)


def test_a_card_done_while_they_read_does(office):
    activation = in_force(office, office.call().incident)
    seq = office.log.head().seq
    card_done(office, activation, "alarm")
    with refused(ListOutOfDate):
        signed(office, seq)
