"""Whoever takes no calls has the whole width for the board, and no words of it are cut."""

from __future__ import annotations

import pytest

from desk.access import Role
from tests.support import serving as people
from tests.support.nights import a_night
from tests.support.screens import DESK, LAPTOP, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

CUT = """() => [...document.querySelectorAll(".clock .hop .to, .clock .hop .from, .ring .what")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === "hidden")
  .map((one) => one.textContent)"""
OVERLAID = """() => [...document.querySelectorAll(".clock")].filter((row) => {
  const act = row.querySelector(".act")?.getBoundingClientRect(), body = row.querySelector(".hop").getBoundingClientRect();
  return act && act.left < body.right && act.top < body.bottom && act.bottom > body.top;
}).length"""


@pytest.fixture
def server(tmp_path, monkeypatch):
    auditor = ("shenji", "陆正", (Role.AUDITOR,))
    monkeypatch.setattr(people, "PEOPLE", (*people.PEOPLE, auditor))
    with a_staffed_office(tmp_path) as office:
        a_night(office)
    with serving(tmp_path) as server:
        yield server


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_auditor_reads_the_board_at_every_size(server, open_screen, language):
    for size in (WALL, LAPTOP, DESK, PHONE):
        screen = open_screen(server, "shenji", "/", language=language, size=size)
        page = screen.page
        assert page.locator(".intake").count() == 0
        width = page.locator("#clocks").evaluate("one => one.getBoundingClientRect().width")
        assert width > min(0.6 * size[0], size[0] - 40 - 316 - 16)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert (page.evaluate(CUT), page.evaluate(OVERLAID)) == ([], 0)
        assert screen.complaints == []
