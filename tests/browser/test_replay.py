"""回放 in a browser: by the keys, under the finger, playing by itself, and with no script at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.clock import wall
from tests.support.nights import a_shift
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

FIRST, SECOND = "小学多名学生呕吐腹泻", "河道出现油污带"
MARK, COUNT = ".replay-mark time", "#clocks li.clock due-clock >> nth=0"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A call forty minutes ago, and another one ten minutes later."""
    folder = tmp_path_factory.mktemp("night")
    with a_staffed_office(folder, at=wall() - timedelta(minutes=41)) as office:
        a_shift(office)
        office.clock.forward(minutes=1)
        office.call(FIRST)
        first = office.log.position
        office.clock.forward(minutes=10)
        office.call(SECOND)
    with serving(folder) as server:
        server.first = first
        yield server


@pytest.fixture
def replay(server, open_screen):
    def opened(**options):
        return open_screen(server, "zhuren", f"/replay?seq={server.first}", **options)

    return opened


def moment(screen):
    return screen.page.locator(MARK).inner_text()


def left(screen):
    return screen.page.locator(COUNT).evaluate("one => one.shadowRoot.textContent")


def wait_for(screen, title, present=True):
    state = "attached" if present else "detached"
    screen.page.locator("#incidents li.card", has_text=title).wait_for(state=state)


def test_the_arrow_keys_step_from_record_to_record_and_the_address_follows(replay):
    screen = replay()
    wait_for(screen, SECOND, present=False)
    said = moment(screen)
    while not screen.page.locator("#incidents", has_text=SECOND).count():
        at = screen.page.url
        screen.page.keyboard.press("ArrowRight")
        screen.page.wait_for_function("was => location.href !== was", arg=at)
    assert moment(screen) > said
    screen.page.keyboard.press("Numpad4")
    wait_for(screen, SECOND, present=False)
    screen.page.reload()
    wait_for(screen, SECOND, present=False)
    assert screen.complaints == []


def test_time_stands_until_it_plays_and_then_runs_as_fast_as_it_says(replay):
    screen = replay()
    stood = left(screen)
    screen.page.wait_for_timeout(1_200)
    assert left(screen) == stood
    screen.page.click("[data-speed='60']")
    screen.page.keyboard.press("F9")
    wait_for(screen, SECOND)  # ten minutes in ten seconds
    assert left(screen) != stood
    screen.page.keyboard.press("F9")
    stopped = moment(screen)
    screen.page.wait_for_timeout(600)
    assert moment(screen) == stopped
    assert screen.complaints == []


def test_the_finger_slides_to_any_second(replay):
    screen = replay()
    scrub = screen.page.locator("[data-scrub]")
    scrub.evaluate(
        "one => { one.value = +one.value + 660; one.dispatchEvent(new Event('input')); }"
    )
    wait_for(screen, SECOND)
    scrub.evaluate(
        "one => { one.value = +one.value - 300; one.dispatchEvent(new Event('input')); }"
    )
    wait_for(screen, SECOND, present=False)
    assert scrub.get_attribute("aria-valuetext") == moment(screen)


def test_without_a_script_every_step_is_a_link_or_a_form(replay):
    screen = replay(java_script_enabled=False)
    screen.page.click("text=+10 分")
    wait_for(screen, SECOND, present=False)
    assert screen.page.locator("[data-scrub], .replay-play").first.is_hidden()
    screen.page.click("text=+1 分")
    wait_for(screen, SECOND)
    screen.page.click("a[rel=prev]")
    wait_for(screen, SECOND, present=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_red_frame_and_the_word_stand_on_it_and_nothing_is_there_to_act(replay, axe, language):
    screen = replay(language=language)
    frame = "getComputedStyle(document.body, '::after').borderTopColor"
    assert screen.page.evaluate(frame) == "rgb(194, 29, 29)"
    assert screen.page.locator(".replay-mark b").inner_text() in ("回放", "REPLAY")
    assert screen.page.locator("#clocks a:visible, #rings a:visible").count() == 0
    assert screen.violations(axe) == []
