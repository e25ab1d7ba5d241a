"""A grave incident leaves the room: real log, real gateway, and a clock that is moved."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from domain.notice import Attempted, Outcome
from escalation.messages import message_of
from tests.support.an_hour import NINE
from tests.support.gateway import a_gateway
from tests.support.patience import until
from tests.support.waking import LEADER, an_office_that_wakes

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


def test_the_leader_is_told_at_once_what_is_to_be_done_by_when(waking, gateway, robot):
    office = waking()
    office.grave("化工厂爆炸")
    office.looks()
    [request] = gateway.requests
    assert request.json["to"] == LEADER
    text = request.json["text"]
    assert text.startswith("【首报】重大事件 化工厂爆炸：")
    assert "首报，" in text
    assert len(text) <= 70
    assert robot.requests == []
    [attempt] = office.attempts
    assert (attempt.channel, attempt.address, attempt.outcome) == ("短信", LEADER, Outcome.ACCEPTED)
    [told] = office.told
    assert (told.channel, told.outcome, told.attempts) == ("短信", Outcome.ACCEPTED, 1)


def test_the_second_channel_follows_after_half_a_minute_and_the_repetition_after_five(
    waking, gateway, robot
):
    office = waking()
    office.grave()
    office.looks()
    office.passes(seconds=29)
    assert len(robot.requests) == 0
    office.passes(seconds=1)
    assert len(robot.requests) == 1
    office.passes(seconds=260, step=10)
    assert (len(gateway.requests), len(robot.requests)) == (1, 1)
    office.passes(seconds=20)
    assert len(gateway.requests) == 2
    first, second = (one.headers["idempotency-key"] for one in gateway.requests)
    assert first != second
    assert len([one for one in office.told if one.channel == "短信"]) == 1


def test_whoever_acknowledges_is_left_in_peace(waking, gateway, robot):
    office = waking()
    office.grave()
    office.looks()
    office.acknowledges()
    office.passes(seconds=540, step=30)
    assert (len(gateway.requests), len(robot.requests)) == (1, 0)


def test_the_log_is_asked_whether_it_still_rings_not_only_the_views(waking, robot, monkeypatch):
    office = waking()
    office.grave()
    office.looks()
    sender, behind = office.waking.sender, office.waking.sender._office.ringing()
    monkeypatch.setattr(sender, "_office", sender._office._replace(ringing=lambda: behind))
    office.acknowledges()
    office.passes(seconds=31)
    assert robot.requests == []


def test_whoever_promised_and_did_nothing_is_rung_again_when_the_promise_is_over(waking, gateway):
    office = waking()
    office.grave()
    office.looks()
    office.acknowledges()
    office.clock.forward(minutes=10)
    until(lambda: len(office.rung) == 2)  # the waiter has looked
    office._shown()
    office.looks()
    texts = [one.json["text"] for one in gateway.requests]
    assert len(texts) == 2
    assert "承诺时间已到" in texts[1]


def test_more_clocks_of_the_same_incident_ring_nobody_a_second_time(waking, gateway):
    office = waking()
    incident = office.grave()
    office.looks()
    office.by_word(incident, office.web.town, office.web.county)
    office.passes(seconds=25)
    assert len(gateway.requests) == 1


def test_a_liar_is_tried_again_by_the_backoff_and_history_says_refused_once(waking, gateway):
    gateway.says(200, {"errcode": 310000})
    office = waking()
    office.grave()
    office.looks()
    office.passes(seconds=16)
    assert len(gateway.requests) == 5
    assert len({one.headers["idempotency-key"] for one in gateway.requests}) == 1
    assert [one.outcome for one in office.told if one.channel == "短信"] == [Outcome.REJECTED]
    gateway.says(200, {"errcode": 0})
    office.passes(seconds=20)
    told = [(one.outcome, one.attempts) for one in office.told if one.channel == "短信"]
    assert told == [(Outcome.REJECTED, 1), (Outcome.ACCEPTED, 6)]


def test_a_hung_gateway_holds_up_no_other_channel(waking, gateway, robot):
    gateway.hangs()
    office = waking(seconds=0.2)
    office.grave()
    office.looks()
    office.passes(seconds=31)
    assert len(robot.requests) == 1
    first = office.attempts[0]
    assert (first.outcome, first.said) == (Outcome.UNKNOWN, "0.2 秒内无结果")


def test_a_channel_that_is_down_is_shown_left_alone_and_probed(waking, gateway):
    gateway.hangs()
    office = waking(seconds=0.05)
    office.grave()
    office.looks()
    office.passes(seconds=17)
    assert len([one for one in office.attempts if one.channel == "短信"]) == 5
    [broken] = office.web.running.boards.board().channels
    assert broken.channel == "短信"
    assert "通道“短信”自" in office.web.wall().get("/wall").text
    gateway.says(200, {"errcode": 0})
    office.passes(seconds=57)
    assert len([one for one in office.attempts if one.channel == "短信"]) == 5
    office.passes(seconds=3)
    office._shown()
    assert office.web.running.boards.board().channels == ()


def test_an_exercise_leaves_the_desk_by_no_channel_that_does_not_say_so(waking, gateway, robot):
    office = waking()
    office.grave("演练:化工厂爆炸", exercise=office.leader)
    office.looks()
    office.passes(seconds=40)
    assert gateway.requests == []
    [request] = robot.requests
    assert request.json["text"].startswith("【首报】【演练】")


def test_no_secret_is_in_the_log_and_nothing_is_called_delivered(waking, gateway, robot, tmp_path):
    robot.says(200, {"code": 1, "echo": f"{robot.url}?access_token=very-secret"})
    office = waking()
    office.grave()
    office.looks()
    office.passes(seconds=31)
    assert robot.requests
    for name in ("log.db", "log.db-wal", "attempts.db", "attempts.db-wal"):
        stored = (tmp_path / name).read_bytes()
        assert b"very-secret" not in stored
        assert b"delivered" not in stored


def test_an_hour_of_refusals_is_one_event_and_one_sum(waking, gateway):
    gateway.says(403, {})
    office = waking()
    office.grave()
    office.looks()
    office.passes(seconds=3660, step=60)
    over = NINE + timedelta(hours=1)
    made = [one for one in office.attempts if one.channel == "短信" and one.ended < over]
    assert len(made) > 50
    assert [one.attempts for one in office.told if one.channel == "短信" and one.at < over] == [1]
    [summed] = [one for one in office.sums if one.channel == "短信"]
    assert (summed.rejected, summed.upto) == (len(made) - 1, over)


def test_a_storm_is_one_message_that_says_how_many_and_where_to_look(waking, gateway, robot):
    office = waking()
    for one in range(12):
        office.grave(f"险情{one}")
    office.looks()
    office.passes(seconds=64, step=2)
    texts = [one.json["text"] for one in gateway.requests]
    storm = [text for text in texts if "条叫应" in text]
    assert storm
    assert len(texts) <= 12
    assert "请看值班台" in storm[0]
    assert all(len(text) <= 70 for text in texts)
    told = {(one.originator_id, one.event.channel) for one in office.events(Attempted.TOPIC)}
    assert len([one for one in told if one[1] == "短信"]) == 12


def failing(*_, **__):
    raise sqlite3.OperationalError("database or disk is full")


def test_somebody_is_woken_also_where_the_disk_is_full(waking, gateway, monkeypatch):
    office = waking()
    monkeypatch.setattr(office.waking.attempts, "begin", failing)
    monkeypatch.setattr(office.web.vault.links, "issue", failing)
    office.grave()
    office.looks()
    office.passes(seconds=40, step=10)
    assert len(gateway.requests) == 1
    assert [one.attempts for one in office.told if one.channel == "短信"] == [1]


def test_one_sick_ring_keeps_nobody_else_asleep(waking, gateway, monkeypatch):
    office = waking()

    def sick(send, some, *rest):
        if some[0].title == "坏":
            raise ValueError("sick")
        return message_of(send, some, *rest)

    monkeypatch.setattr("escalation.sender.message_of", sick)
    office.grave("坏")
    office.grave("好")
    office.looks()
    [request] = gateway.requests
    assert "好" in request.json["text"]
