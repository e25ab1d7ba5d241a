"""One message sent through a channel in a lane of its own, as the sender does it."""

from __future__ import annotations

import queue
from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter

from escalation.channels.lane import Lane
from escalation.channels.message import Message
from escalation.channels.opened import opened
from escalation.channels.settings import AnyChannel
from tests.support.gateway import a_gateway
from tests.support.gsm import a_modem

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
MESSAGE = Message(
    key="ring-1-a",
    thread="ring-1",
    address="13900000001",
    name="沈立群",
    subject="叫应:化工厂爆炸",
    short="【首报】化工厂爆炸,回1我来办",
    long="化工厂爆炸,请于09:20前报市政府。",
    at=AT,
)


class Way:
    """A channel in its lane."""

    def __init__(self, lane):
        self._lane = lane

    def start(self, message=MESSAGE):
        answers = queue.Queue()
        self._lane.put(message, answers.put)
        return answers

    def send(self, **otherwise):
        return self.start(MESSAGE._replace(**otherwise)).get(timeout=60)

    def stop(self):
        self._lane.stop()


@pytest.fixture
def channel():
    """By what an office writes of it; seconds=… in all for one send."""
    ways = []

    def opening(seconds=20.0, keep=None, **said):
        about = {"name": "通道", "timeout": seconds} | said
        settings = TypeAdapter(AnyChannel).validate_python(about)
        lane = Lane(settings, opened(settings), keep)
        lane.start()
        ways.append(Way(lane))
        return ways[-1]

    yield opening
    for way in ways:
        way.stop()


@pytest.fixture
def gateway():
    with a_gateway() as serving:
        yield serving


@pytest.fixture
def modem():
    with a_modem() as standing:
        yield standing
