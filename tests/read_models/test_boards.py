"""The thread that follows the log outlives whatever befalls it, and shows what was recorded meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from api import boards as following
from api import panels
from api.boards import Boards
from api.hub import Hub, Surface
from api.keeping_replays import chain_of
from api.panels import render_panel
from tests.support.patience import until
from tests.support.views import follower

TICK = timedelta(milliseconds=1)


@pytest.fixture
def hub():
    loop = asyncio.new_event_loop()
    yield Hub(loop)
    loop.close()


@pytest.fixture
def boards(office, tmp_path, hub, monkeypatch):
    """At work. `boards.fails` is raised by the next starts of its follower."""
    monkeypatch.setattr(following, "RESTART_AFTER_SECONDS", 0.01)
    fails = []

    def make():
        if fails:
            raise fails.pop()
        return follower(office.log, tmp_path / "views.db")

    boards = Boards(make, TICK, chain_of(office.log))
    boards.fails = fails
    office.log.on_commit(boards.wake)
    boards.start(hub)
    yield boards
    boards.stop()


def test_what_was_recorded_before_the_start_is_folded_without_a_wake_up(office, boards):
    assert boards.wait_for(office.log.head().seq, 60)


def test_a_commit_is_on_the_board(office, boards):
    office.call("化工厂爆炸")
    assert boards.wait_for(office.log.head().seq, 60)
    assert [one.title for one in boards.board().incidents] == ["化工厂爆炸"]


def test_somebody_else_moved_the_views_and_it_starts_again_from_there(office, boards, tmp_path):
    assert boards.wait_for(office.log.head().seq, 60)
    with boards._folding:
        office.call("化工厂爆炸")
        other = follower(office.log, tmp_path / "views.db")
        other.catch_up()
    until(lambda: [one.title for one in boards.board().incidents] == ["化工厂爆炸"])


def test_failing_again_and_again_it_does_not_give_up(office, boards, monkeypatch):
    assert boards.wait_for(office.log.head().seq, 60)
    boards.fails.extend(OSError("no room") for _ in range(3))
    failing = iter([OSError("no room")])

    def catch_up(limit=None):
        raise next(failing)

    monkeypatch.setattr(boards._follower, "catch_up", catch_up)
    office.call("化工厂爆炸")
    until(lambda: boards.position == office.log.head().seq)
    assert boards.fails == []


def test_only_panels_of_which_something_changed_are_made_and_sent(office, boards, monkeypatch):
    first = office.call("化工厂爆炸").incident
    assert boards.wait_for(office.log.head().seq, 60)
    desk, made, sent = Surface("desk", "zh"), [], []
    monkeypatch.setattr(boards._hub, "publish_soon", lambda _, news: sent.extend(news[desk]))
    boards.show(desk)
    assert {frame.target for frame in sent} == set(following.PANELS)

    def render(target, *more):
        made.append(target)
        return render_panel(target, *more)

    monkeypatch.setattr(following, "render_panel", render)
    sent.clear()
    office.call("又一位群众来电", same_as=first)
    until(lambda: sent)
    assert made == ["#incidents"]
    assert [(frame.target, frame.closes) for frame in sent] == [("#incidents", True)]


def test_what_could_not_be_made_into_panels_is_shown_at_the_next_try(office, boards, monkeypatch):
    assert boards.wait_for(office.log.head().seq, 60)
    desk, sent, failing = Surface("desk", "zh"), [], [OSError("no template")]
    boards.show(desk)
    monkeypatch.setattr(boards._hub, "publish_soon", lambda _, news: sent.extend(news[desk]))

    def render(*what):
        if failing:
            raise failing.pop()
        return render_panel(*what)

    monkeypatch.setattr(following, "render_panel", render)
    office.call("化工厂爆炸")
    until(lambda: any("化工厂爆炸" in frame.text for frame in sent))


def test_where_many_watch_the_views_move_on_while_handing_out_rests(office, boards, hub):
    first = office.call("化工厂爆炸").incident
    assert boards.wait_for(office.log.head().seq, 60)
    boards.show(Surface("desk", "zh"))
    boards._rests_until = float("inf")
    office.call("又一位群众来电", same_as=first)
    assert boards.wait_for(office.log.head().seq, 60), "a form waited for a thousand other boards"
    until(lambda: boards._unshown)
    boards._rests_until = 0.0
    until(lambda: not boards._unshown)


def test_a_panel_whose_template_fails_stops_no_other(office, boards, monkeypatch):
    assert boards.wait_for(office.log.head().seq, 60)
    desk, sent, render = Surface("desk", "zh"), [], panels.render
    monkeypatch.setattr(boards._hub, "publish_soon", lambda _, news: sent.extend(news[desk]))

    def fails(template, *words, **data):
        return render(template.replace("clocks", "no-such"), *words, **data)

    monkeypatch.setattr(panels, "render", fails)
    boards.show(desk)
    office.call("化工厂爆炸")
    until(lambda: any("化工厂爆炸" in frame.text for frame in sent))
    clocks = [frame for frame in sent if frame.target == "#clocks"]
    assert "本栏出错" in clocks[-1].text
