"""What is done about plans, in any order: moves of the desk beside those in `moves`, each a real command."""

from __future__ import annotations

from contingency_plans.activation_events import LeftOver
from desk.activation_course import AdjustActivation, adjust_activation
from desk.incident_plans import DeclinePlans, decline_plans
from desk.plan_clocks import ExcusePlanClock, excuse_plan_clock
from desk.responses import card_id
from domain.incident_marks import ResponseLevel
from tests.support.responding import CARDS, a_link, propose, start
from tests.support.responses import card_done, end

LEVELS = tuple(ResponseLevel)


def _response(desk, n):
    """Of the incident so numbered, the one proposed last."""
    known = desk.office.incident(desk.incident(n)).plans.activations
    return known[-1] if known else desk.nothing()


def _respond(desk, n):
    """Proposed, and on some numbers approved, with a unit to be told."""
    incident = desk.incident(n // 2)
    activation = propose(desk.office, incident, a_link(desk.office, incident), LEVELS[n % 4])
    if n % 3:
        start(desk.office, activation, LEVELS[n % 4], units=(desk.office.town,))


def _adjust(desk, n):
    adjusting = AdjustActivation(
        activation=_response(desk, n // 2),
        response_level=LEVELS[n % 4],
        reason="研判",
        adjusted=desk.office.at(),
    )
    desk.office.do(adjust_activation, adjusting)


def _card(desk, n):
    activation, card = _response(desk, n // 2), CARDS[n % len(CARDS)][0]
    if n % 4:
        card_done(desk.office, activation, card)
    else:
        excusing = ExcusePlanClock(plan_clock=card_id(activation, card), reason="道路中断")
        desk.office.do(excuse_plan_clock, excusing)


def _end(desk, n):
    activation = _response(desk, n)
    left = [LeftOver(card=id, reason="转入善后") for id, _, _ in CARDS]
    end(desk.office, activation, *left)


def _decline(desk, n):
    declining = DeclinePlans(
        incident=desk.incident(n), reason="现场已控制", decided=desk.office.at()
    )
    desk.office.do(decline_plans, declining)


RESPONSES = {
    "respond": _respond,
    "adjust response": _adjust,
    "card": _card,
    "end response by plan": _end,
    "no plan": _decline,
}
