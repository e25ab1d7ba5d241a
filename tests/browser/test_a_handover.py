"""Two officers at one PC, no mouse: offered, answered, signed by PIN; with JavaScript and without."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from api.clock import wall
from tests.support.nights import a_next_shift, a_night, a_shift
from tests.support.screens import DESK, PHONE
from tests.support.serving import a_staffed_office, serving
from tests.support.two_shifts import RELIEF_PIN, ZHOU_PIN

pytestmark = pytest.mark.browser

TABS_MAX = 200
PHONE_FINE = {"zh": "值班电话 正常", "en": "duty phone fine"}


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_night(office)
        a_next_shift(office)
    with serving(tmp_path) as server:
        yield server


def tab_to(page, selector):
    """As a hand on the keyboard goes there."""
    there = page.locator(f"{selector}:focus")
    for _ in range(TABS_MAX):
        page.keyboard.press("Tab")
        if there.count():
            return
    pytest.fail(f"no Tab leads to {selector}")


def sign(page, side, pin):
    tab_to(page, f"form:has(input[value={side}]) [name=pin]")
    page.keyboard.type(pin)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def offer(page):
    tab_to(page, "[name=phone]")
    for _ in range(2):  # from untested past faulty to fine
        page.keyboard.press("ArrowDown")
    tab_to(page, "[name=clock_offset]")
    page.keyboard.type("-1")
    tab_to(page, "[name=remarks]")
    page.keyboard.type("二号传真机缺纸")
    tab_to(page, "form[action$='/offer'] button")
    page.keyboard.press("Enter")
    page.locator("#list").wait_for()


def hand_over(page):
    offer(page)
    tab_to(page, "button:text('全部接收')")
    page.keyboard.press("Enter")
    page.locator("#list li.open").first.wait_for(state="detached")
    sign(page, "outgoing", ZHOU_PIN)
    sign(page, "relief", RELIEF_PIN)


@pytest.mark.parametrize("javascript", [True, False], ids=["as usual", "JavaScript off"])
def test_a_full_handover_of_two_officers(server, open_screen, javascript, capsys):
    screen = open_screen(server, "zhiban", "/handover", java_script_enabled=javascript)
    began = time.monotonic()
    hand_over(screen.page)
    took = time.monotonic() - began
    duty = screen.go("/").page.locator("#duty").inner_text()
    assert "韩冬" in duty
    assert "周敏" not in duty
    assert screen.complaints == []
    with capsys.disabled():
        print(f"\n  a full handover of two officers, machine time: {took:.1f} s")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_and_its_sheet_are_read_by_everybody(server, open_screen, axe, language):
    screen = open_screen(server, "zhiban", "/handover", language=language)
    offer(screen.page)
    for width, height in (DESK, PHONE):
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.go("/handover")
        assert screen.violations(axe) == []
        assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        screen.go(screen.page.locator("#list a[href$='/sheet']").get_attribute("href"))
        assert screen.violations(axe) == []
        assert screen.page.get_by_text(PHONE_FINE[language]).count() == 1
    assert screen.complaints == []


def test_a_shift_that_nobody_has_relieved_says_so_on_the_desk_and_on_the_wall(
    tmp_path, open_screen
):
    with a_staffed_office(tmp_path, at=wall() - timedelta(hours=25)) as office:
        a_shift(office)
        office.clock.forward(hours=25)
    with serving(tmp_path) as server:
        for path in ("/", "/wall"):
            screen = open_screen(server, "zhuren", path)
            said = screen.page.locator("#duty .unrelieved")
            told = said.evaluate("one => one.shadowRoot.textContent")
            assert told.startswith("超时未交接 1时")
            assert screen.complaints == []
