"""The register is folded from what came in since the last look, however long the log has become."""

from __future__ import annotations

import pytest

from desk.log.log import open_log
from desk.register import Register, catch_up
from domain.words import Tier


class Looked:
    """The office's log; remembers from where it was looked through."""

    def __init__(self, log):
        self.log, self.looks = log, []

    @property
    def position(self):
        return self.log.position

    def newest(self, topics):
        return self.log.newest(topics)

    def since(self, seq, limit, topics):
        self.looks.append(seq)
        return self.log.since(seq, limit, topics)


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
