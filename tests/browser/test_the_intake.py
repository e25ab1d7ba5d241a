"""The intake under bad conditions: no JavaScript, a dead server, a reload, the same words twice."""

from __future__ import annotations

import json

import pytest

from tests.support.nights import a_shift
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

WHAT, WHERE = "居民楼燃气泄漏", "临江花园 7 号楼"


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_shift(office)
    with serving(tmp_path) as server:
        yield server


def fill(screen, **fields):
    for name, value in fields.items():
        field = screen.page.locator(f"form[action='/calls'] [name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def typed(screen, *names):
    form = screen.page.locator("form[action='/calls']")
    return [form.locator(f"[name={name}]").input_value() for name in names]


def submit(screen):
    screen.page.click("form[action='/calls'] button.main")


SEEN = "shoubao.link"  # what the board saw of the log: no draft


def drafts(screen):
    kept = json.loads(screen.page.evaluate("JSON.stringify({...localStorage})"))
    return {key: words for key, words in kept.items() if key != SEEN}


def incidents(screen):
    return screen.go("/").page.locator("li.card", has_text=WHAT).count()


def test_without_javascript_a_call_opens_an_incident_and_the_page_tells_its_clocks(
    server, open_screen
):
    screen = open_screen(server, "zhiban", "/", java_script_enabled=False)
    assert "未启用脚本" in screen.page.locator("data-age").inner_text()
    fill(screen, what=WHAT, place=WHERE, injured="2", dead="0", call_back="13800000033")
    submit(screen)
    page = screen.page
    assert WHAT in page.locator("h1").inner_text()
    assert "前" in page.locator(".verdicts due-clock").first.inner_text()
    assert page.locator("#facts dt").all_inner_texts() == ["死亡", "受伤"]
    screen.go("/")
    assert WHAT in page.locator("li.clock").first.inner_text()
    page.click("li.clock a.act >> nth=0")
    page.click("#report button.main")
    assert page.locator(".verdicts").get_by_text("按时").count() >= 1


def test_what_was_typed_survives_a_reload_and_a_dead_server_and_is_taken_once(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    fill(screen, what=WHAT, place=WHERE, klass="accident")
    screen.page.get_by_text("草稿已存在本机").wait_for()
    fill(screen, trapped="1")
    screen.page.reload()  # at once
    assert typed(screen, "what", "place", "klass", "trapped") == [WHAT, WHERE, "accident", "1"]
    server.kill()
    submit(screen)
    screen.page.wait_for_url("chrome-error://**")
    server.start()
    screen.go("/")
    assert typed(screen, "what", "place", "klass", "trapped") == [WHAT, WHERE, "accident", "1"]
    submit(screen)
    screen.page.wait_for_url("**/incidents/*")
    assert drafts(screen) == {}
    assert incidents(screen) == 1
    assert typed(screen, "what", "place") == ["", ""]


def test_words_whose_answer_was_lost_are_sent_again_and_open_one_incident(server, open_screen):
    screen = open_screen(server, "zhiban", "/")
    fill(screen, what=WHAT)

    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    screen.page.route("**/calls", lose_the_answer)
    submit(screen)
    screen.page.wait_for_url("chrome-error://**")
    screen.page.unroute("**/calls")
    screen.go("/")
    assert typed(screen, "what") == [WHAT]
    submit(screen)
    screen.page.wait_for_url("**/incidents/*")
    assert incidents(screen) == 1


def test_another_page_of_an_incident_does_not_forget_a_draft_that_was_never_taken(
    server, open_screen
):
    screen = open_screen(server, "zhiban", "/")
    fill(screen, what="电梯困人")
    submit(screen)
    screen.page.wait_for_url("**/incidents/*")
    there = screen.page.url
    screen.go("/")
    fill(screen, what=WHAT)
    server.kill()
    submit(screen)
    screen.page.wait_for_url("chrome-error://**")
    server.start()
    screen.page.goto(there)
    screen.go("/")
    assert typed(screen, "what") == [WHAT]


def test_a_call_filed_as_information_says_so_and_leaves_an_empty_form(server, open_screen):
    screen = open_screen(server, "zhiban", "/")
    fill(screen, what=WHAT, place=WHERE)
    screen.page.click("summary")
    fill(screen, filed_as="information")
    submit(screen)
    assert "请写明理由" in screen.page.locator("h1").inner_text()
    screen.go("/")
    assert screen.page.locator("[name=filed_as]").is_visible()
    fill(screen, reason="已由社区处理")
    submit(screen)
    screen.page.get_by_text("已登记，未立案").wait_for()
    assert typed(screen, "what", "place", "reason") == ["", "", ""]
    assert drafts(screen) == {}
    assert incidents(screen) == 0


def test_a_refused_call_says_why_and_the_words_are_still_there(server, open_screen):
    screen = open_screen(server, "zhiban", "/")
    fill(screen, what=WHAT, occurred="下午三点多")
    submit(screen)
    assert "时间写法不认识" in screen.page.locator("h1").inner_text()
    screen.go("/")
    assert typed(screen, "what", "occurred") == [WHAT, "下午三点多"]


def test_the_list_of_incidents_offers_what_came_in_since_the_page_was_opened(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    colleague = open_screen(server, "zhuren", "/")
    fill(colleague, what=WHAT)
    submit(colleague)
    screen.page.locator("li.card", has_text=WHAT).wait_for()
    fill(screen, what="又一个来电说的是同一处")
    same = screen.page.locator("[name=same_as]")
    same.focus()
    same.select_option(label=same.locator("option", has_text=WHAT).inner_text())
    submit(screen)
    screen.page.wait_for_url("**/incidents/*")
    assert WHAT in screen.page.locator("h1").inner_text()
    assert incidents(screen) == 1


def test_the_keyboard_alone_takes_a_call_in_the_order_of_the_form(server, open_screen):
    screen = open_screen(server, "zhiban", "/").wait_for_link("live")
    keyboard = screen.page.keyboard
    keyboard.type("13800000033")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.type(WHERE)
    keyboard.press("Tab")
    keyboard.type(WHAT)
    assert typed(screen, "call_back", "place", "what") == ["13800000033", WHERE, WHAT]
    order = []
    while (
        at := screen.page.evaluate("document.activeElement.name || document.activeElement.type")
    ) != "submit":
        order.append(at)
        keyboard.press("Tab")
    assert order[:5] == ["what", "klass", "occurred", "dead", "missing"]
    keyboard.press("Enter")
    screen.page.wait_for_url("**/incidents/*")
    assert screen.complaints == []
