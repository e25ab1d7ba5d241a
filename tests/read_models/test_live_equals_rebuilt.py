"""What the board shows is what a rebuild from the log shows, and what the deciders themselves hold."""

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contingency_plans import activation as activations
from contingency_plans import plan_clock as plan_clocks
from contingency_plans.activation_events import ActivationProposed
from contingency_plans.plan_clock import PlanClockSet
from domain import deadline as deadlines
from domain import incident as incidents
from domain.deadline import Standing
from domain.deadline_events import DeadlineSet
from domain.incident import IncidentOpened
from domain.kernel import fold
from domain.rule import Form
from projections.board import compose
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office
from tests.support.views import caught_up, close, follower, rebuilt, shown

BUSY = (
    "call",
    "by word",
    "time",
    "time",
    "level",
    "occurrence",
    "excuse",
    "merge",
    "second source",
    "respond",
    "adjust response",
    "card",
)
move = st.tuples(st.sampled_from([*MOVES, *BUSY]), st.integers(0, 11))
evening = [("call", n) for n in (1, 2, 4)]  # two real ones and an exercise to begin with
nights = st.lists(move, min_size=8, max_size=24).map(lambda moves: [*evening, *moves])
batches = st.sampled_from([1, 2, 3, 7, 50, 5_000])
restarts = st.sets(st.integers(0, 26))


# A clock that ran out, was excused, turned out to be due later and ran out again is there to act on.
EXCUSED_AND_DUE_AGAIN = [
    *evening,
    *(("time", 9), ("order", 0), ("call", 0), ("occurrence", 6), ("sensitive", 0), ("excuse", 0)),
    *(("come back", 0), ("excuse", 0), ("annul", 9), ("call", 0), ("come back", 0), ("call", 0)),
    *(("occurrence", 0), ("call", 0), ("facts", 0), ("second source", 0), ("occurrence", 11)),
    ("time", 10),
]


@example(EXCUSED_AND_DUE_AGAIN, 1, set())
@settings(max_examples=25, deadline=None)
@given(nights, batches, restarts)
def test_live_board_equals_rebuilt_board_and_what_the_deciders_hold(night, batch, restarted_at):
    with tempfile.TemporaryDirectory() as folder:
        office, views = an_office(Path(folder)), Path(folder) / "views.db"
        desk, live = Moves(office), follower(office.log, views)
        for step, (move, n) in enumerate(night):
            desk.play(move, n)
            live.catch_up(batch)
            if step in restarted_at:
                close(live)
                live = follower(office.log, views)
            caught_up(live, batch)
            assert shown(live) == shown(rebuilt(office.log, Path(folder) / "again.db"))
            assert_the_deciders_agree(compose(live), office)
        close(live)
        office.log.close()


def assert_the_deciders_agree(board, office):
    assert {one.id: clock_facts(one) for one in board.clocks} == clocks_held(office)
    assert {one.id: card_facts(one) for one in board.incidents} == incidents_held(office)
    assert {one.id: plan_clock_facts(one) for one in board.plan_clocks} == plan_clocks_held(office)
    assert {one.id: one.level for one in board.responses} == responses_held(office)


def clock_facts(line):
    return line.due_at, line.start_at, line.ran_out, line.counted, line.rule


def card_facts(card):
    return card.level, card.klass, card.sensitive, card.figures, card.sources


def clocks_held(office):
    held = folded(office, DeadlineSet, deadlines.evolve)
    return {
        id: (
            one.due_at,
            one.start.earliest,
            one.standing is Standing.RAN_OUT,
            one.uncounted is None,
            one.terms.rule,
        )
        for id, one in held.items()
        if one.terms.form is not Form.WINDOW
        and (one.standing is Standing.RUNNING)
        | (one.standing is Standing.RAN_OUT and not one.excused)
    }


def incidents_held(office):
    held = folded(office, IncidentOpened, incidents.evolve)
    return {
        id: (
            one.level,
            one.klass,
            one.sensitive,
            {figure.value: fact.value for figure, fact in one.figures.items()},
            len(one.incoming),
        )
        for id, one in held.items()
        if one.standing is incidents.Standing.OPEN
    }


def plan_clock_facts(line):
    return line.due_at, line.ran_out, line.name, line.subject


def plan_clocks_held(office):
    return {
        id: (one.due_at, one.ran_out is not None, one.clock_set.name, one.clock_set.subject)
        for id, one in folded(office, PlanClockSet, plan_clocks.evolve).items()
        if one.open and one.clock_set.incident
    }


def responses_held(office):
    held = folded(office, ActivationProposed, activations.evolve)
    return {id: one.response_level for id, one in held.items() if one.in_force}


def folded(office, first, evolve):
    streams = [one.originator_id for one in office.events(first.TOPIC)]
    return {id: fold(evolve, None, (one.event for one in office.log.stream(id))) for id in streams}
