"""The live link under everything that befalls one: silence, a hidden tab, another log, a session's end."""

from __future__ import annotations

import shutil
from datetime import timedelta
from uuid import UUID

import pytest

from api.clock import wall
from tests.support.nights import a_shift
from tests.support.screens import WALL
from tests.support.serving import Server, a_staffed_office, serving

pytestmark = pytest.mark.browser

FIRST, SECOND = "小学多名学生呕吐腹泻", "河道出现油污带"
ELSEWHERE = UUID("5a0e2c6e-0000-4000-8000-0000000000ff")


@pytest.fixture
def server(tmp_path):
    found(tmp_path, FIRST)
    with serving(tmp_path) as server:
        yield server


def found(folder, *calls, **options):
    """An office on duty that took these calls five minutes ago."""
    with a_staffed_office(folder, at=wall() - timedelta(minutes=5), **options) as office:
        a_shift(office)
        for what in calls:
            office.call(what)


def call_comes_in(screen, what):
    """Another window of the same person takes it."""
    page = screen.window()
    page.goto(screen.server.url)
    page.fill("[name=what]", what)
    page.click("form[action='/calls'] button.main")
    page.wait_for_url("**/incidents/*")
    page.close()


def replace_log(server, folder):
    """The same address serves what stands in another folder."""
    server.stop()
    again = Server(folder, server.port)
    again.start()
    return again


def test_a_server_that_falls_silent_is_seen_and_missed_news_come_with_its_return(
    server, open_screen
):
    screen = open_screen(server, "zhiban", "/wall", size=WALL).wait_for_link("live")
    server.freeze()
    screen.wait_for_link("stale")
    assert "秒未更新" in screen.age()
    screen.wait_for_link("broken")
    server.thaw()
    screen.wait_for_link("live")
    call_comes_in(screen, SECOND)
    screen.row(SECOND).wait_for()
    assert screen.counters()["duplicates"] == 0


def test_a_link_that_comes_back_asks_only_for_what_it_missed(server, open_screen):
    screen = open_screen(server, "zhiban", "/wall", size=WALL).wait_for_link("live")
    call_comes_in(screen, SECOND)
    screen.row(SECOND).wait_for()
    position = screen.counters()["at"]
    server.kill()
    screen.wait_for_link("broken")
    server.start()
    screen.wait_for_link("live")
    assert f"after={position}&seen={position}&chain=" in screen.links[-1]
    assert all("after=" in one for one in screen.links)
    assert screen.counters()["duplicates"] == 0


def test_a_hidden_tab_stays_connected_and_up_to_date(server, open_screen):
    screen = open_screen(server, "zhiban", "/wall", size=WALL).wait_for_link("live")
    asked = list(screen.links)
    screen.page.evaluate(
        "Object.defineProperty(document, 'hidden', { get: () => true });"
        "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    call_comes_in(open_screen(server, "zhuren"), SECOND)
    screen.row(SECOND).wait_for()
    assert screen.link == "live"
    assert screen.links == asked
    assert screen.complaints == []


def test_an_older_copy_of_the_log_behind_the_same_address_reloads_the_page(
    server, open_screen, tmp_path_factory
):
    screen = open_screen(server, "zhiban", "/wall", size=WALL).wait_for_link("live")
    older = tmp_path_factory.mktemp("older") / "copy"
    server.stop()
    shutil.copytree(server.folder, older)
    server.start()
    screen.wait_for_link("live")
    call_comes_in(screen, SECOND)
    screen.row(SECOND).wait_for()
    restored = replace_log(server, older)
    try:
        screen.row(SECOND).wait_for(state="detached", timeout=40_000)
        screen.wait_for_link("live").row(FIRST).wait_for()
    finally:
        restored.stop()


def test_another_office_behind_the_same_address_never_stays_under_this_board(
    server, open_screen, tmp_path_factory
):
    screen = open_screen(server, "zhiban", "/wall", size=WALL).wait_for_link("live")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    found(elsewhere, SECOND, store=ELSEWHERE)
    other = replace_log(server, elsewhere)
    try:
        screen.page.wait_for_url("**/login*", timeout=40_000)  # our session is none of theirs
    finally:
        other.stop()


def test_a_board_whose_session_ended_while_it_was_cut_off_asks_to_sign_in(server, open_screen):
    screen = open_screen(server, "zhiban", "/wall", size=WALL).wait_for_link("live")
    screen.window().goto(server.url)
    screen.context.pages[1].click("form[action='/logout'] button")
    server.kill()
    screen.wait_for_link("broken")
    server.start()
    screen.page.wait_for_url("**/login*", timeout=40_000)


def test_a_page_in_the_other_language_is_the_same_board(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    screen.page.click("form[action='/language'] button")
    screen.wait_for_link("live")
    assert screen.page.locator("html").get_attribute("lang") == "en"
    assert screen.countdown(FIRST).endswith("m")
    assert "live" in screen.age()
    call_comes_in(screen, SECOND)
    screen.page.locator("li.card", has_text=SECOND).get_by_text("level").wait_for()
    screen.page.click("form[action='/language'] button")
    screen.wait_for_link("live")
    assert screen.countdown(FIRST).startswith("剩")
    assert screen.complaints == []
