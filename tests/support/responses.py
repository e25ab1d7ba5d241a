"""What a response's own streams hold, and what is done to it: adjusted, a card done, ended."""

from __future__ import annotations

from contingency_plans import activation as activations
from contingency_plans import plan_clock as clocks
from desk.activation_course import (
    AdjustActivation,
    EndActivation,
    adjust_activation,
    end_activation,
)
from desk.plan_clocks import MeetPlanClock, meet_plan_clock
from desk.responses import card_id
from domain.kernel import fold
from tests.support.responding import ALL_CARDS


def state(office, id):
    return fold(activations.evolve, None, (one.event for one in office.log.stream(id)))


def clock(office, activation, card):
    history = office.log.stream(card_id(activation, card))
    return fold(clocks.evolve, None, (one.event for one in history))


def running(office, activation):
    """The cards that are open, as their own streams have it."""
    found = {one.id: clock(office, activation, one.id) for one in ALL_CARDS}
    return {id for id, one in found.items() if one and one.open}


def adjust(office, activation, level, reason="火势扩大"):
    adjusting = AdjustActivation(
        activation=activation, response_level=level, reason=reason, adjusted=office.at()
    )
    return office.do(adjust_activation, adjusting)


def end(office, activation, *left, conditions="泄漏已堵住，监测正常"):
    ending = EndActivation(
        activation=activation, conditions=conditions, left_over=left, ended=office.at()
    )
    return office.do(end_activation, ending)


def card_done(office, activation, card):
    meeting = MeetPlanClock(
        plan_clock=card_id(activation, card), words="已办", number="", files=(), met=office.at()
    )
    office.do(meet_plan_clock, meeting)
