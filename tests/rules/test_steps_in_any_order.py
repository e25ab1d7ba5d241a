"""Looked at, restated, answered and met in any order: no step is skipped, none comes twice, the alarm is never behind."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import example
from hypothesis import given as drawn
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.deadline import evolve
from domain.deadline_alarm import alarm
from domain.deadline_commands import acknowledge, look, meet, restate
from domain.deadline_events import DeadlineRanOut, StepTaken
from domain.escalation_policy import Duty, Escalation, EscalationStep, Manner
from domain.kernel import fold
from domain.ring_manners import RingManners
from tests.support.clock_words import SET
from tests.support.ladder import NINE, minute, unit_id

MANNERS, MINUTE, DAY = RingManners(), timedelta(minutes=1), timedelta(days=1)
OFFSETS = (-30, -12, 0, 0, 5, 15)
STEPS = tuple(
    EscalationStep(offset_seconds=60 * one, manner=Manner.RING, to=Duty.LEADER) for one in OFFSETS
)
moves = st.lists(
    st.tuples(st.sampled_from(["look", "restate", "answer"]), st.integers(-90, 120)), max_size=10
)


class Clock:
    """One clock and its time. Every move lets some minutes pass, and then does what it is."""

    def __init__(self, *, quiet=False):
        steps = Escalation(policy="statutory", steps=STEPS, quiet_at_night=quiet)
        setting = replace(SET, escalation=steps, next_at=NINE + 30 * MINUTE)
        self.now, self.events = NINE, [setting]
        self.seen = []  # what each look noticed

    @property
    def state(self):
        return fold(evolve, None, self.events)

    @property
    def alarm(self):
        return alarm(self.state, MANNERS)

    def look(self, minutes=0):
        self.now += abs(minutes) * MINUTE
        self.seen.append(look(self.state, as_of=self.now, manners=MANNERS))
        self.events += self.seen[-1]

    def restate(self, minutes):
        start = minute(minutes)
        self.events += restate(self.state, start=start, uncounted=None, manners=MANNERS)

    def answer(self, minutes):
        until = self.now + abs(minutes) * MINUTE
        self.events += acknowledge(
            self.state, notice=unit_id("n"), person=unit_id("p"), until=until, manners=MANNERS
        )

    def plays(self, moves):
        for move, minutes in moves:
            getattr(self, move)(minutes)
            assert self.events[-1].next_at == self.alarm
        return self

    def all(self, kind):
        return [one for one in self.events if isinstance(one, kind)]


@drawn(moves, st.booleans())
def test_after_a_look_nothing_is_left_that_had_come(moves, quiet):
    clock = Clock(quiet=quiet).plays(moves)
    clock.look()
    assert clock.alarm is None or clock.alarm > clock.now
    clock.look()
    assert clock.seen[-1] == []


@drawn(moves, st.booleans())
@example(
    [("look", 90), ("look", 5), ("restate", 30), ("look", 25), ("restate", 0), ("look", 5)], False
)
def test_for_one_due_time_a_step_comes_once_and_never_before_its_moment(moves, quiet):
    clock = Clock(quiet=quiet).plays(moves)
    taken = clock.all(StepTaken)
    for one in taken:
        assert one.noticed_at >= one.came_at >= one.due_at + OFFSETS[one.number] * MINUTE
    for events in clock.seen:
        moments = [one.came_at if isinstance(one, StepTaken) else one.due_at for one in events]
        assert moments == sorted(moments)
    keys = [(one.number, one.due_at) for one in taken]
    assert len(set(keys)) == len(keys)


@drawn(moves, st.booleans())
def test_in_the_end_every_step_of_an_open_clock_has_been_taken_for_its_last_due_time(moves, quiet):
    clock = Clock(quiet=quiet).plays(moves)
    clock.look(3 * 24 * 60)
    clock.look(24 * 60)
    last = {one.number: one.noticed_at for one in clock.all(StepTaken)}
    assert set(last) == set(range(len(OFFSETS)))
    due = clock.state.due_at
    assert all(at >= due + OFFSETS[number] * MINUTE for number, at in last.items())
    assert clock.all(DeadlineRanOut)[-1].noticed_at >= due
    assert clock.alarm is None


@drawn(moves, moves)
def test_once_it_is_met_nothing_comes_any_more(moves, later):
    clock = Clock().plays(moves)
    clock.events += meet(clock.state, report=unit_id("r"), at=minute(1))
    before = len(clock.all(StepTaken))
    clock.plays(later)
    clock.look(3 * 24 * 60)
    assert len(clock.all(StepTaken)) == before
    assert clock.alarm is None
