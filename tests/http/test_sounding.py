"""A desk nobody can hear says so; silence is asked for by name and shown to all; a test is on record."""

from __future__ import annotations

from contextlib import suppress

import pytest

from api.hearing import DEAF_AFTER_SECONDS, Hearing
from desk.access import Role
from desk.log.envelope import LogBroken
from desk.sounding import tell_sound
from domain.sounding import SoundHeard, SoundLost, SoundSilenced, SoundTested
from tests.support.patience import until


class Watch:
    at = 0.0

    def __call__(self):
        return self.at


@pytest.fixture
def heard(own_web):
    """The office's ears on a watch that the test turns."""
    watch = Watch()
    own_web.running.hearing = Hearing(watch)
    own_web.watch = watch
    return own_web


def sounds(web, kind):
    return [one.event for one in web.running.log.since(0, topics=(kind.TOPIC,))]


def pass_by(web, seconds):
    web.watch.at += seconds
    web.running._look_at_sound()


def test_nobody_to_be_heard_for_a_minute_is_on_every_board_until_somebody_is(heard):
    page = heard.browser(Role.DUTY_OFFICER, on_shift=True)
    pass_by(heard, DEAF_AFTER_SECONDS - 1)
    assert "无声音终端" not in page.get("/").text
    for _ in range(3):
        pass_by(heard, 1)
    until(lambda: len(sounds(heard, SoundLost)) == 1)  # the timer may have been first to look
    heard.running.boards.wait_for(heard.log.head().seq, 60)
    assert "无声音终端" in page.get("/wall").text
    assert page.submit("/sound/heard").status_code == 204
    pass_by(heard, 5)
    until(lambda: len(sounds(heard, SoundHeard)) == 1)
    heard.running.boards.wait_for(heard.log.head().seq, 60)
    assert "无声音终端" not in page.get("/").text


def test_what_the_log_did_not_take_is_told_at_the_next_look(heard, monkeypatch):
    heard.browser(Role.DUTY_OFFICER, on_shift=True)
    full = iter([LogBroken("no room")])
    act = heard.running.desk.act

    def refusing(acting, handle, command):
        if handle is tell_sound and (error := next(full, None)):
            raise error
        return act(acting, handle, command)

    monkeypatch.setattr(heard.running.desk, "act", refusing)
    with suppress(LogBroken):  # raised to the timer, where that was first to look
        pass_by(heard, DEAF_AFTER_SECONDS)
    until(lambda: next(full, None) is None)
    pass_by(heard, 1)
    until(lambda: len(sounds(heard, SoundLost)) == 1)


def test_silence_is_on_record_and_on_the_board(heard):
    page = heard.browser(Role.DUTY_OFFICER, on_shift=True)
    assert page.submit("/sound/silence").status_code == 303
    [silenced] = sounds(heard, SoundSilenced)
    assert (silenced.until - heard.clock.at).total_seconds() == 60
    assert "已静音" in page.get("/").text


@pytest.mark.parametrize(
    ("played", "typed", "fits"), [("47", "47", True), ("47", "74", False), ("", "", False)]
)
def test_a_sound_test_says_whether_it_was_heard(heard, played, typed, fits):
    page = heard.browser(Role.DUTY_OFFICER, on_shift=True)
    assert page.submit("/sound/test", played=played, typed=typed).status_code == 303
    assert [one.fits for one in sounds(heard, SoundTested)] == [fits]
