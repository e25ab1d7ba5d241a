"""Ring my phone now: by the page, to one's own number, marked as a test, and not twice a minute."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.clock import VirtualClock
from api.running import Running
from api.settings import Settings
from desk.access import Role
from domain.notice import Outcome
from tests.support.an_hour import NINE
from tests.support.patience import until
from tests.support.waking import LEADER, an_office_that_wakes

SMS = """
[[channel]]
name = "短信"
kind = "webhook"
reaches = "mobile"
url = "{url}"
body = '{{"to": {{{{ to|json }}}}, "text": {{{{ text|json }}}}, "test": {{{{ test|json }}}}}}'
[channel.success]
pointer = "/errcode"
equals = 0
"""


@pytest.fixture
def office(tmp_path, gateway):
    with an_office_that_wakes(tmp_path, SMS.format(url=gateway.url)) as waking:
        yield waking


@pytest.fixture
def leader(office):
    return office.web.browser(Role.DUTY_LEADER, on_shift=True)


def test_the_page_shows_the_channel_and_rings_ones_own_number(office, leader, gateway):
    shown = leader.get("/channels").text
    assert f"试叫 {LEADER}" in shown
    assert leader.submit("/channels/短信/test").status_code == 303
    until(lambda: office.attempts and office.attempts[0].outcome)
    [request] = gateway.requests
    assert request.json["to"] == LEADER
    assert request.json["test"] is True
    assert "【试叫】" in request.json["text"]
    [attempt] = office.attempts
    assert (attempt.test, attempt.outcome) == (True, Outcome.ACCEPTED)
    assert "通道已受理" in leader.get("/channels").text
    assert office.told == []


def test_a_test_within_the_minute_is_refused_and_sends_nothing(office, leader, gateway):
    leader.submit("/channels/短信/test")
    until(lambda: gateway.requests)
    office.clock.forward(seconds=59)
    refused = leader.submit("/channels/短信/test")
    assert refused.status_code == 409
    assert "一分钟内已试叫过" in refused.text
    office.clock.forward(seconds=1)
    assert leader.submit("/channels/短信/test").status_code == 303
    until(lambda: len(gateway.requests) == 2)


def test_a_channel_that_is_not_there_or_does_not_reach_one_is_refused(office, leader):
    assert leader.submit("/channels/信鸽/test").status_code == 409
    nobody = office.web.browser(Role.ADMINISTRATOR)
    assert "您没有登记号码" in nobody.get("/channels").text
    assert nobody.submit("/channels/短信/test").status_code == 409
    assert office.attempts == []


def test_a_test_tells_that_a_broken_channel_is_back(office, leader, gateway):
    gateway.says_with(lambda wire: None)
    office.grave()
    office.looks()
    office.passes(seconds=20)
    assert "中断" in leader.get("/channels").text
    gateway.says(200, {"errcode": 0})
    leader.submit("/channels/短信/test")
    until(lambda: office.attempts[-1].test and office.attempts[-1].outcome)
    office.looks()
    office._shown()
    assert office.web.running.boards.board().channels == ()


def test_an_office_without_channels_has_the_dial_list_and_says_so(tmp_path):
    with an_office_that_wakes(tmp_path, "") as office:
        office.grave()
        desk = office.web.browser(Role.DUTY_OFFICER).get("/").text
        assert "请拨" in desk
        assert LEADER in desk
        assert "未设通道" in office.web.browser(Role.DUTY_OFFICER).get("/channels").text
        assert office.attempts == []


def test_a_file_that_cannot_be_read_stops_no_office_and_is_on_the_wall(tmp_path):
    with an_office_that_wakes(tmp_path, "[[channel]]\nkind = 'pigeon'\n") as office:
        office._shown()
        assert office.grave()
        wall = office.web.wall().get("/wall").text
        assert "通道“channels.toml”自" in wall
        page = office.web.browser(Role.DUTY_OFFICER).get("/channels").text
        assert "第1行：kind 不在可选项内" in page
    with an_office_mended(tmp_path) as running:
        assert running.boards.board().channels == ()


@contextmanager
def an_office_mended(folder):
    """The same folder, served again without the file."""
    (folder / "channels.toml").unlink()
    running = Running(Settings(folder=folder), VirtualClock(NINE))
    with TestClient(create_app(running), base_url="http://127.0.0.1"):
        running.boards.wait_for(running.log.head().seq, 60)
        yield running
