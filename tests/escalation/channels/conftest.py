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
from tests.support.waking import an_office_that_wakes

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


SMS = """
[[channel]]
name = "短信"
kind = "webhook"
reaches = "mobile"
url = "{sms}"
body = '{{"to": {{{{ to|json }}}}, "text": {{{{ text|json }}}}}}'
timeout = {seconds}
[channel.success]
pointer = "/errcode"
equals = 0
"""
ROBOT = """
[[channel]]
name = "群机器人"
kind = "webhook"
reaches = "fixed"
url = "{robot}?access_token=very-secret"
body = '{{"text": {{{{ long|json }}}}}}'
exercises = true
[channel.success]
pointer = "/code"
equals = 0
"""


@pytest.fixture
def robot():
    with a_gateway() as serving:
        serving.says(200, {"code": 0})
        yield serving


@pytest.fixture
def waking(tmp_path, gateway, robot):
    """seconds=…: a send's time."""
    open_offices = []

    def opening(seconds=5):
        toml = (SMS + ROBOT).format(sms=gateway.url, robot=robot.url, seconds=seconds)
        entered = an_office_that_wakes(tmp_path, toml)
        open_offices.append(entered)
        return entered.__enter__()

    yield opening
    for entered in open_offices:
        entered.__exit__(None, None, None)
