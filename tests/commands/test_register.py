"""The register is folded from what came in since the last look, however long the log has become."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.duty_change import ChangeAnswer
from desk.log.log import open_log
from desk.register import NotFounded, Register, catch_up
from domain.duty_change import LeaveGranted
from domain.words import Tier
from tests.support.office import NINE


class Looked:
    """The office's log; remembers from where it was looked through."""

    def __init__(self, log):
        self.log, self.looks = log, []

    @property
    def position(self):
        return self.log.position

    def newest(self, topics):
        return self.log.newest(topics)

    def rows_since(self, seq, limit, topics):
        self.looks.append(seq)
        return self.log.rows_since(seq, limit, topics)


@pytest.fixture
def looked(office):
    return Looked(office.log)


def test_a_log_in_which_only_calls_came_in_is_not_looked_through_again(office, looked):
    register = catch_up(Register(), looked)
    for what in ("化工厂爆炸", "管道泄漏"):
        office.call(what)
        looked.looks = []
        register = catch_up(register, looked)
        assert (looked.looks, register.read_upto) == ([], office.log.position)
    office.unit("白沙街道", Tier.TOWNSHIP, parent=office.county)
    catch_up(register, looked)
    assert looked.looks[0] == register.read_upto, "what had been read was read again"


def test_what_an_earlier_run_left_is_read(office):
    office.log.close()
    reopened = Looked(open_log(office.log.path.parent, office.clock))
    register = catch_up(Register(), reopened)
    reopened.log.close()
    assert office.town in register.network


def test_a_unit_registered_among_calls_is_known_at_once(office, looked):
    register = catch_up(Register(), looked)
    office.call("化工厂爆炸")
    register = catch_up(register, looked)
    street = office.unit("白沙街道", Tier.TOWNSHIP, parent=office.county)
    registered = office.log.position
    office.call("管道泄漏")
    register = catch_up(register, looked)
    assert street in register.network
    assert register.seq == registered < register.read_upto


class Spoilt(Looked):
    """The log with one row of it written by a later program."""

    def __init__(self, log, seq):
        super().__init__(log)
        self.seq = seq

    def rows_since(self, seq, limit, topics):
        rows = self.log.rows_since(seq, limit, topics)
        return [row._replace(version=99) if row.seq == self.seq else row for row in rows]


def test_a_unit_nobody_can_read_is_left_out_and_stops_nothing_else(office):
    before = office.log.position
    street = office.unit("白沙街道", Tier.TOWNSHIP, parent=office.county)
    school = office.unit("白沙小学", Tier.UNIT, parent=office.county)
    register = catch_up(Register(), Spoilt(office.log, before + 1))
    assert street not in register.network
    assert {office.town, school} <= {one.id for one in register.network}
    assert register.read_upto == office.log.position, "it would be read again with every command"


def test_without_its_first_event_there_is_no_office(office):
    register = catch_up(Register(), Spoilt(office.log, 1))
    with pytest.raises(NotFounded):
        _ = register.office


def test_leave_that_comes_in_while_one_looks_is_read_once(office, looked, monkeypatch):
    """The head is asked for first: what came since was read all the same."""
    granted = LeaveGranted(person=office.town, since=NINE, until=NINE + timedelta(days=1))

    def grant(draft, _):
        id = draft.new_id("leave")
        draft.load(id, lambda state, happened: happened)
        draft.record(id, [granted])
        return ChangeAnswer(change=id)

    before = office.log.position
    office.do(grant, granted)
    monkeypatch.setattr(Looked, "position", property(lambda looked: before))
    register = catch_up(catch_up(Register(), looked), looked)
    assert len(register.duty.away) == 1
