"""A long stream is read on from where it was left, and tells what it would tell read from the beginning."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.histories import Histories
from desk.incidents import StateFacts, state_facts
from domain import incident as incidents
from domain.kernel import fold
from tests.support.moves import MOVES, Moves
from tests.support.office import an_office

move = st.tuples(st.sampled_from([*MOVES, "call", "by word", "time"]), st.integers(0, 11))


class Counted:
    """A log that counts the events it was asked to read."""

    def __init__(self, log):
        self.log, self.read = log, 0

    def stream(self, id, *, after=0):
        found = self.log.stream(id, after=after)
        self.read += len(found)
        return found


@settings(max_examples=10, deadline=None)
@given(st.lists(move, min_size=8, max_size=25), st.integers(1, 60))
def test_whatever_is_kept_of_it_the_office_goes_on_as_if_all_were_read(night, events_max):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        kept = office.desk._histories = Histories(office.log, kept_from=1, events_max=events_max)
        desk = Moves(office)
        for move, n in [("call", 1), *night]:
            desk.play(move, n)
        for id, history in [*kept._kept.items()]:
            events = tuple(office.log.stream(id))
            assert kept.of(id).recorded == events
            assert history.recorded == events[: len(history.recorded)]
            for evolve, state in kept.of(id)._states.items():
                assert state == fold(evolve, None, (one.event for one in events))
        assert kept._events == sum(len(one.recorded) for one in kept._kept.values())
        office.log.close()


def test_only_what_came_since_is_read(office):
    incident = office.call("储罐爆炸").incident
    log = Counted(office.log)
    histories = Histories(log, kept_from=2)
    begun = histories.of(incident)
    begun.state(incidents.evolve)
    assert log.read == len(begun.recorded) > 2
    office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(2),)))
    gone_on, log.read = histories.of(incident), 0
    assert histories.of(incident) is gone_on
    assert log.read == 0
    assert len(gone_on.recorded) > len(begun.recorded)
    assert gone_on.state(incidents.evolve) != begun.state(incidents.evolve)


def test_what_was_not_asked_for_longest_is_forgotten_first(office):
    first, second = (office.call(what).incident for what in ("储罐爆炸", "国道相撞"))
    log = Counted(office.log)
    most = len(office.log.stream(first)) + len(office.log.stream(second))
    histories = Histories(log, kept_from=1, events_max=most)
    for one in (first, second, first, office.call("冷库漏氨").incident, first):
        histories.of(one)
    log.read = 0
    histories.of(first)
    assert log.read == 0
    histories.of(second)
    assert log.read == len(office.log.stream(second))
