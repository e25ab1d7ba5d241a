"""What is owed under plans, in a browser: a hundred old plans are one list, and one is filed where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.clock import wall
from desk.plan_cycles import ConsultOnPlan, consult_on_plan
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import profile_of, put_on_record
from tests.support.plans import day
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

OWNERS = ("区水利局", "区应急管理局", "区林业和草原局", "")
LONG = "临江区突发事件（含危险化学品运输、储存、使用全过程）综合应急救援处置预案（2023年修订版）"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    with a_staffed_office(folder, at=wall() - timedelta(minutes=5)) as office:
        for n in range(12):
            title = LONG if n == 3 else f"临江区第{n}号应急预案"
            profile = profile_of(office, title, owner=OWNERS[n % 4])
            issued = None if n == 7 else day(2014 + n)
            plan = put_on_record(office, profile, (NEW, issued))
        asked = {"units": (office.town, office.city), "asked": office.at(), "words": "请函复"}
        office.do(consult_on_plan, ConsultOnPlan(plan=plan, **asked))
    with serving(folder) as server:
        server.plan = plan
        yield server


@pytest.mark.parametrize("size", [WALL, DESK, PHONE], ids=["1920", "1366", "390"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/plans/clocks", "/plans/{plan}"], ids=["all", "one"])
def test_the_list_is_whole_at_every_size_with_every_form_open(
    server, kept_window, axe, size, language, path
):
    screen = kept_window(server, "zhuren", size=size, language=language)
    screen.go(path.format(plan=server.plan))
    screen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert screen.violations(axe) == []
    assert screen.complaints == []
    assert screen.page.locator("li.ring, .ring, audio").count() == 0


def test_a_filing_is_noted_where_it_stands_and_its_receipt_is_owed_instead(server, open_screen):
    screen = open_screen(server, "zhuren", "/plans/clocks?kind=filing&owner=林业", size=DESK)
    lines = screen.page.locator("li[id^='clock-']")
    before, first = lines.count(), lines.first
    title = first.locator("a").first.inner_text()
    first.locator("summary").first.click()
    assert first.locator("[name=recipient]").input_value() == "上一级相应牵头部门"
    first.locator("[name=explained]").check()
    first.locator("form").first.locator("button").click()
    screen.go("/plans/clocks?kind=filing&owner=林业")
    assert screen.page.locator("li[id^='clock-']").count() == before - 1
    screen.go("/plans/clocks?kind=receipt")
    assert title in screen.page.locator("li[id^='clock-'] a").all_inner_texts()


def test_the_letters_are_looked_at_from_the_list(server, open_screen):
    screen = open_screen(server, "zhuren", "/plans/clocks", size=DESK)
    screen.page.click("a[href*='plan_reminder']")
    screen.page.get_by_role("heading", name="关于催办应急预案有关事项的函").wait_for()
    told = screen.page.locator(".draft").inner_text()
    assert "第1件，共" in told
    assert "责任单位没有登记" in told
