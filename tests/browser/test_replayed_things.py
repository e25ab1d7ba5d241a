"""回放到事件、单位、班次、个人: reached from the board of then by links alone, whole and readable at every size."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from api.clock import wall
from tests.browser.test_every_page import CUT_OFF
from tests.support.nights import a_busy_night, a_next_shift
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("SHOUBAO_SCREENSHOTS")
WAYS = {  # by which links, from the board of then
    "incidents": ["#incidents li.card h3 a"],
    "units": ["#incidents li.card h3 a", "#known a[href^='/replay/units/']"],
    "people": ["#incidents li.card h3 a", "#sent a[href^='/replay/people/']"],
    "shifts": ["header a[href^='/replay/shifts/']"],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("night")
    with a_staffed_office(folder, at=wall() - timedelta(minutes=121)) as office:
        a_busy_night(office)
        a_next_shift(office)
    with serving(folder) as server:
        yield server


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("thing", WAYS)
def test_a_replayed_thing_is_reached_and_whole(server, kept_window, axe, thing, language):
    screen = kept_window(server, "zhuren", size=WALL, language=language).go("/replay")
    for link in WAYS[thing]:
        screen.page.click(f"{link} >> nth=0")
        screen.page.wait_for_url(f"**/replay/{link.partition('/replay/')[2][:5] or 'incid'}*/**")
    assert f"/replay/{thing}/" in screen.page.url
    for width, height in (WALL, DESK, PHONE):
        screen.page.set_viewport_size({"width": width, "height": height})
        assert screen.violations(axe) == [], width
        assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        assert screen.page.evaluate(CUT_OFF) == [], width
        if PICTURES:
            screen.page.screenshot(path=f"{PICTURES}/{thing}-{language}-{width}.png")
    assert screen.complaints == []
