"""A list of required plans adopted, fitted and read, by the keyboard alone; with JavaScript and without, at the desk and on a phone."""

from __future__ import annotations

import pytest

from api.demo.plans import plans_of
from tests.support.nights import a_night
from tests.support.screens import DESK, PHONE
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

FIGURES = ".figures b"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("covered")
    with a_staffed_office(folder) as office:
        a_night(office)
        plans_of(office.do, {}, office.clock.at.date())
    with serving(folder) as server:
        yield server


def figures(screen):
    return screen.page.locator(FIGURES).all_inner_texts()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_twelve_of_thirty_four_are_read_with_whoever_owes_the_rest(
    server, open_screen, size, scripts
):
    screen = open_screen(server, "zhiban", size=size, java_script_enabled=scripts)
    screen.go("/plans/coverage")
    assert figures(screen)[:4] == ["12/34", "22", "21", "1"]
    missing = screen.page.locator("tr.is-missing")
    assert missing.count() == 22
    assert missing.first.get_by_text("前编成").is_visible()
    assert screen.complaints == []


def test_red_is_only_what_has_run_out(server, open_screen):
    screen = open_screen(server, "zhiban", "/plans/coverage")
    shown = "one => getComputedStyle(one).backgroundColor"
    marks = {
        name: screen.page.locator(f"tr.is-{name} .mark").first.evaluate(shown)
        for name in ("in_force", "aged", "missing")
    }
    assert len(set(marks.values())) == 3
    assert "rgb(194, 29, 29)" not in marks.values()


def test_an_entry_is_added_and_taken_off_without_a_mouse(server, open_screen):
    screen = open_screen(server, "zhuren", "/plans/coverage/list")
    page = screen.page
    page.focus("#entry [name=title]")
    page.keyboard.type("雷电灾害应急预案")
    page.focus("#entry [name=type]")
    page.keyboard.press("ArrowDown")
    page.focus("#entry [name=owner]")
    page.keyboard.type("区应急局")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert figures(screen.go("/plans/coverage"))[:2] == ["12/35", "23"]
    screen.go("/plans/coverage/list?entry=雷电灾害应急预案")
    page.focus("form[action$='/entries/removal'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert figures(screen.go("/plans/coverage"))[:2] == ["12/34", "22"]
