"""The rings on the board are those a rebuild shows, and those the deciders hold for something still to be done."""

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain import attendance as attendances
from domain import deadline as deadlines
from domain import incident as incidents
from domain import notice as notices
from domain.attendance import attendance_id
from domain.escalation_policy import Duty
from domain.kernel import fold
from domain.notice import Rung, RungForShift
from projections.board import compose
from tests.support.answers import ANSWERS
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office
from tests.support.views import caught_up, close, follower, rebuilt, shown

BUSY = ("call", "facts", "level", "shift", "time", "time", "by word", "answer", "answer")
move = st.tuples(st.sampled_from([*MOVES, *ANSWERS, *BUSY]), st.integers(0, 11))
evening = [("shift", 0), ("call", 1), ("facts", 1), ("call", 4), ("time", 7)]
nights = st.lists(move, min_size=4, max_size=16).map(lambda moves: [*evening, *moves])


@settings(max_examples=25, deadline=None)
@given(nights)
@example(
    [*evening, ("call", 0), ("class", 7), ("by word", 1), ("level", 2)]
)  # a window beside clocks
def test_the_rings_on_the_board_are_those_the_deciders_hold(night):
    with tempfile.TemporaryDirectory() as folder, patch.dict(MOVES, ANSWERS):
        office, views = an_office(Path(folder)), Path(folder) / "views.db"
        desk, live = Moves(office), follower(office.log, views)
        for move, n in night:
            desk.play(move, n)
            board = compose(caught_up(live))
            assert {one.id: facts(one) for one in board.rings} == held(office)
        assert shown(live) == shown(rebuilt(office.log, Path(folder) / "again.db"))
        close(live)
        office.log.close()


def facts(line):
    return line.ring, line.person, line.duty, line.manner, line.lease_until, line.clocks


def held(office):
    return dict(filter(None, (_held(office, id) for id in office_rings(office))))


def office_rings(office):
    rung = office.events(Rung.TOPIC, RungForShift.TOPIC)
    return dict.fromkeys(one.originator_id for one in rung)


def _held(office, id):
    one = state(office, id, notices.evolve)
    clocks = [state(office, clock, deadlines.evolve) for clock in one.clocks]
    still = sum(clock.open and not clock.excused for clock in clocks)
    waits = misses(office, one) if one.for_shift else one.is_ringing and grave(office, one)
    if one.ended or not (still or waits):
        return None
    return id, (one.number, one.person, one.duty, one.manner, one.lease_until, still)


def grave(office, one):
    incident = state(office, one.incident, incidents.evolve)
    return one.grave and incident.standing is incidents.Standing.OPEN


def misses(office, one):
    """Rung for himself, himself; else anybody."""
    absent = state(office, attendance_id(one.shift), attendances.evolve).absent
    himself = one.duty is Duty.OFFICER and one.person is not None
    return any(not himself or expected.seat.person == one.person for expected in absent)


def state(office, id, evolve):
    return fold(evolve, None, (one.event for one in office.log.stream(id)))
