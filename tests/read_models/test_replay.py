"""A board replayed is the board that stood there: for every position of random nights, byte for byte."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from projections.board import VIEWS, compose
from projections.replay import BOARD_VIEWS, board_at
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office
from tests.support.views import as_bytes, close, follower, source_of

move = st.tuples(
    st.sampled_from([*MOVES, "call", "by word", "time", "respond"]), st.integers(0, 11)
)
nights = st.lists(move, min_size=8, max_size=24).map(lambda moves: [("call", 1), *moves])


@settings(max_examples=8, deadline=None)
@given(nights)
def test_every_position_replays_as_the_live_board_showed_it(night):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk, live = Moves(office), follower(office.log, Path(folder) / "views.db")
        for move, n in night:
            desk.play(move, n)
        shown = {}
        while live.catch_up(1):
            shown[live.position] = as_bytes(compose(live))
        for seq in list(shown)[:: max(1, len(shown) // 12)]:
            assert as_bytes(board_at(source_of(office.log), seq)) == shown[seq]
        close(live)
        office.log.close()


def test_the_views_of_the_board_are_among_the_followed():
    assert set(BOARD_VIEWS) < set(VIEWS)
