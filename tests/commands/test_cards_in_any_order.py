"""Whatever is done to a response in whatever order, the open cards are those its level asks, less those done or excused."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from contingency_plans import activation as activations
from contingency_plans import plan_clock as clocks
from contingency_plans.activation_events import LeftOver
from desk.activation_course import (
    AdjustActivation,
    EndActivation,
    adjust_activation,
    end_activation,
)
from desk.incidents import AnnulIncident, annul_incident
from desk.plan_clocks import ExcusePlanClock, MeetPlanClock, excuse_plan_clock, meet_plan_clock
from desk.responses import card_id
from domain.incident_marks import ResponseLevel
from domain.kernel import Refused, fold
from domain.words import Level
from escalation.sweep import sweep
from tests.support.office import an_office
from tests.support.responding import CARDS, a_link, asked_at, decide, propose, start

LEVELS = tuple(ResponseLevel)
MOVES = ("start", "adjust", "adjust", "adjust", "done", "done", "excuse", "end", "level", "time")
moves = st.lists(st.tuples(st.sampled_from((*MOVES, "annul")), st.integers(0, 11)), max_size=14)


class Told:
    """The recount: from the commands that were accepted alone, by the table of cards and a set of names."""

    def __init__(self, office):
        self.office = office
        self.incident = office.call("化工厂爆炸").incident
        self.activation = propose(office, self.incident, a_link(office, self.incident))
        self.response, self.settled = None, set()

    @property
    def open(self):
        return asked_at(self.response) - self.settled if self.response else set()

    def play(self, move, n):
        with suppress(Refused):
            getattr(self, f"on_{move}")(n)

    def on_start(self, n):
        start(self.office, self.activation, LEVELS[n % 4])
        self.response = LEVELS[n % 4]

    def on_adjust(self, n):
        level, at = LEVELS[n % 4], self.office.at()
        adjusting = AdjustActivation(
            activation=self.activation, response_level=level, reason="研判", adjusted=at
        )
        self.office.do(adjust_activation, adjusting)
        self.response = level

    def on_done(self, n):
        card, at = CARDS[n % len(CARDS)][0], self.office.at()
        id = card_id(self.activation, card)
        meeting = MeetPlanClock(plan_clock=id, words="已办", number="", files=(), met=at)
        self.office.do(meet_plan_clock, meeting)
        self.settled.add(card)

    def on_excuse(self, n):
        card = CARDS[n % len(CARDS)][0]
        excusing = ExcusePlanClock(plan_clock=card_id(self.activation, card), reason="道路中断")
        self.office.do(excuse_plan_clock, excusing)
        self.settled.add(card)

    def on_end(self, n):
        left = tuple(LeftOver(card=one, reason="善后") for one in sorted(self.open)[n % 3 :])
        ending = EndActivation(
            activation=self.activation,
            conditions="险情排除",
            left_over=left,
            ended=self.office.at(),
        )
        self.office.do(end_activation, ending)
        self.response = None

    def on_level(self, n):
        decide(self.office, self.incident, tuple(Level)[n % 4])

    def on_time(self, n):
        self.office.clock.forward(minutes=n)
        sweep(self.office.desk, self.office.clock.at)

    def on_annul(self, n):
        if n < 3:
            self.office.do(annul_incident, AnnulIncident(incident=self.incident, reason="误报"))
            self.response = None


def on_record(office, activation):
    """What the log holds of each card."""
    histories = {id: office.log.stream(card_id(activation, id)) for id, _, _ in CARDS}
    states = {
        id: fold(clocks.evolve, None, (one.event for one in history))
        for id, history in histories.items()
    }
    return {id for id, state in states.items() if state and state.open}


def test_open_cards_are_those_asked_less_those_done(tmp_path):
    office = an_office(tmp_path)

    @settings(max_examples=60, deadline=None)
    @given(moves)
    def holds(night):
        told = Told(office)
        for move, n in [("start", 2), *night]:
            told.play(move, n)
            assert on_record(office, told.activation) == told.open
            history = office.log.stream(told.activation)
            state = fold(activations.evolve, None, (one.event for one in history))
            incident = office.incident(told.incident)  # annulled, its last words stand
            assert incident.response_level == told.response or not incident.is_real_life
            assert state.in_force == (told.response is not None)

    holds()
    office.log.close()
