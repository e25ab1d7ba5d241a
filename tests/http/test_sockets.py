"""The live socket lasts as long as the right to watch, on a calm board and on a busy one."""

from __future__ import annotations

import pytest
from starlette.websockets import WebSocketDisconnect

from api import live
from desk.access import Role


@pytest.fixture
def quick(monkeypatch):
    """Heartbeats without waiting; nobody is asked again unless there is a reason to."""
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(live, "SESSION_LOOK_EVERY", 1_000_000)


def until_shut(socket, between=lambda: None):
    """The code it was shut with."""
    for _ in range(200):
        between()
        try:
            socket.receive_json()
        except WebSocketDisconnect as end:
            return end.code
    return None


def test_it_begins_with_a_hello_that_names_the_store_and_goes_on_with_heartbeats(web, quick):
    with web.wall().watch() as socket:
        hello, beat = socket.receive_json(), socket.receive_json()
    assert (hello["type"], hello["store"]) == ("hello", str(web.log.store_id))
    assert beat["type"] in ("heartbeat", "panel")


def test_a_change_reaches_whoever_watches(web):
    officer = web.browser(Role.DUTY_OFFICER)
    with web.wall().watch("wall") as socket:
        officer.take_call("硫酸储罐区爆炸起火")
        frames = [socket.receive_json() for _ in range(3)]
        while not any("硫酸储罐区" in one.get("content", "") for one in frames):
            frames.append(socket.receive_json())
    assert {one["target"] for one in frames if one["type"] == "panel"} >= {"#incidents"}


def test_a_disabled_account_is_shut_out_within_a_heartbeat(web, quick):
    account = web.new_account([Role.DUTY_OFFICER])
    with web.browser_of(account).watch() as socket:
        socket.receive_json()
        web.vault.disable_account(account.id, web.clock.at)
        assert until_shut(socket) == 1008


def test_a_busy_board_shuts_out_just_as_soon(web, quick):
    account, officer = web.new_account([Role.DUTY_OFFICER]), web.browser(Role.DUTY_OFFICER)
    with web.browser_of(account).watch() as socket:
        socket.receive_json()
        web.vault.disable_account(account.id, web.clock.at)
        assert until_shut(socket, between=officer.take_call) == 1008


def test_signing_out_shuts_the_socket_of_that_session_and_no_other(web, quick):
    account = web.new_account([Role.DUTY_OFFICER])
    leaving, staying = web.browser_of(account), web.browser_of(account)
    with staying.watch() as other, leaving.watch() as socket:
        leaving.submit("/logout")
        assert until_shut(socket) == 1008
        while other.receive_json()["type"] != "heartbeat":
            pass


def test_a_session_that_grows_old_is_looked_at_too(own_web, quick, monkeypatch):
    """Nobody ended it: it is asked now and then all the same."""
    monkeypatch.setattr(live, "SESSION_LOOK_EVERY", 3)
    browser = own_web.browser(Role.DUTY_OFFICER)
    with browser.watch() as socket:
        socket.receive_json()
        own_web.clock.forward(hours=37)
        assert until_shut(socket) == 1008


@pytest.mark.parametrize("query", ["page=cellar", "after=-1", "after=x", "after=" + "9" * 5000])
def test_a_query_nobody_means_does_not_open_it(web, query):
    wall = web.wall()
    headers = {"cookie": f"sid={wall.token}"}
    with pytest.raises(WebSocketDisconnect):
        with wall.client.websocket_connect(f"ws://127.0.0.1/ws?{query}", headers=headers):
            pass


def test_what_a_client_says_is_dropped(web, quick):
    with web.wall().watch() as socket:
        for word in ("{}", "\x00", "x" * 4_000):
            socket.send_text(word)
        types = {socket.receive_json()["type"] for _ in range(4)}
    assert types <= {"hello", "heartbeat", "panel"}


def test_who_goes_away_is_forgotten(web, quick):
    watchers = web.running.hub._watchers
    with web.wall().watch() as socket:
        socket.receive_json()
        assert sum(map(len, watchers.values())) >= 1
    assert sum(map(len, watchers.values())) == 0
