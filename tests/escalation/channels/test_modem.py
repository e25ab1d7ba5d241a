"""A serial modem sends 70 characters of Chinese, and hears what is sent back."""

from __future__ import annotations

import queue

import pytest

from domain.notice import Outcome
from escalation.channels import lane
from escalation.channels.message import Reply
from tests.support.patience import until


@pytest.fixture
def opening(channel, modem):
    def with_modem(**more):
        return channel(kind="modem", device=str(modem.device), **more)

    return with_modem


@pytest.fixture
def heard(opening, monkeypatch):
    """The replies that came in, in their order."""
    monkeypatch.setattr(lane, "LISTEN_EVERY_SECONDS", 0.05)
    replies = queue.Queue()
    opening(keep=lambda name, reply: replies.put((name, reply)))
    return replies


def test_seventy_characters_of_chinese_go_out_in_one_message(opening, modem):
    text = "急" * 70
    assert opening().send(short=text) == (Outcome.ACCEPTED, "+CMGS: 1", False)
    assert modem.sent == [("13900000001", text)]
    assert "AT+CSMP=17,167,0,8" in modem.asked


def test_one_character_more_is_not_sent(opening, modem):
    assert opening().send(short="急" * 71).outcome is Outcome.REJECTED
    assert modem.sent == []


def test_what_the_network_refuses_is_rejected_in_its_words(opening, modem):
    modem.refuses = True
    way = opening()
    assert way.send() == (Outcome.REJECTED, "+CMS ERROR: 38", False)
    modem.refuses = False
    assert way.send().outcome is Outcome.ACCEPTED


def test_a_mute_modem_is_left_when_the_time_is_over_and_asked_anew(opening, modem):
    modem.mute = True
    way = opening(seconds=2.0)
    assert way.send().outcome is Outcome.UNKNOWN
    modem.mute = False
    until(lambda: way.send().outcome is Outcome.ACCEPTED)  # a busy machine may be late as well


def test_no_such_device_is_a_clear_no_of_the_channel_itself(channel):
    answer = channel(kind="modem", device="/dev/no-such-tty").send()
    assert (answer.outcome, answer.own) == (Outcome.REJECTED, True)


def test_a_reply_kept_on_the_card_is_handed_in_once_and_deleted(modem, heard):
    modem.receives("+8613900000001", "收到 10")
    assert heard.get(timeout=20) == ("通道", Reply("+8613900000001", "收到 10"))
    until(lambda: modem.card == {})
    assert heard.empty()


def test_a_reply_that_comes_by_itself_is_handed_in_too(modem, heard):
    until(lambda: any(one.startswith("AT+CMGL") for one in modem.asked))
    modem.receives("13900000001", "1", directly=True)
    assert heard.get(timeout=20) == ("通道", Reply("13900000001", "1"))


def test_a_reply_is_on_the_card_until_it_is_kept(opening, modem, monkeypatch):
    monkeypatch.setattr(lane, "LISTEN_EVERY_SECONDS", 0.05)
    tries = queue.Queue()

    def failing_once(name, reply):
        tries.put(reply)
        if tries.qsize() == 1:
            raise OSError("disk full")

    modem.receives("13900000001", "1")
    opening(keep=failing_once)
    until(lambda: tries.qsize() == 2 and modem.card == {})
