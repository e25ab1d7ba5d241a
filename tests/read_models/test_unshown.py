"""What the board does not show: at a position it is what a log cut there would tell; every event is decided on."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import desk.log.codec  # noqa: F401 - learns every event there is
from domain.kernel import TOPICS
from projections.unshown import UNSHOWN, newest_of, unshown_of
from projections.unshown_table import Unshown
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office
from tests.support.unshown import ON_THE_BOARD
from tests.support.views import caught_up, close, follower

move = st.tuples(st.sampled_from([*MOVES, "call", "time", "respond"]), st.integers(0, 11))
nights = st.lists(move, min_size=8, max_size=24).map(lambda moves: [("call", 1), *moves])


@settings(max_examples=8, deadline=None)
@given(nights)
def test_at_a_position_it_is_what_a_log_cut_there_would_tell(night):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk = Moves(office)
        for move, n in night:
            desk.play(move, n)
        live = caught_up(follower(office.log, Path(folder) / "views.db", (UNSHOWN,)))
        history = office.log.since(0)
        for seq in range(1, len(history) + 1, max(1, len(history) // 12)):
            then = {kind: newest_of(live, kind, seq, 10**9, 10**6)[::-1] for kind in Unshown}
            assert then == unshown_of(history[:seq])
        close(live)
        office.log.close()


def test_every_event_is_in_a_list_or_said_to_be_none_of_it():
    assert not UNSHOWN.topics & ON_THE_BOARD
    assert UNSHOWN.topics | ON_THE_BOARD == set(TOPICS)
