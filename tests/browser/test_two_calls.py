"""Two calls at once, by keyboard only and with a Chinese input method; then the report upward by phone."""

from __future__ import annotations

import time

import pytest

from tests.support.nights import a_shift
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

INTAKE_SECONDS, REPORT_SECONDS = 120, 260  # what a person has; the machine's time is only told


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_shift(office)
    with serving(tmp_path) as server:
        yield server


class Hands:
    """Keys alone: Latin ones as they come, Chinese ones through an input method's composition."""

    def __init__(self, screen):
        self.page = screen.page
        self.keys = screen.page.keyboard
        self.method = screen.context.new_cdp_session(screen.page)

    def compose(self, words, latin):
        """The candidate window takes a key or two that are not meant for the page."""
        for end in range(1, len(latin) + 1):
            part = latin[:end]
            self.method.send(
                "Input.imeSetComposition",
                {"text": part, "selectionStart": end, "selectionEnd": end},
            )
        self.method.send("Input.insertText", {"text": words})

    def tab(self, times=1):
        for _ in range(times):
            self.keys.press("Tab")

    def focus(self, name):
        """Tab until the field has it: the order of the form is what is tested elsewhere."""
        for _ in range(40):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.tab()
        pytest.fail(f"no Tab reaches {name}")

    def send(self):
        with self.page.expect_navigation():
            self.keys.press("Enter")


DRAFTS = "Object.keys(localStorage).filter((key) => key !== 'shoubao.link')"


def in_field(page, name):
    return page.locator(f"form[data-intake] [name={name}]").input_value()


def test_a_second_call_parks_the_first_and_neither_is_lost(server, open_screen, capsys):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    hands, page = Hands(screen), screen.page
    began = time.monotonic()
    first_words(hands)
    second_call(hands)
    tell(capsys, "a call taken while another waits", time.monotonic() - began, INTAKE_SECONDS)
    assert "云岭路口" in page.locator("#sources").inner_text()
    screen.go("/").wait_for_link("live")
    first_call_again(page, hands)
    assert page.evaluate(DRAFTS) == []
    report_up(page, hands)
    tell(capsys, "phone report received", time.monotonic() - began, REPORT_SECONDS)
    assert screen.complaints == []


def first_words(hands):
    hands.keys.press("F2")
    hands.keys.type("13800000033")
    hands.focus("what")
    hands.compose("居民楼燃气泄漏", "ranqi")
    hands.focus("told")
    hands.keys.press("Space")


def second_call(hands):
    hands.keys.press("F2")
    assert in_field(hands.page, "what") == ""
    hands.keys.type("13900000044")
    hands.focus("place")
    hands.keys.type("01 ")
    hands.compose("云岭路口", "yunling")
    hands.focus("trapped")
    hands.keys.type("2")
    hands.send()


def first_call_again(page, hands):
    hands.keys.press("F3")
    assert in_field(page, "what") == "居民楼燃气泄漏"
    assert in_field(page, "call_back") == "13800000033"
    assert page.locator("[name=told]").first.is_checked()
    assert "居民楼燃气泄漏" in page.locator("[data-readback]").inner_text()
    page.locator("form[data-intake] [name=call_back]").focus()
    hands.send()
    assert "居民楼燃气泄漏" in page.locator("h1").inner_text()


def report_up(page, hands):
    """F9 stamps the dial, F10 corrects a slip; the receiver's name and Enter make the report."""
    for key in ("F9", "F10"):
        with page.expect_navigation():
            hands.keys.press(key)
    assert page.locator("#next [name=answered_by]").count() == 0
    with page.expect_navigation():
        hands.keys.press("F9")
    page.locator("#next [name=answered_by]").focus()
    hands.compose("市总值班室李科", "like")
    hands.send()
    assert page.locator(".verdicts").get_by_text("按时").count() >= 1
    assert page.evaluate(DRAFTS) == []


def test_the_keys_of_an_input_method_are_none_of_ours(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    page = screen.page
    page.locator("form[data-intake] [name=what]").fill("燃气")
    page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent(
             "keydown", { key: "F2", isComposing: true, bubbles: true }))"""
    )
    assert in_field(page, "what") == "燃气"
    page.keyboard.press("F4")
    assert page.evaluate("document.activeElement.name") == "same_as"


def tell(capsys, what, seconds, limit):
    with capsys.disabled():
        print(f"\n  {what}: {seconds:.1f} s of the machine's time; a person has {limit} s")
