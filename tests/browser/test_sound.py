"""What the board shows is heard in a real browser: the ring's tones and words, silence, and whether it can be heard."""

from __future__ import annotations

import pytest

from tests.support.nights import a_night
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_night(office)
    with serving(tmp_path) as server:
        yield server


def played(screen):
    return (screen.page.locator("[data-sound]").get_attribute("data-played") or "").split()


def wait_for(screen, name):
    screen.page.wait_for_function(
        "(name) => (document.querySelector('[data-sound]').dataset.played ?? '').split(' ').includes(name)",
        arg=name,
    )


def test_after_one_click_the_desk_plays_what_rings_and_says_that_it_is_heard(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    enable = screen.page.locator("[data-enable]")
    enable.wait_for(state="visible")
    assert played(screen) == []
    with screen.page.expect_request("**/sound/heard") as told:
        enable.click()
    assert told.value.response().status == 204
    wait_for(screen, "level-III")
    assert enable.is_hidden()
    assert screen.complaints == []


def test_silence_is_kept_and_counted_down_by_one_key(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    with screen.page.expect_navigation():
        screen.page.keyboard.press("F6")
    assert screen.page.locator(".hush").is_visible()
    screen.page.locator("body").click()
    screen.page.wait_for_timeout(2_500)
    assert [one for one in played(screen) if one != "test"] == []


def test_both_digits_of_a_sound_test_are_played(server, open_screen):
    screen = open_screen(server, "zhiban", "/shift")
    screen.page.click("[data-play]")
    screen.page.wait_for_function("() => document.activeElement.name === 'typed'")
    assert len(screen.page.input_value("[name=played]")) == 2
    assert screen.complaints == []


def test_a_tab_that_nobody_clicked_keeps_no_other_from_being_heard(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    screen.page = screen.window()
    screen.go("/").page.locator("[data-enable]").click()
    wait_for(screen, "level-III")
