"""Whatever happens at a desk, every call and note has an owner, and the page shows the one the log says."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.notes import RecordNote, record_note
from desk.ownership import AcceptMatter, HandOn, accept_matter, hand_on
from domain import ownership as ownerships
from domain.desk_note import NoteKind, NoteRecorded
from domain.incoming_report import IncomingReceived
from domain.kernel import Refused, fold
from domain.ownership import owner_of, ownership_id
from projections.owners import OFFERS, OWNERS, open_matters
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office
from tests.support.views import caught_up, close, follower, rows

OURS = ("note", "offer", "accept", "accept")
move = st.tuples(st.sampled_from([*MOVES, *OURS, "call", "hand over"]), st.integers(0, 11))
nights = st.lists(move, min_size=6, max_size=24)


def matters(office):
    return [one.originator_id for one in office.events(IncomingReceived.TOPIC, NoteRecorded.TOPIC)]


def owner(office, matter):
    """As the log says it."""
    taken_by = office.log.stream(matter)[0].meta.by
    history = (one.event for one in office.log.stream(ownership_id(matter)))
    return owner_of(taken_by, fold(ownerships.evolve, None, history))


def play(desk, move, n):
    office, at = desk.office, desk.office.at()
    if move not in OURS:
        return desk.play(move, n)
    matter, person = matters(office)[n % len(matters(office))], desk.people[n % 3]
    commands = {
        "note": (record_note, RecordNote(kind=tuple(NoteKind)[n % 10], at=at, words="记")),
        "offer": (hand_on, HandOn(matter=matter, to=person, words="", offered=at)),
        "accept": (accept_matter, AcceptMatter(matter=matter, person=person, accepted=at)),
    }
    with suppress(Refused):
        office.do(*commands[move])
    return None


@settings(max_examples=15, deadline=None)
@given(nights, st.sampled_from([1, 7, 5_000]))
def test_no_call_and_no_note_is_ever_without_an_owner(night, batch):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk, live = Moves(office), follower(office.log, Path(folder) / "views.db")
        for move, n in (("call", 1), ("note", 0), ("call", 2), ("shift", 0), *night):
            play(desk, move, n)
        caught_up(live, batch)
        for matter in matters(office):
            assert live.rows[OWNERS.name].get(matter).owner == owner(office, matter)
        anew = caught_up(follower(office.log, Path(folder) / "again.db"))
        assert list(open_matters(anew.rows)) == list(open_matters(live.rows))
        assert rows(anew, OFFERS) == rows(live, OFFERS)
        close(anew)
        close(live)
        office.log.close()
