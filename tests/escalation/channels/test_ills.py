"""Gateways that lie, hang and refuse, a full disk and a sick ring: nobody stays asleep because of them."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from domain.notice import Outcome
from escalation.messages import message_of
from tests.support.an_hour import NINE
from tests.support.patience import until


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
    office = waking(seconds=0.5)
    office.grave()
    office.looks()
    office.passes(seconds=17)
    assert len([one for one in office.attempts if one.channel == "短信"]) == 5
    [broken] = office.web.running.boards.board().channels
    assert broken.channel == "短信"
    assert "通道“短信”自" in office.web.wall().get("/wall").text
    gateway.says(200, {"errcode": 0})
    office.is_given_time()
    office.passes(seconds=57)
    assert len([one for one in office.attempts if one.channel == "短信"]) == 5
    office.passes(seconds=3)
    office._shown()
    assert office.web.running.boards.board().channels == ()


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


def failing(*_, **__):
    raise sqlite3.OperationalError("database or disk is full")


def test_somebody_is_woken_also_where_the_disk_is_full(waking, gateway, monkeypatch):
    office = waking()
    monkeypatch.setattr(office.waking.attempts, "begin", failing)
    monkeypatch.setattr(office.web.vault.links, "issue", failing)
    office.grave()
    office.looks()
    until(lambda: office.told)  # no row says that it was answered
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
