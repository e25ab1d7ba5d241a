"""A board that saw another history turns red, says which in words, and stays so until somebody there has read it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from api.clock import wall
from desk.log.verify import verify
from tests.support.backed_up import back_up, restored
from tests.support.nights import a_shift
from tests.support.rewriting import rechained, rewritten
from tests.support.screens import WALL
from tests.support.serving import Server, a_staffed_office, serving

pytestmark = pytest.mark.browser

NOT_HELD = """async () => {
  const { kept, notHeld } = await import(document.querySelector("script[src*=receipts]").src);
  return notHeld(await kept());
}"""  # of this browser's receipts
FIRST, SECOND = "小学多名学生呕吐腹泻", "河道出现油污带"


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    with a_staffed_office(folder, at=wall() - timedelta(minutes=5)) as office:
        a_shift(office)
        office.call(FIRST)
    with serving(folder) as server:
        yield server


@pytest.fixture
def board(server, open_screen):
    """On the wall; its link has been alive, so it holds a position and the chain there."""
    return open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live")


def call_comes_in(screen, what):
    take_call(screen.window(), screen.server, what)
    screen.row(what).wait_for()


def take_call(page, server, what):
    page.goto(server.url)
    page.fill("[name=what]", what)
    page.click("form[action='/calls'] button.main")
    page.wait_for_url("**/incidents/*")
    page.close()


def holds(board):
    return board.page.evaluate("JSON.parse(localStorage.getItem('shoubao.link'))")


def red(board):
    band = board.page.locator("#witness")
    band.wait_for(state="visible", timeout=40_000)
    assert band.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(194, 29, 29)"
    return band.inner_text()


def older_copy(server, board):
    """The server stops, and another one serves what stood in its folder before the second call."""
    copy = server.folder.with_name("copy")
    server.stop()
    shutil.copytree(server.folder, copy)
    server.start()
    board.wait_for_link("live")
    call_comes_in(board, SECOND)
    board.wait_until_at(board.counters()["at"])
    server.stop()
    return Server(copy, server.port)


def test_an_older_copy_put_back_unsaid_turns_the_board_red_until_it_is_read(server, board, axe):
    other = older_copy(server, board)
    before = holds(board)
    other.start()
    try:
        assert f"第 {before['seq']} 条记录" in red(board)
        assert "而未声明" in red(board)
        board.wait_for_link("live").page.reload()
        assert "换回了旧库" in red(board.wait_for_link("live"))
        assert board.violations(axe) == []
        board.page.click("#witness button")
        board.page.locator("#witness").wait_for(state="hidden")
        board.wait_for_link("live").page.reload()
        board.wait_for_link("live").page.wait_for_timeout(500)
        assert board.page.locator("#witness").is_hidden()
    finally:
        other.stop()


def test_an_older_copy_that_has_gone_on_as_far_is_another_history(server, board):
    other = older_copy(server, board)
    other.start()  # while this board is away, others work on it as far as it had seen
    try:
        board.page.goto("about:blank")
        elsewhere = fresh(board)
        for n in range(4):
            take_call(elsewhere.new_page(), server, f"另一起{n}")
        elsewhere.close()
        board.go("/wall")
        assert "被改写或换成了另一份" in red(board)
    finally:
        other.stop()


def fresh(board):
    """The same person at another screen, whose browser has seen nothing yet."""
    there = board.context.browser.new_context()
    there.add_cookies(board.server.sessions["zhuren"])
    return there


def test_a_moved_microsecond_under_a_chain_reckoned_anew_is_seen_by_the_board_alone(server, board):
    """The server cannot know: every leaf and link of its log is right again."""
    server.stop()
    with closing(sqlite3.connect(server.folder / "log.db")) as log, log:
        [(guard,)] = log.execute("SELECT sql FROM sqlite_master WHERE name='event_no_update'")
        log.execute("DROP TRIGGER event_no_update")
        log.execute("UPDATE event SET recorded_at=recorded_at-1 WHERE seq=1")
        log.execute(guard)
    rechained(server.folder)
    assert verify(server.folder / "log.db").fault is None
    server.start()
    assert "被改写" in red(board)


def test_what_is_rewritten_while_the_link_stays_up_turns_it_red_too(server, board):
    """Nobody reloads a wall, and nobody stops a server to be found out."""
    seq, links = holds(board)["seq"], list(board.links)
    rewritten(server.folder, lambda rows: [rows[0]._replace(topic="office.not"), *rows[1:]])
    words = red(board)
    assert int(re.search(r"第 (\d+) 条记录", words)[1]) >= seq  # it may have heard of more since
    assert "被改写" in words
    assert board.links == links


def test_a_declared_restoration_says_what_is_missing_and_is_red_once(
    server, board, tmp_path, open_screen
):
    back_up(server.folder, tmp_path / "backup")
    call_comes_in(board, SECOND)
    server.stop()
    seen = holds(board)["seq"]
    restored(tmp_path / "backup", tmp_path / "new")
    second = Server(tmp_path / "new", server.port)
    second.start()
    try:
        board.page.wait_for_url("**/login*", timeout=40_000)
        sign_in_again(board)
        board.go("/wall")
        words = red(board)
        assert "已声明从备份恢复" in words
        assert f"第 {seen} 条" in words
        board.page.click("#witness button")
        board.page.locator("#witness").wait_for(state="hidden")
        assert board.page.evaluate(NOT_HELD) == []  # what it was told is lost with the rest
    finally:
        second.stop()


def sign_in_again(board):
    board.server.sessions.clear()
    board.sign_in("zhuren")


@pytest.mark.parametrize("language", ["en"])
def test_it_says_so_in_english_as_well(server, open_screen, language):
    board = open_screen(server, "zhuren", "/", language=language).wait_for_link("live")
    held = holds(board) | {"chain": "00" * 32}
    board.page.evaluate("held => localStorage.setItem('shoubao.link', JSON.stringify(held))", held)
    board.page.reload()
    assert "This screen saw another history" in red(board)
    assert board.complaints == []


def test_an_honest_log_never_turns_it_red(server, board):
    """Restarts, reloads and news."""
    for n in range(3):
        call_comes_in(board, f"第{n}起")
        server.kill()
        server.start()
        board.wait_for_link("live")
        board.page.reload()
        board.wait_for_link("live")
    assert board.page.locator("#witness").is_hidden()
    assert holds(board)["seq"] > 0
