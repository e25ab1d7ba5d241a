"""The main job, seen by people: a call, its clock on two boards, run out, answered late, through kill -9."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.request import urlopen

import msgspec
import pytest

from api.clock import wall
from desk.founding import shipped_book
from desk.office import AdoptRules, adopt_rules
from domain.words import IncidentClass
from tests.support.nights import a_shift
from tests.support.office import PRESETS
from tests.support.screens import WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

LIMIT = timedelta(seconds=14)
OLD, NEW, NEXT = "车站旅客大量滞留", "临江大桥护栏被撞断", "东门农贸市场停电"
STAMP = re.compile(r"\d\d-\d\d (\d\d):(\d\d):(\d\d)")


def short_book():
    """The shipped rules, but a county reports an ordinary incident within seconds."""
    book = shipped_book(PRESETS)
    rules = (msgspec.structs.replace(r, limit=LIMIT) if r.id == "B01" else r for r in book.rules)
    return msgspec.structs.replace(book, rules=tuple(rules))


@pytest.fixture
def server(tmp_path):
    """An office where one clock ran out eight minutes ago, and new ones are short."""
    with a_staffed_office(tmp_path, at=wall() - timedelta(hours=2, minutes=8)) as office:
        a_shift(office)
        office.call(OLD, klass=IncidentClass.SOCIAL_SECURITY)
        office.clock.move_to(wall())
        office.do(adopt_rules, AdoptRules(book=short_book(), presets=PRESETS))
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def boards(open_screen, server):
    """A wall and a desk, each somebody's own."""
    wall_screen = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live")
    return wall_screen, open_screen(server, "zhiban", "/").wait_for_link("live")


def take_call(screen, what):
    screen.go("/")
    screen.page.fill("[name=what]", what)
    screen.page.select_option("[name=klass]", "social_security")
    screen.page.click("form[action='/calls'] button.main")
    screen.page.wait_for_url("**/incidents/*")
    screen.go("/").wait_for_link("live")


def report_late(screen, title):
    """As an officer does it: from the row to the form, sent as it is; returns what the page says."""
    screen.row(title).locator("a.act").click()
    screen.page.wait_for_url("**/incidents/*")
    screen.page.click("#report button.main")
    verdict = screen.page.locator(".verdicts tr", has_text="迟报")
    verdict.wait_for()
    return verdict.inner_text()


def seconds_between(words):
    """From the due time to the report's, as the page writes them."""
    due, made = (int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in STAMP.findall(words)[-2:])
    return (made - due) % 86_400


def head(server):
    with urlopen(f"{server.url}/api/v1/health", timeout=10) as answer:
        return json.load(answer)["head"]


def test_a_call_starts_a_clock_that_counts_down_and_runs_out_on_both_boards_at_once(boards):
    on_wall, on_desk = boards
    take_call(on_desk, NEW)
    for board in boards:
        board.wait_for_countdown(NEW, "剩0分")
    row = on_desk.row(NEW).get_attribute("id")
    due = (
        on_desk.row(NEW).locator("due-clock").evaluate("one => Date.parse(one.getAttribute('at'))")
    )
    seen = [board.ran_out_at(row) for board in boards]
    for board in boards:
        board.wait_for_countdown(NEW, "超0分")
    print("run out shown after due, ms:", [at - due for at in seen])
    assert abs(seen[0] - seen[1]) <= 1000
    assert all(0 <= at - due <= 1000 for at in seen)
    assert on_wall.complaints == on_desk.complaints == []


def test_a_late_report_is_shown_late_by_the_right_minutes_with_its_source(boards):
    on_wall, on_desk = boards
    on_desk.wait_for_countdown(OLD, "超8分")
    words = report_late(on_desk, OLD)
    late = re.search(r"迟报 (\d+) 分 (\d+) 秒", words)
    assert int(late[1]) == 8
    assert int(late[1]) * 60 + int(late[2]) == pytest.approx(seconds_between(words), abs=1)
    assert "武政〔2020〕27号" in words
    on_wall.page.locator("#clocks .calm", has_text="无未了时限").wait_for()
    assert on_wall.complaints == on_desk.complaints == []


def test_a_killed_server_comes_back_under_an_open_board_without_gap_or_duplicate(server, boards):
    on_wall, on_desk = boards
    take_call(on_desk, NEW)
    on_wall.row(NEW).wait_for()
    server.kill()
    for board in boards:
        board.wait_for_link("broken")
    assert "连接中断" in on_wall.age()
    server.start()
    for board in boards:
        board.wait_for_link("live")
    take_call(on_desk, NEXT)
    on_wall.row(NEXT).wait_for()
    on_wall.wait_until_at(head(server))
    live = on_wall.shown()
    assert on_wall.counters()["duplicates"] == 0
    assert live == on_wall.go("/wall").wait_for_link("live").shown()
