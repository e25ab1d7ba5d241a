"""A gateway is believed only when status and answer both say yes; whatever else it does, the send ends."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256

import pytest

from domain.notice import Outcome
from tests.support.patience import until
from tests.support.serving import free_port

AT_MS = 1795482000000  # 2026-11-24 09:00 in Beijing
ROBOT = {
    "kind": "webhook",
    "reaches": "fixed",
    "body": '{"msgtype": "text", "text": {"content": {{ text|json }}}}',
    "success": {"pointer": "/errcode", "equals": 0},
}


@pytest.fixture
def robot(channel, gateway):
    def opening(url="{gateway}?access_token=secret-token", **otherwise):
        return channel(**ROBOT | {"url": url.format(gateway=gateway.url)} | otherwise)

    return opening


def test_what_was_taken_is_accepted_and_called_nothing_more(robot, gateway):
    answer = robot().send()
    assert answer == (Outcome.ACCEPTED, 'HTTP 200 {"errcode": 0}', False)
    [request] = gateway.requests
    assert request.method == "POST"
    assert request.json == {"msgtype": "text", "text": {"content": "【首报】化工厂爆炸,回1我来办"}}
    assert request.headers["idempotency-key"] == "ring-1-a"


@pytest.mark.parametrize(
    ("status", "answer", "outcome"),
    [
        (200, {"errcode": 310000, "errmsg": "sign not match"}, Outcome.REJECTED),
        (200, {"errcode": False}, Outcome.REJECTED),
        (200, {"errcode": "0"}, Outcome.REJECTED),
        (200, {"code": 0}, Outcome.REJECTED),
        (200, [], Outcome.REJECTED),
        (201, {"errcode": 0}, Outcome.REJECTED),
        (403, {"errcode": 0}, Outcome.REJECTED),
        (500, {"errcode": 0}, Outcome.UNKNOWN),
    ],
)
def test_an_answer_that_does_not_say_yes_is_no_yes(robot, gateway, status, answer, outcome):
    gateway.says(status, answer)
    assert robot().send().outcome is outcome


def test_words_that_are_no_json_tell_nothing(robot, gateway):
    gateway.says_with(lambda wire: wire.sendall(b"HTTP/1.1 200 said\r\n\r\n<html>"))
    assert robot().send().outcome is Outcome.UNKNOWN


def test_a_redirect_is_not_followed(robot, gateway):
    gateway.says(302, {"errcode": 0}, location=f"{gateway.url}/elsewhere")
    assert robot().send().outcome is Outcome.REJECTED
    assert len(gateway.requests) == 1


@pytest.mark.parametrize("manner", ["hangs", "drips"])
def test_whoever_does_not_come_to_an_end_is_left_when_the_time_is_over(robot, gateway, manner):
    getattr(gateway, manner)()
    answer = robot(seconds=0.3).send()
    assert answer == (Outcome.UNKNOWN, "0.3 秒内无结果", True)


def test_a_flood_is_not_read_to_its_end(robot, gateway):
    gateway.floods()
    assert robot().send() == (Outcome.UNKNOWN, "HTTP 200 答复为空或过长", True)


def test_nobody_at_the_port_is_a_clear_no_of_the_channel_itself(robot):
    answer = robot(f"http://127.0.0.1:{free_port()}/send").send()
    assert answer.outcome is Outcome.REJECTED
    assert answer.own


def test_a_link_cut_after_the_question_tells_nothing(robot, gateway):
    gateway.says_with(lambda wire: None)
    assert robot().send().outcome is Outcome.UNKNOWN


def test_what_a_gateway_echoes_of_a_secret_is_not_shown(robot, gateway):
    gateway.says(200, {"errcode": 1, "of": f"{gateway.url}?access_token=secret-token" + "x" * 500})
    said = robot().send().said
    assert "secret-token" not in said
    assert len(said) <= 120


def test_what_a_gateway_echoes_of_a_filled_address_is_not_shown_either(robot, gateway):
    gateway.says(200, {"errcode": 1, "path": "/send?mobile=13900000001&key=secret-token"})
    way = robot("{gateway}?mobile={{{{ to|urlencode }}}}&key=secret-token")
    assert "secret-token" not in way.send().said


def test_a_dingtalk_robot_is_signed_in_the_query(robot, gateway):
    robot(sign="dingtalk", secret="SEC123").send()
    [request] = gateway.requests
    mac = hmac.new(b"SEC123", f"{AT_MS}\nSEC123".encode(), sha256).digest()
    assert request.query == {
        "access_token": "secret-token",
        "timestamp": str(AT_MS),
        "sign": base64.b64encode(mac).decode(),
    }


def test_a_feishu_robot_is_signed_in_the_body(robot, gateway):
    robot(sign="feishu", secret="SEC123").send()
    [request] = gateway.requests
    seconds = AT_MS // 1000
    mac = hmac.new(f"{seconds}\nSEC123".encode(), b"", sha256).digest()
    assert request.json["timestamp"] == str(seconds)
    assert request.json["sign"] == base64.b64encode(mac).decode()
    assert request.json["msgtype"] == "text"


def test_a_gateway_asked_by_its_address_is_told_number_and_words(robot, gateway):
    url = "{gateway}?mobile={{{{ to|urlencode }}}}&content={{{{ text|urlencode }}}}"
    success = {"status_alone": True}
    answer = robot(url, method="GET", body="", reaches="mobile", success=success).send()
    assert answer.outcome is Outcome.ACCEPTED
    [request] = gateway.requests
    assert request.query == {"mobile": "13900000001", "content": "【首报】化工厂爆炸,回1我来办"}


def test_a_hung_send_leaves_room_for_as_many_others_as_the_channel_takes(robot, gateway):
    gateway.hangs()
    way = robot(seconds=20.0, at_once=2)
    first = way.start()
    until(lambda: gateway.requests)
    gateway.says(200, {"errcode": 0})
    assert way.send().outcome is Outcome.ACCEPTED
    assert first.empty()
