"""The disk died: an open board comes back as another epoch, says what is missing, and somebody confirms."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from api.clock import wall
from tests.support.backed_up import back_up, restored
from tests.support.nights import a_busy_night
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import Server, a_staffed_office, free_port

pytestmark = pytest.mark.browser


@pytest.fixture
def nights(tmp_path):
    """Two servers on one port, the second from a backup of the first; both are ended."""
    (tmp_path / "old").mkdir()
    with a_staffed_office(tmp_path / "old", at=wall() - timedelta(minutes=121)) as office:
        a_busy_night(office)
    port, servers = free_port(), []

    def start(name):
        servers.append(server := Server(tmp_path / name, port))
        server.start()
        return server

    yield tmp_path, start
    for server in servers:
        server.stop()


def pictured(screen, name, size=None):
    if folder := os.environ.get("SHOUBAO_PICTURES"):
        if size:
            screen.page.set_viewport_size({"width": size[0], "height": size[1]})
        screen.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_an_open_wall_sees_another_epoch_and_the_desk_confirms(nights, open_screen, axe):
    folder, start = nights
    first = start("old")
    screen = open_screen(first, "zhuren", "/wall", size=WALL).wait_for_link("live")
    back_up(folder / "old", folder / "copy")
    first.stop()
    restored(folder / "copy", folder / "new")
    second = start("new")
    screen.page.wait_for_url("**/login*", timeout=30_000)  # nobody is let in by what ended then
    desk = open_screen(second, "zhiban", "/", size=DESK).wait_for_link("live")
    assert desk.page.locator("#live").get_attribute("data-epoch") == "2"
    desk.page.locator("#banners a[href='/restored']").click()
    for size in (DESK, PHONE):
        desk.page.set_viewport_size({"width": size[0], "height": size[1]})
        assert desk.violations(axe) == []
        pictured(desk, f"restored-{size[0]}")
    board = open_screen(second, "zhuren", "/wall", size=WALL).wait_for_link("live")
    assert "本库是从" in board.page.locator("#banners").inner_text()
    pictured(board, "restored-wall")
    desk.page.fill("textarea[name=words]", "纸上两件已补录")
    desk.page.click("form[action='/restored/acknowledgement'] button")
    desk.page.get_by_text("已确认。").wait_for()
    board.page.locator("#banners").get_by_text("本库是从").wait_for(state="detached")
