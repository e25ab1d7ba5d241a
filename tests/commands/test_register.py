"""The register is folded from what came in since the last look, however long the log has become."""

from __future__ import annotations

import pytest

from desk.register import Register, catch_up
from domain.words import Tier


class Looked:
    """The office's log; remembers from where it was looked through."""

    def __init__(self, log):
        self.log, self.looks = log, []

    @property
    def position(self):
        return self.log.position

    def since(self, seq, limit, topics):
        self.looks.append(seq)
        return self.log.since(seq, limit, topics)


@pytest.fixture
def looked(office):
    return Looked(office.log)


def test_what_was_looked_through_once_is_not_looked_through_again(office, looked):
    register = catch_up(Register(), looked)
    for _ in range(3):
        office.call("化工厂爆炸")
        before, looked.looks = office.log.position, []
        register = catch_up(register, looked)
        assert register.read_upto == before
        catch_up(register, looked)
        assert looked.looks == [looked.looks[0]], "nothing new, and it looked again"
    office.call("管道泄漏")
    looked.looks = []
    catch_up(register, looked)
    assert looked.looks == [register.read_upto]


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
