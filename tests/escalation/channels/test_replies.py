"""A short message goes out by the modem, and what comes back answers for the person whose number it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.notice import AckWay
from escalation.channels import lane
from escalation.replies import Became, dialled, promise_in
from tests.support.patience import until
from tests.support.waking import LEADER, an_office_that_wakes

MODEM = """
[[channel]]
name = "短信"
kind = "modem"
device = "{device}"
"""


@pytest.fixture
def office(tmp_path, modem, monkeypatch):
    monkeypatch.setattr(lane, "LISTEN_EVERY_SECONDS", 0.05)
    with an_office_that_wakes(tmp_path, MODEM.format(device=modem.device)) as waking:
        yield waking


@pytest.fixture
def told(office, modem):
    """The leader has been told of two incidents."""
    office.grave("化工厂爆炸")
    office.grave("大桥垮塌")
    office.looks()
    assert [number for number, _ in modem.sent] == [LEADER, LEADER]
    return office


def became(office):
    """What became of the last reply."""

    def decided():
        newest = office.waking.replies.newest(1)
        return newest[0].became if newest else None

    return until(decided)


def test_the_message_fits_and_says_how_to_answer(told, modem):
    for _, text in modem.sent:
        assert len(text) <= 70
        assert text.endswith("。回复1我来办(10分钟)")


def test_a_reply_takes_over_all_he_was_told_of_for_as_long_as_he_says(told, modem):
    modem.receives(f"+86{LEADER}", "收到 20")
    assert became(told) is Became.ANSWER
    assert len(told.answers) == 2
    for answer in told.answers:
        assert (answer.person, answer.way, answer.words) == (told.leader, AckWay.REPLY, "收到 20")
        assert answer.until <= told.clock.at + timedelta(minutes=20)
    told.passes(seconds=540, step=30)
    assert len(modem.sent) == 2


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        ("13712345678", "1", Became.STRANGER),
        (LEADER, "不知道", Became.OTHER_WORDS),
        (LEADER, "11", Became.OTHER_WORDS),
        ("13900000002", "1", Became.NOTHING_RINGS),
        ("13800000000", "1", Became.SHARED),
        ("10086", "1", Became.STRANGER),
        (LEADER, "收到 0", Became.REFUSED),
    ],
)
def test_whoever_else_or_whatever_else_acknowledges_nothing_and_is_shown(
    told, modem, number, text, said
):
    modem.receives(number, text)
    assert became(told) is said
    assert told.answers == []


def test_he_cannot_answer_what_he_has_not_been_told_of(office, modem):
    modem.receives(LEADER, "1")
    assert became(office) is Became.NOTHING_RINGS
    office.grave()
    office.looks()
    assert office.answers == []
    assert len(modem.sent) == 1


def test_he_cannot_answer_what_the_network_refused_to_bring_him(office, modem):
    modem.refuses = True
    office.grave()
    office.looks()
    modem.receives(LEADER, "1")
    assert became(office) is Became.NOTHING_RINGS
    assert office.answers == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1", 10),
        ("１", 10),
        (" 收到 ", 10),
        ("收到。", 10),
        ("收到10", 10),
        ("收到，30分钟", 30),
        ("我来办 15分", 15),
        ("1 5", 5),
        ("知悉", 10),
        ("2", None),
        ("10", None),
        ("没收到", None),
        ("收到吗", None),
        ("收到 99999", None),
        ("", None),
    ],
)
def test_only_a_plain_yes_is_a_yes(text, minutes):
    assert promise_in(text) == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize("written", ["13900000001", "+8613900000001", "86 139-0000-0001"])
def test_one_number_is_one_number_however_it_is_written(written):
    assert dialled(written) == LEADER
