"""kill -9 between a send and its answer: known as unknown, told as unknown, and sent again under the same key."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.channels_file import CHANNELS_FILE
from api.clock import OfficeClock, wall
from api.running import Running
from api.settings import Settings
from desk.duty import SetShift, set_shift
from desk.log.log import open_log
from domain.facts import Fact, Figure
from domain.incoming_report import Heard
from domain.notice import Attempted, Outcome
from domain.shift import DutyPost, Seat
from escalation.attempts import CUT_OFF, Attempts
from escalation.attempts_file import AttemptsFile
from escalation.sending_record import SendingRecord
from tests.support.patience import until
from tests.support.serving import a_staffed_office, serving

SMS = """
[[channel]]
name = "短信"
kind = "webhook"
reaches = "mobile"
url = "{url}"
body = '{{{{ text|json }}}}'
timeout = 60
[channel.success]
pointer = "/errcode"
equals = 0
"""


@pytest.fixture
def folder(tmp_path, gateway):
    """A leader is on duty, and people are dead; nobody has served the office yet."""
    (tmp_path / CHANNELS_FILE).write_text(SMS.format(url=gateway.url), encoding="utf-8")
    with a_staffed_office(tmp_path) as office:
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=office.people["顾晓岚"]),
            Seat(post=DutyPost.LEAD_OFFICER, person=office.people["周敏"]),
        )
        starts, ends = wall(), wall() + timedelta(hours=12)
        at = office.at()
        office.do(
            set_shift,
            SetShift(starts=starts, ends=ends, seats=seats, set_at=at, begins_watch=True),
        )
        dead = Fact(figure=Figure.DEAD, value=3, as_of=at)
        office.call(heard=Heard(what="化工厂爆炸", facts=(dead,)))
    return tmp_path


def attempts_in(folder):
    with closing(AttemptsFile(folder)) as file:
        return Attempts(file).newest(100)[::-1]


def told_in(folder):
    with closing(open_log(folder, OfficeClock())) as log:
        return [one.event for one in log.since(0, 10_000, (Attempted.TOPIC,))]


def test_what_was_under_way_at_a_kill_is_unknown_and_sent_again_under_the_same_key(folder, gateway):
    gateway.hangs()
    with serving(folder) as server:
        until(lambda: gateway.requests)
        server.kill()
        [cut_off] = attempts_in(folder)
        assert cut_off.outcome is None
        gateway.says(200, {"errcode": 0})
        server.start()
        until(lambda: len(gateway.requests) == 2)
        until(lambda: attempts_in(folder)[-1].outcome)
    first, second = attempts_in(folder)
    assert (first.outcome, first.said) == (Outcome.UNKNOWN, CUT_OFF)
    assert second.outcome is Outcome.ACCEPTED
    assert len({one.headers["idempotency-key"] for one in gateway.requests}) == 1
    assert [(one.outcome, one.attempts) for one in told_in(folder)] == [
        (Outcome.UNKNOWN, 1),
        (Outcome.ACCEPTED, 2),
    ]


def test_what_was_accepted_before_a_kill_is_not_sent_again(folder, gateway):
    with serving(folder) as server:
        until(lambda: gateway.requests)
        until(lambda: attempts_in(folder)[-1].outcome)
        server.kill()
        server.start()
        server.stop()
    assert len(gateway.requests) == 1
    assert len(told_in(folder)) == 1


def test_what_history_missed_is_told_at_the_next_start(folder, gateway, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(SendingRecord, "_tell", lambda *_: False)
        with served_here(folder):
            until(lambda: attempts_in(folder) and attempts_in(folder)[-1].outcome)
    assert told_in(folder) == []
    with served_here(folder) as running:
        until(lambda: running.log.since(0, 10_000, (Attempted.TOPIC,)))
    [told] = told_in(folder)
    assert (told.outcome, told.attempts) == (Outcome.ACCEPTED, 1)
    assert len(gateway.requests) == 1


@contextmanager
def served_here(folder):
    """In this process."""
    running = Running(Settings(folder=folder))
    with TestClient(create_app(running)):
        yield running
