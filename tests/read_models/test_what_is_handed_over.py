"""Whatever the night was: the list the views compose is true by the log, and one shift answers."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.handover_commands import HandedOver
from projections.duty import DUTY
from projections.handover_items import Wording, filed_items, open_items
from projections.incident_file import gather
from projections.open_incidents import OPEN_INCIDENTS
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office
from tests.support.passings import PASSINGS, offered, responsible
from tests.support.views import caught_up, close, follower

WORDS = Wording(name=str, word=str, say=lambda key, **_: key)
BUSY = ("call", "time", "level", "order", "come back", "telephone", "written", "shift", *PASSINGS)
move = st.tuples(st.sampled_from([*MOVES, *BUSY]), st.integers(0, 11))
evening = [("shift", 0), ("time", 0), ("shift", 1), ("call", 1), ("call", 2)]
nights = st.lists(move, min_size=6, max_size=20).map(lambda moves: [*evening, *moves])


@settings(max_examples=25, deadline=None)
@given(nights)
def test_what_the_views_list_the_log_bears_out_and_one_shift_answers(night):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk, live = Moves(office), follower(office.log, Path(folder) / "views.db")
        for name, n in night:
            desk.play(name, n)
            caught_up(live)
            answering = [one.id for one in live.rows[DUTY.name].values() if one.responsible]
            assert answering == [responsible(office)]
            for relief in [one for one in desk.shifts if one != answering[0]][-1:]:
                with suppress(HandedOver):
                    offered(office, relief, tuple(listed(office, live.rows)))
        close(live)
        office.log.close()


def listed(office, rows):
    yield from open_items(rows, WORDS)
    for incident in rows[OPEN_INCIDENTS.name].values():
        yield from filed_items(gather(office.log, incident.id), WORDS)
