"""Every page, in both languages and at every size: nothing broken, nothing cut off, nothing heavy."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from api.clock import wall
from api.demo.plans import plans_of
from desk.office import DoubtClock, doubt_clock
from domain.office import DoubtKind
from tests.support.nights import a_busy_night, a_next_shift, a_shift
from tests.support.screens import DESK, LAPTOP, PHONE, WALL
from tests.support.serving import a_staffed_office, serving
from tests.support.tried_channels import tried_channels

pytestmark = pytest.mark.browser

PAGES = {  # page → who may see it
    "/login": None,
    "/": "zhiban",
    "/wall": "zhuren",
    "/shift": "zhuren",
    "/posts": "zhuren",
    "/audit/readings": "zhuren",
    "/dossier": "zhuren",
    "/anchoring": "zhiban",
    "/handover": "zhiban",
    "/duty-log": "zhiban",
    "/whereabouts": "zhiban",
    "/pin": "zhiban",
    "/register": "guanli",
    "/rules": "guanli",
    "/accounts": "guanli",
    "/channels": "zhiban",
    "/duties": "zhuren",
    "/search?q=青石": "zhiban",
    "/clock": "zhuren",
    "/phone": "zhuren",
    "/spot-checks": "zhiban",
    "/documents": "zhiban",
    "/documents?the bulletin": "zhiban",
    "/performance": "zhuren",
    "/plans": "zhiban",
    "/plans/new": "zhiban",
    "/plans/import": "zhiban",
    "/plans?a plan with its versions": "zhiban",
    "/plans/clocks": "zhuren",
    "/plans/coverage": "zhiban",
    "/plans/coverage/list": "zhiban",
    "/plans/coverage/list?entry=earthquake": "zhiban",
    "/exercises": "zhuren",
    "/plans/library": "zhiban",
    "/plans/library/flood": "zhiban",
    "/?an incident beside a plan": "zhiban",
    "/roster": "zhuren",
    "/roster/rotation?pattern=double_lead": "zhuren",
    "/duty-changes": "zhiban",
    "/duty-feed": "zhiban",
    "/waiting": "zhuren",
    "/replay": "zhuren",
    "/replay?page=wall": "zhuren",
    "/replay/unshown": "zhuren",
    "/desk-duties": "zhuren",
    "/duty-breaches": "zhuren",
    "/lessons": "zhiban",
    "/restored": "zhiban",
    "/?an incident": "zhiban",
    "/?an incident hop by hop": "zhiban",
    "/replay?an incident as it was known": "zhuren",
}
FIRST_PAGE_BYTES, WALL_PX_MIN, WALL_COUNTDOWN_PX_MIN = 60 * 1024, 29, 73
CUT_OFF = """() => [...document.querySelectorAll("main *, header *")].filter((one) => {
  if (one.closest(".unseen, .skip, option, textarea") || !one.clientWidth) return false;
  if (one.matches("li.clock, li.card")) return one.scrollHeight > one.clientHeight + 1;
  const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const abridged = getComputedStyle(one).textOverflow === "ellipsis";
  return text && !abridged && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 160))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .filter((one) => one.offsetParent && !one.closest(".unseen, noscript, script"))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("busy")
    with a_staffed_office(folder, at=wall() - timedelta(minutes=121)) as office:
        a_busy_night(office)
        a_next_shift(office)
        plans_of(office.do, {}, office.clock.at.date())
    tried_channels(folder)
    with serving(folder) as server:
        yield server


def visit(screen, path):
    start, _, what = path.partition("?")
    if what.startswith("an incident"):
        screen.go(start).page.click("li.card h3 a >> nth=0")
        screen.page.wait_for_url("**/incidents/*")
        for end, rest in (("hop by hop", "/hops"), ("beside a plan", "/plan/flood")):
            if path.endswith(end):
                screen.page.goto(screen.page.url.partition("?")[0] + rest)
    elif path.endswith("a plan with its versions"):
        screen.go("/plans").page.click("table.plans a >> nth=0")
        screen.page.click(".version summary >> nth=0")
    elif path.endswith("the bulletin"):
        screen.go("/documents").page.click("main a.main")
        screen.page.wait_for_url("**/bulletin/*")
    else:
        screen.go(path)
    if screen.page.locator("#live").count():
        screen.wait_for_link("live")
    return screen


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", sorted(PAGES, key=lambda path: PAGES[path] or ""))
def test_a_page_is_accessible_complete_and_quiet(server, kept_window, axe, path, language):
    """At its own size, and in the same window made as small as a phone."""
    large = WALL if "wall" in path else DESK
    screen = kept_window(server, PAGES[path], size=large, language=language)
    visit(screen, path)
    for width, height in (large, PHONE):
        screen.page.set_viewport_size({"width": width, "height": height})
        assert screen.violations(axe) == [], width
        wider = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, width
        assert screen.page.evaluate(CUT_OFF) == [], width
    assert screen.complaints == []


def test_a_wall_is_read_from_four_metres(server, open_screen):
    screen = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live")
    assert screen.page.evaluate(SMALLEST) >= WALL_PX_MIN
    sizes = screen.page.eval_on_selector_all(
        "li.clock due-clock", "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert len(sizes) == 7
    assert min(sizes) >= WALL_COUNTDOWN_PX_MIN
    bottoms = screen.page.eval_on_selector_all(
        "li.clock, li.card, .more", "all => all.map((one) => one.getBoundingClientRect().bottom)"
    )
    assert max(bottoms) <= WALL[1]
    assert screen.page.locator("button:visible, a:visible").count() == 0


@pytest.mark.parametrize("size", [DESK, LAPTOP], ids=["1366", "1440"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_intake_reaches_its_button_without_scrolling(server, open_screen, language, size):
    screen = open_screen(server, "zhiban", "/", size=size, language=language)
    button = screen.page.locator("form[action='/calls'] button.main").bounding_box()
    last = screen.page.locator("form[action='/calls'] .told").bounding_box()
    assert last["y"] + last["height"] <= button["y"]
    assert button["y"] + button["height"] <= size[1]


@pytest.mark.parametrize("who", ["zhiban", "zhuren", "guanli"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_bar_is_one_line_and_whole_at_the_desk(server, open_screen, language, who):
    screen = open_screen(server, who, "/rules", size=DESK, language=language)
    assert screen.page.locator("header.bar").bounding_box()["height"] < 50
    nav = screen.page.locator("header.bar nav")
    assert nav.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_an_exercise_is_striped_marked_and_never_red(server, open_screen):
    screen = open_screen(server, "zhuren", "/").wait_for_link("live")
    row = screen.row("危化品槽车侧翻泄漏")
    assert "repeating-linear-gradient" in row.evaluate(
        "one => getComputedStyle(one).backgroundImage"
    )
    assert row.get_by_text("演练", exact=True).is_visible()
    first_exercise = screen.page.locator("li.clock.exercise").first
    after = first_exercise.locator("xpath=following-sibling::li")
    assert after.count() == after.and_(screen.page.locator(".exercise")).count()


def test_the_first_page_is_light_and_soon_usable_on_an_old_machine(server, open_screen):
    screen = open_screen(server, "zhiban")
    devtools = screen.context.new_cdp_session(screen.page)
    for command in ("Network.enable", "Network.clearBrowserCache"):
        devtools.send(command)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    bytes_in = []
    devtools.on("Network.loadingFinished", lambda one: bytes_in.append(one["encodedDataLength"]))
    visit(screen, "/")
    usable = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    interactive = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    painted, ready = (round(screen.page.evaluate(one)) for one in (usable, interactive))
    print(
        f"first page: {sum(bytes_in)} bytes, painted {painted} ms, usable {ready} ms at 4x throttle"
    )
    assert len(bytes_in) >= 8
    assert sum(bytes_in) <= FIRST_PAGE_BYTES


def test_a_calm_board_says_so(open_screen, tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_shift(office)
    with serving(tmp_path) as server:
        screen = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live")
        assert screen.page.locator("#clocks").get_by_text("无未了时限").is_visible()
        assert screen.page.locator("li.clock, .banner").count() == 0


def test_a_doubted_clock_and_an_unreadable_stream_are_banners_on_every_board(open_screen, tmp_path):
    with a_staffed_office(tmp_path, at=wall() - timedelta(minutes=121)) as office:
        a_busy_night(office)
        now = office.clock.at
        doubt = DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=3_600_000_000)
        office.do(doubt_clock, doubt)
    with serving(tmp_path):
        pass  # the views are there now
    with closing(sqlite3.connect(tmp_path / "views.db")) as views, views:
        parked = (3, "open_clocks", "a stream nobody can read", "an error")
        views.execute("INSERT INTO parked (seq, view, stream, error) VALUES (?, ?, ?, ?)", parked)
    with serving(tmp_path) as server:
        screen = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live")
        banners = screen.page.locator("#banners .banner").all_inner_texts()
        assert [one[:5] for one in banners] == ["时钟异常：", "有 1 条"]
        last = screen.page.locator("#banners").bounding_box()
        assert last["y"] + last["height"] <= WALL[1]
        screen.go("/").page.locator("#banners a[href='/clock']").wait_for()


def test_countdown_words_are_those_an_officer_says(server, open_screen):
    cases = {  # seconds → zh, en
        0: ("0分00秒", "0m 00s"),
        750: ("12分30秒", "12m 30s"),
        486: ("8分06秒", "8m 06s"),
        3_900: ("1时05分", "1h 05m"),
        86_399: ("23时59分", "23h 59m"),
        183_600: ("2天3时", "2d 3h"),
        2_592_000: ("30天0时", "30d 0h"),
    }
    for n, language in enumerate(("zh", "en")):
        screen = open_screen(server, "zhiban", "/", language=language)
        said = screen.page.evaluate(
            "async cases => { const { spanWords } = await import('/static/js/office-time.js');"
            "return cases.map((one) => spanWords(one * 1000)); }",
            list(cases),
        )
        assert json.dumps(said) == json.dumps([words[n] for words in cases.values()])
