"""The rings on the board are those a rebuild shows, and those the deciders hold for something still to be done."""

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from domain import deadline as deadlines
from domain import incident as incidents
from domain import notice as notices
from domain.kernel import fold
from domain.notice import Rung
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
    return dict.fromkeys(one.originator_id for one in office.events(Rung.TOPIC))


def _held(office, id):
    one = state(office, id, notices.evolve)
    clocks = [state(office, clock, deadlines.evolve) for clock in one.clocks]
    still = sum(clock.open and not clock.excused for clock in clocks)
    is_open = state(office, one.incident, incidents.evolve).standing is incidents.Standing.OPEN
    if one.ended or not (still or (one.grave and one.is_ringing and is_open)):
        return None
    return id, (one.number, one.person, one.duty, one.manner, one.lease_until, still)


def state(office, id, evolve):
    return fold(evolve, None, (one.event for one in office.log.stream(id)))
