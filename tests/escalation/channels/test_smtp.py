"""Mail to a real mail server that takes it, refuses it, hangs or breaks the line."""

from __future__ import annotations

import email
import email.policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Taking

from domain.notice import Outcome
from tests.support.gateway import a_gateway
from tests.support.serving import free_port


class Post(Taking):
    """What came in, and what the server says to the next mail instead."""

    def __init__(self):
        super().__init__()
        self.mails, self.data_says, self.rcpt_says = [], None, None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.rcpt_says is None:
            envelope.rcpt_tos.append(address)
        return self.rcpt_says or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        return self.data_says or await super().handle_DATA(server, session, envelope)

    def prepare_message(self, session, envelope):
        return email.message_from_bytes(envelope.content, policy=email.policy.default)

    def handle_message(self, message):
        self.mails.append(message)


@pytest.fixture
def post():
    handler, port = Post(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.at = SimpleNamespace(host="127.0.0.1", port=port)
    yield handler
    controller.stop()


def mailing(channel, port, seconds=20.0):
    return channel(
        seconds=seconds,
        kind="smtp",
        host="127.0.0.1",
        port=port,
        security="plain",
        sender="值班室 <zhiban@linjiang.example>",
    )


TO = {"address": "shen@linjiang.example"}


def test_a_mail_is_taken_whole_and_in_chinese(channel, post):
    answer = mailing(channel, post.at.port).send(**TO)
    assert answer.outcome is Outcome.ACCEPTED
    [mail] = post.mails
    assert mail["subject"] == "叫应:化工厂爆炸"
    assert mail["message-id"] == "<ring-1@linjiang.example>"
    assert mail.get_content().strip() == "化工厂爆炸,请于09:20前报市政府。"


def test_the_same_ring_has_the_same_message_id_each_time(channel, post):
    way = mailing(channel, post.at.port)
    way.send(**TO, key="ring-1-a")
    way.send(**TO, key="ring-1-b")
    assert len({mail["message-id"] for mail in post.mails}) == 1


@pytest.mark.parametrize(
    ("where", "says", "own"),
    [("rcpt_says", "550 no such user", False), ("data_says", "554 refused", False)],
)
def test_a_refused_mail_is_rejected_in_the_servers_words(channel, post, where, says, own):
    setattr(post, where, says)
    answer = mailing(channel, post.at.port).send(**TO)
    assert (answer.outcome, answer.own) == (Outcome.REJECTED, own)
    assert says in answer.said


def test_an_address_that_is_none_is_rejected_before_anybody_is_asked(channel, post):
    answer = mailing(channel, post.at.port).send(address="shen\r\nBcc: x@y")
    assert answer.outcome is Outcome.REJECTED
    assert post.mails == []


def test_nobody_at_the_port_is_a_clear_no_of_the_channel_itself(channel):
    answer = mailing(channel, free_port()).send(**TO)
    assert (answer.outcome, answer.own) == (Outcome.REJECTED, True)


def test_a_server_that_says_nothing_is_left_when_the_time_is_over(channel):
    with a_gateway() as silent:
        answer = mailing(channel, silent.port, seconds=0.3).send(**TO)
    assert (answer.outcome, answer.own) == (Outcome.UNKNOWN, True)


def test_without_tls_nothing_is_sent_where_tls_is_asked_for(channel, post):
    secured = {"kind": "smtp", "host": "127.0.0.1", "sender": "zhiban@linjiang.example"}
    answer = channel(**secured, port=post.at.port).send(**TO)
    assert answer.outcome is not Outcome.ACCEPTED
    assert post.mails == []
