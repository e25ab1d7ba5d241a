"""The leader answers once with a thumb on the phone page, and once in words that the officer writes down; timed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from api.clock import entropy, stopwatch, wall
from desk.duty import SetShift, set_shift
from desk.vault.vault import open_vault
from domain.shift import DutyPost, Seat
from tests.support.screens import DESK
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
NARROW = (360, 740)
TOUCH_PX = 48
OFFICER, LEADER = "zhiban", "zhuren"
LOW = """least => [...document.querySelectorAll("main button, main a, main input, main textarea, .bar button, .bar a")]
  .filter((one) => one.type !== "hidden" && one.getBoundingClientRect().height < least)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def server(tmp_path):
    """顾晓岚 leads the shift, 周敏 is its lead officer."""
    with a_staffed_office(tmp_path) as office:
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=office.people["顾晓岚"]),
            Seat(post=DutyPost.LEAD_OFFICER, person=office.people["周敏"]),
        )
        starts, ends = office.clock.at, office.clock.at + timedelta(hours=24)
        setting = SetShift(
            starts=starts, ends=ends, seats=seats, set_at=office.at(), begins_watch=True
        )
        office.do(set_shift, setting)
        leader = office.people["顾晓岚"]
    with serving(tmp_path) as server:
        server.leader = leader
        yield server


def a_call(screen, what):
    screen.go("/")
    screen.page.fill("form[action='/calls'] [name=what]", what)
    screen.page.locator("form[action='/calls'] [name=trapped]").evaluate("one => one.value = 2")
    screen.page.click("form[action='/calls'] button.main")
    screen.page.wait_for_url("**/incidents/*")


def sound(screen, axe):
    """Nothing for axe to say, nothing too low for a thumb, nothing beside the edge."""
    screen.page.evaluate(axe)
    options = {"runOnly": list(RULES), "resultTypes": ["violations"]}
    found = screen.page.evaluate("options => axe.run(document, options)", options)["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == []
    assert screen.page.evaluate(LOW, TOUCH_PX) == []
    assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_once_with_a_thumb_and_once_in_words(server, open_screen):
    desk = open_screen(server, OFFICER, size=DESK)
    a_call(desk, "沟槽塌方")
    phone = open_screen(server, LEADER, size=NARROW)
    began = stopwatch()
    phone.go("/phone").page.click("button.first")
    phone.page.get_by_text("承办至").wait_for()
    by_thumb = stopwatch() - began
    a_call(desk, "锅炉房爆裂")
    began = stopwatch()
    desk.page.click("[data-purpose=leader] button.big")
    desk.page.click("[data-purpose=leader] button[value=answered]")
    desk.page.click("text=应答或代录")
    desk.page.select_option("#spoken [name=dial] >> nth=0", index=1)
    desk.page.fill("#spoken [name=words]", "知道了，马上到，你先往上报。")
    desk.page.check("#spoken [name=read_back]")
    desk.page.click("#spoken button.main")
    desk.page.locator("#rings .taken >> nth=1").wait_for()
    spoken = stopwatch() - began
    print(
        f"acknowledged on the phone page in {by_thumb:.1f} s, spoken and recorded in {spoken:.1f} s"
    )
    assert desk.page.locator("#rings .unanswered").count() == 0
    assert desk.complaints == phone.complaints == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_phone_page_fits_a_narrow_telephone_and_needs_no_script(
    server, open_screen, axe, language
):
    a_call(open_screen(server, OFFICER), "沟槽塌方")
    screen = open_screen(server, LEADER, "/phone", size=NARROW, language=language)
    sound(screen, axe)
    bare = open_screen(server, LEADER, "/phone", size=NARROW, java_script_enabled=False)
    bare.page.fill("[name=minutes]", "12")
    bare.page.click("form[action$='/arrival'] button")
    assert "承办至" in bare.page.locator("main").inner_text()
    bare.page.fill("[name=words]", "请消防增援，先救人。")
    bare.page.click("form[action$='/instruction'] button")
    assert "「请消防增援，先救人。」" in bare.page.locator("main").inner_text()
    assert screen.complaints == []


def test_a_link_from_a_message_answers_without_an_account_or_a_script(server, open_screen, axe):
    desk = open_screen(server, OFFICER)
    a_call(desk, "沟槽塌方")
    notice = desk.page.locator("a[href^='/rings/']").first.get_attribute("href")
    vault = open_vault(server.folder, entropy)
    ring = UUID(notice.removeprefix("/rings/").split("#")[0])
    token = vault.links.issue(server.leader, ring, 1, wall())
    vault.close()
    sound(open_screen(server, None, f"/r/{token}", size=NARROW), axe)
    bare = open_screen(server, None, f"/r/{token}", size=NARROW, java_script_enabled=False)
    bare.page.click("button.main")
    assert "顾晓岚 已于" in bare.page.locator("main").inner_text()
    bare.page.reload()
    assert bare.page.locator("button").count() == 0
