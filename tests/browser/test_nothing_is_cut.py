"""Every word of the boards can be read, in both languages, down to the narrowest screen."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest

from api.clock import wall
from tests.support.clipped import CLIPPED
from tests.support.nights import a_busy_night, a_night
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

NIGHTS = {"night": (a_night, 130), "busy": (a_busy_night, 121)}  # minutes ago it began
NARROWEST, BEAMER = (320, 700), (1280, 720)
LONGER = """() => { for (const row of document.querySelectorAll(".clock")) {
  row.querySelector(".from").textContent = row.querySelector(".to").textContent = "云州临江高新技术产业开发区滨江片区管理委员会";
} }"""
CROWDED = """() => {
  document.querySelector(".top").style.height = "10.75rem";
  document.querySelector("#banners").style = "display: block; height: 2.65rem";
} """
UNDER = """() => [...document.querySelectorAll("li.clock")].filter((one) => one.scrollHeight > one.clientHeight + 1
  || one.getBoundingClientRect().bottom > one.parentElement.getBoundingClientRect().bottom + 1).length"""
SHOWN = {  # who, where → how large
    ("zhuren", "/wall"): (WALL, BEAMER, PHONE, NARROWEST),
    ("zhiban", "/"): (DESK, PHONE, NARROWEST),
    ("zhuren", "/phone"): (PHONE, NARROWEST),
}


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    with ExitStack() as opened:
        yield {
            night: opened.enter_context(serving(had(tmp_path_factory.mktemp(night), *told)))
            for night, told in NIGHTS.items()
        }


def had(folder, happens, minutes):
    with a_staffed_office(folder, at=wall() - timedelta(minutes=minutes)) as office:
        happens(office)
    return folder


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize(("who", "where"), SHOWN)
def test_no_word_is_cut_at_any_size(servers, open_screen, night, language, who, where):
    screen = open_screen(servers[night], who, where, language=language)
    if screen.page.locator("#live").count():
        screen.wait_for_link("live")
    for width, height in SHOWN[who, where]:
        screen.page.set_viewport_size({"width": width, "height": height})
        assert screen.page.evaluate(CLIPPED) == [], width
        assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_owes_whom_is_on_the_wall_whatever_else_is(servers, open_screen, language):
    """However long their names are and whatever tags stand beside them."""
    screen = open_screen(servers["busy"], "zhuren", "/wall", language=language, size=WALL)
    screen.wait_for_link("live").page.evaluate(LONGER)
    assert screen.page.evaluate(CLIPPED) == []
    widths = screen.page.eval_on_selector_all(
        ".clock .from, .clock .to",
        "all => all.map((one) => one.clientWidth / parseFloat(getComputedStyle(one).fontSize))",
    )
    assert min(widths) >= 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_seven_clocks_are_whole_below_a_tall_head_and_above_a_banner(
    servers, open_screen, language
):
    """As when nobody can be heard: five lines of who is on duty beside the tag, and a banner."""
    screen = open_screen(servers["busy"], "zhuren", "/wall", language=language, size=WALL)
    screen.wait_for_link("live").page.evaluate(CROWDED)
    assert screen.page.locator("li.clock:visible").count() == 7
    assert screen.page.evaluate(UNDER) == 0


def test_a_word_that_is_cut_is_found(servers, open_screen):
    page = open_screen(servers["night"], "zhuren", "/phone", size=PHONE).page
    page.evaluate(
        "document.querySelector('h1').style = 'width: 3em; overflow: hidden; white-space: nowrap'"
    )
    assert len(page.evaluate(CLIPPED)) == 1
