"""What is known to have been sent at a position is what a log that ends there tells."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.notice import Rung
from projections.sent import messages, sent_to
from projections.up_to import UpTo
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office

move = st.tuples(st.sampled_from([*MOVES, "call", "by word", "time"]), st.integers(0, 11))
nights = st.lists(move, min_size=8, max_size=20).map(lambda moves: [("call", 1), *moves])


class Cut:
    """A log that ends at a position, whoever asks and however."""

    def __init__(self, events, seq):
        self.events = [one for one in events if one.seq <= seq]

    def stream(self, id):
        return [one for one in self.events if one.originator_id == id]

    def since(self, seq, limit=5_000, topics=()):
        later = (one for one in self.events if one.seq > seq)
        return [one for one in later if not topics or one.topic in topics][:limit]


@settings(max_examples=8, deadline=None)
@given(nights)
def test_nothing_recorded_later_changes_what_was_sent(night):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk = Moves(office)
        for move, n in night:
            desk.play(move, n)
        events = office.log.since(0, 100_000)
        rung = [one for one in events if isinstance(one.event, Rung)]
        people = {one.event.person for one in rung if one.event.person}
        streams = [one.originator_id for one in rung]
        for seq in range(1, len(events) + 1, max(1, len(events) // 12)):
            known, cut = UpTo(office.log, seq), UpTo(Cut(events, seq), len(events))
            assert messages(known, streams) == messages(cut, streams)
            assert all(sent_to(known, one) == sent_to(cut, one) for one in people)
        office.log.close()
