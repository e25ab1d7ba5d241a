"""By the real clock and with short times: no channel is asked before its turn, whatever the other one does."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from datetime import timedelta

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from api.app import create_app
from api.channels_file import CHANNELS_FILE
from api.clock import wall
from api.running import Running
from api.settings import Settings
from desk.duty import SetShift, set_shift
from desk.founding import shipped_book
from desk.office import AdoptRules, adopt_rules
from domain.facts import Fact, Figure
from domain.incoming_report import Heard
from domain.notice import Attempted, Outcome
from domain.ring_manners import RingManners
from domain.shift import DutyPost, Seat
from tests.support.gateway import a_gateway
from tests.support.patience import until
from tests.support.serving import a_staffed_office

TWO = """
[[channel]]
name = "短信"
kind = "webhook"
reaches = "mobile"
url = "{first}"
timeout = 0.4
[channel.success]
pointer = "/errcode"
equals = 0

[[channel]]
name = "语音"
kind = "webhook"
reaches = "mobile"
url = "{second}"
[channel.success]
pointer = "/errcode"
equals = 0
"""
SHORT = RingManners(
    second_channel_after=timedelta(seconds=2), retry_at_most_every=timedelta(seconds=4)
)


@pytest.fixture
def second():
    with a_gateway() as serving:
        yield serving


@contextmanager
def rung_for_real(folder, first, second):
    """A leader on duty, manners a minute long, and people are dead."""
    toml = TWO.format(first=first.url, second=second.url)
    (folder / CHANNELS_FILE).write_text(toml, encoding="utf-8")
    with a_staffed_office(folder) as office:
        office.do(adopt_rules, AdoptRules(book=replace(shipped_book(()), manners=SHORT)))
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=office.people["顾晓岚"]),
            Seat(post=DutyPost.LEAD_OFFICER, person=office.people["周敏"]),
        )
        ends, at = wall() + timedelta(hours=12), office.at()
        setting = SetShift(starts=wall(), ends=ends, seats=seats, set_at=at, begins_watch=True)
        office.do(set_shift, setting)
        dead = Fact(figure=Figure.DEAD, value=3, as_of=at)
        office.call(heard=Heard(what="化工厂爆炸", facts=(dead,)))
    running = Running(Settings(folder=folder))
    with TestClient(create_app(running)):
        yield running


def told_by(running, *, channels):
    """Channel and outcome as history has them, once so many channels have answered."""
    events = [one.event for one in running.log.since(0, 10_000, (Attempted.TOPIC,))]
    told = {(one.channel, one.outcome) for one in events}
    return told if len({channel for channel, _ in told}) == channels else None


def test_a_hanging_first_channel_is_tried_again_and_the_second_waits_its_turn(
    tmp_path, gateway, second
):
    gateway.hangs()
    with rung_for_real(tmp_path, gateway, second) as running:
        until(lambda: len(gateway.requests) >= 4 and second.requests)
        until(lambda: len(running.waking.attempts.newest(9)) >= 5)
        told = until(lambda: told_by(running, channels=2))
        rung_at = running.boards.board().rings[0].rung_at
        made = running.waking.attempts.newest(9)[::-1]
    first = [one for one in made if one.channel == "短信"]
    pauses = [
        (later.begun - sooner.ended).total_seconds() for sooner, later in itertools.pairwise(first)
    ]
    assert all(pause >= wanted for pause, wanted in zip(pauses, (1, 2, 4), strict=False))
    [other] = [one for one in made if one.channel == "语音"]
    assert other.begun - rung_at >= SHORT.second_channel_after
    assert len(second.requests) == 1
    assert told == {("短信", Outcome.UNKNOWN), ("语音", Outcome.ACCEPTED)}
