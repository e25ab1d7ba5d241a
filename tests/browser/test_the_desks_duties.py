"""A special period declared, nil reported with one press, by the keyboard alone; with JavaScript and without."""

from __future__ import annotations

import pytest

from tests.support.nights import a_night
from tests.support.screens import DESK
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

TABS_MAX = 200


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_night(office)
    with serving(tmp_path) as server:
        yield server


def press(page, selector, *keys):
    """As a hand on the keyboard goes there."""
    there = page.locator(f"{selector}:focus")
    for _ in range(TABS_MAX):
        page.keyboard.press("Tab")
        if there.count():
            break
    else:
        pytest.fail(f"no Tab leads to {selector}")
    for key in keys:
        page.keyboard.type(key)


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripted", [True, False], ids=["js", "no-js"])
def test_what_came_in_is_written_down_and_done_by_the_keyboard(server, open_screen, scripted):
    options = {} if scripted else {"java_script_enabled": False}
    screen = open_screen(server, "zhuren", "/desk-duties", size=DESK, **options)
    page = screen.page
    press(page, "form[action='/desk-duties'] [name=words]", "暴雨橙色预警")
    enter(page)
    assert page.locator("h3", has_text="预警电话报带班领导").count() == 1
    press(page, "form[action$='/done'] [name=words]", "已电话报沈立群")
    enter(page)
    assert "已电话报沈立群" in page.locator("table").inner_text()
    press(page, "form[action='/desk-duties/special-period'] [name=reason]", "重要会议")
    enter(page)
    assert page.get_by_text("重要时期").first.is_visible()
