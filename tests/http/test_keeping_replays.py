"""Checkpoints are made while the office works; until they are, a far moment says so instead of keeping a page waiting."""

from __future__ import annotations

from api import keeping_replays
from desk.access import Role
from tests.support.patience import until


def test_a_moment_too_far_from_any_checkpoint_asks_for_patience_in_words(own_web, monkeypatch):
    monkeypatch.setattr(keeping_replays, "FOLDED_MAX", 5)
    answer = own_web.browser(Role.AUDITOR).get(f"/replay?seq={own_web.log.position}")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert "回放检查点正在重建" in answer.text


def test_the_office_makes_them_by_itself_and_its_next_start_finds_them(own_web, monkeypatch):
    monkeypatch.setattr(keeping_replays, "LOOK_EVERY_SECONDS", 0.01)
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    while own_web.log.position < 300:
        officer.take_call("电梯困人")
    replays = own_web.running.replays._replays
    until(lambda: replays.reach(own_web.log.position) < 256)
