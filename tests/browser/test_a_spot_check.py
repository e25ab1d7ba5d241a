"""Twenty desks are asked by the keyboard alone, with JavaScript and without; a unit signs in on its own screen."""

from __future__ import annotations

import time

import pytest

from tests.support.nights import a_shift
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving
from tests.support.spot_pages import TOWNS, twenty_towns

pytestmark = pytest.mark.browser

TABS_MAX = 200
DIAL, ANSWER, FOUND = "form[action$='/calls']", "form[action$='/answer']", "form.found"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twenty")
    with a_staffed_office(folder) as office:
        a_shift(office)
        twenty_towns(office)
    with serving(folder) as server:
        yield server


def tab_to(page, selector):
    there = page.locator(f"{selector}:focus")
    for _ in range(TABS_MAX):
        page.keyboard.press("Tab")
        if there.count():
            return
    pytest.fail(f"no Tab leads to {selector}")


def begin(page):
    tab_to(page, "form[action='/spot-checks'] button.main")
    press(page, "Enter", DIAL)


def press(page, key, then):
    """The next key is pressed once its own has the focus, as a hand would, on a page that is all there."""
    page.keyboard.press(key)
    ready(page, then)


def ready(page, then):
    page.locator(f"#now {then} [autofocus]:focus").wait_for()
    page.wait_for_load_state()


def told(page):
    return page.locator("#units .tag").all_inner_texts()


def ask(page, n, javascript):
    """Each fourth is not there; the others say who they are, the last that its leader is not in place."""
    whom = page.locator("#now .whom b").inner_text()
    press(page, "Enter", ANSWER)
    if n % 4 == 3:
        if not javascript:
            tab_to(page, "[value=no_answer]")
        page.keyboard.press("5" if javascript else "Enter")
    else:
        press(page, "Enter", FOUND)
        page.keyboard.type(f"值班员{'甲乙丙丁'[n % 4]}")
        if n == len(TOWNS) - 2 and not javascript:
            tab_to(page, "[value=leader_absent]")
        page.keyboard.press("9" if n == len(TOWNS) - 2 and javascript else "Enter")
    page.wait_for_function("n => document.querySelectorAll('#units .tag').length > n", arg=n)
    ready(page, DIAL)
    return whom


@pytest.mark.parametrize("javascript", [True, False], ids=["as usual", "JavaScript off"])
def test_twenty_desks_by_the_keyboard_alone(server, open_screen, javascript, capsys):
    screen = open_screen(server, "zhiban", "/spot-checks", java_script_enabled=javascript)
    page, began = screen.page, time.monotonic()
    begin(page)
    whom = [ask(page, n, javascript) for n in range(len(TOWNS))]
    took = time.monotonic() - began
    assert sorted(whom) == sorted(TOWNS)
    results = told(page)
    assert results.count("无人接听") == 5
    assert results.count("带班领导不在岗") == 1
    assert results.count("正常") == 14
    assert page.locator("#now .whom .tag").inner_text() == "复查"
    tab_to(page, "form[action$='/ending'] button")
    page.keyboard.press("Enter")
    page.locator("#now").wait_for(state="detached")
    assert "已查 20/20" in page.locator("main").inner_text()
    assert screen.complaints == []
    with capsys.disabled():
        print(f"\n  a spot check of twenty desks, machine time: {took:.1f} s")


def test_a_key_held_down_is_one_key_and_digits_stay_in_the_fields_that_take_them(
    server, open_screen
):
    screen = open_screen(server, "zhiban", "/spot-checks")
    page = screen.page
    begin(page)
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    ready(page, ANSWER)
    press(page, "Enter", FOUND)
    page.keyboard.press("Tab")
    page.keyboard.type("3号岗")
    assert page.locator("[name=post]").input_value() == "3号岗"
    page.locator("[name=leader_in_place]").select_option("false")
    page.locator("[name=answered_by]").focus()
    page.keyboard.press("Enter")
    page.locator("#units .failed", has_text="带班领导不在岗").wait_for()
    assert "3号岗" in page.locator("#units").inner_text()
    assert screen.complaints == []


def test_an_open_round_is_one_line_on_the_wall_that_names_nobody(server, open_screen):
    screen = open_screen(server, "zhiban", "/spot-checks")
    page = screen.page
    begin(page)
    press(page, "Enter", ANSWER)
    press(page, "Enter", FOUND)
    page.keyboard.type("值班员甲")
    press(page, "Enter", DIAL)
    page.mouse.click(5, 400)  # nothing has the focus
    press(page, "Enter", ANSWER)
    wall = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live").page
    line = wall.locator("#checks").inner_text()
    assert "已查 1/20" in line
    assert "值班员" not in line
    assert wall.locator("#checks").bounding_box()["height"] < 80
    assert screen.complaints == []


def test_a_refusal_is_told_by_a_page_and_the_round_goes_on(server, open_screen):
    screen = open_screen(server, "zhiban", "/spot-checks")
    page = screen.page
    begin(page)
    tab_to(page, "form[action$='/ending'] button")
    page.keyboard.press("Enter")
    page.get_by_text("请写明理由").wait_for()
    page.go_back()
    page.wait_for_load_state()
    tab_to(page, f"{DIAL} button")
    press(page, "Enter", ANSWER)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_pages_are_read_by_everybody(server, open_screen, axe, language):
    screen = open_screen(server, "zhiban", "/spot-checks", language=language)
    page = screen.page
    begin(page)
    press(page, "Enter", ANSWER)
    page.keyboard.press("5")
    ready(page, DIAL)
    press(page, "Enter", ANSWER)
    press(page, "Enter", FOUND)
    round_page = page.url.removeprefix(server.url).partition("?")[0]
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for path in (round_page, "/spot-checks"):
            screen.go(path)
            for one in page.locator("details").all():
                one.evaluate("details => (details.open = true)")
            assert screen.violations(axe) == []
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert screen.complaints == []


def test_a_unit_signs_in_on_its_own_screen_and_the_officer_sees_it_come(server, open_screen, axe):
    officer = open_screen(server, "zhiban", "/spot-checks")
    page = officer.page
    page.locator("#links summary").click()
    page.locator("form[action*='/links/'] button").first.click()
    link = page.locator("input[readonly]").input_value()
    unit = page.locator("h1").inner_text()
    screen = open_screen(server, None, link.removeprefix(server.url), size=PHONE)
    assert screen.violations(axe) == []
    officer.go("/spot-checks")
    page.locator("[name=method]").select_option("link")
    tab_to(page, "form[action='/spot-checks'] button.main")
    page.keyboard.press("Enter")
    page.get_by_text("等待单位在自己的屏幕上签到").wait_for()
    screen.page.get_by_text("我在岗").wait_for()  # it looked by itself
    assert screen.violations(axe) == []
    screen.page.fill("[name=name]", "李强")
    screen.page.keyboard.press("Enter")
    screen.page.get_by_text("已签到").wait_for()
    page.locator("#now", has_text="屏幕签到 李强").wait_for()  # and so did the officer's page
    page.keyboard.press("Enter")
    page.locator("#units tr", has_text=unit).get_by_text("正常").first.wait_for()
    assert screen.complaints == officer.complaints == []
