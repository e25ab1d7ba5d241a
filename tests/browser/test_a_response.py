"""From an incident to a response and its record, as officer and leader click it: with JavaScript and without."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from api.clock import wall
from contingency_plans.plan_events import IssueDate
from desk.incidents import DecideLevel, decide_level
from domain.words import IncidentClass, Level
from tests.support.nights import a_shift
from tests.support.plan_acts import profile_of, put_on_record
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

PLAN, NUMBER = "临江区危险化学品事故应急预案", "临政办〔2025〕8号"
MATTER = "远帆化工厂液氨泄漏"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("response")
    with a_staffed_office(folder, at=wall() - timedelta(minutes=4)) as office:
        a_shift(office)
        issued = date(2025, 3, 1)
        about = profile_of(
            office, PLAN, classes=(IncidentClass.ACCIDENT,), subtypes=("hazardous_chemical",)
        )
        put_on_record(office, about, (NUMBER, IssueDate(first=issued, last=issued, words="")))
        for n in range(2):
            incident = office.call(f"{MATTER}{n}", caller=office.town).incident
            deciding = DecideLevel(incident=incident, level=Level.III, decided=office.at())
            office.do(decide_level, deciding)
    with serving(folder) as server:
        yield server


def open_details(page, summary):
    page.locator("summary", has_text=summary).first.click()


def proposed(screen, n):
    """The officer finds the plan with its reasons, links it and proposes a response."""
    page = screen.go("/").page
    page.locator("li.card h3 a", has_text=f"{MATTER}{n}").click()
    first = page.locator("#plans .proposal").first
    assert PLAN in first.inner_text()
    for reason in ("事件种类相符", "达到响应条件", "本级应当启动", "本行政区域"):
        assert reason in first.inner_text()
    first.locator("button").click()
    page.locator("#plans .linked-plan", has_text=NUMBER).wait_for()
    open_details(page, "提出启动")
    page.locator("form[action$='/activations'] textarea").fill("泄漏未止，下风向有村")
    page.locator("form[action$='/activations'] button.main").click()
    page.wait_for_url("**/activations/*")
    return page.url.removeprefix(screen.server.url)


def approved(screen, path):
    page = screen.go(path).page
    page.locator("[name=scope]").fill("青石镇远帆化工厂及下风向两公里")
    page.locator("#approval [name=units]").first.check()
    page.locator("#approval button.main").click()
    page.locator("#cards .card-of").first.wait_for()
    return page


def is_shown(page, text):
    page.get_by_text(text).first.wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["as usual", "JavaScript off"])
def test_from_the_incident_to_the_record_of_what_said_what(server, open_screen, javascript):
    n = 0 if javascript else 1
    officer = open_screen(server, "zhiban", java_script_enabled=javascript)
    path = proposed(officer, n)
    chief = open_screen(server, "zhuren", java_script_enabled=javascript)
    page = approved(chief, path)
    on_the_wall(server, open_screen, n)
    open_details(page.locator("#adjust"), "调整级别")
    page.locator("#adjust [name=response_level]").select_option("second")
    page.locator("#adjust [name=reason]").fill("泄漏扩大")
    page.locator("#adjust button").click()
    is_shown(page, "三级 → 二级")
    done_and_ended(page)
    page.locator("#evaluate [name=worked]").fill("警戒及时")
    page.locator("#evaluate [name=findings]").fill("下风向村名单缺一个组")
    page.locator("#evaluate button").click()
    record_says(page)
    assert officer.complaints == chief.complaints == []


def on_the_wall(server, open_screen, n):
    """Its cards count down among the clocks, and the strip says what is in force; nobody is named."""
    wall = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live").page
    wall.locator("#responses", has_text=PLAN).wait_for()
    card = wall.locator("li.clock", has_text="行动卡").first
    assert MATTER in card.inner_text()
    assert card.locator("due-clock").evaluate("one => one.shadowRoot.textContent")
    assert "顾晓岚" not in wall.locator("main").inner_text()
    bottom = wall.locator("#responses").bounding_box()
    assert bottom["y"] + bottom["height"] <= WALL[1]


def done_and_ended(page):
    first = page.locator("#cards .card-of", has=page.locator("due-clock")).first
    name = first.locator("b").first.inner_text()
    first.locator("summary", has_text="办结").click()
    first.locator("[name=words]").fill("已办，照片三张")
    first.locator("form[action$='/done'] button").click()
    page.locator("#cards .card-of", has_text=name).get_by_text("已办结").wait_for()
    open_details(page.locator("#end"), "终止响应")
    page.locator("#end [name=fulfilled]").first.check()
    for reason in page.locator("#end [name=reasons]").all():
        reason.fill("转入善后")
    page.locator("#end form button").click()
    page.locator("header .tag", has_text="已终止").wait_for()


def record_says(page):
    page.locator("#record", has_text="下风向村名单缺一个组").wait_for()
    record = page.locator("#record").inner_text()
    for words in (PLAN, NUMBER, "顾晓岚", "泄漏未止", "泄漏源切断", "转入善后", "警戒及时"):
        assert words in record
    assert len(page.locator("#record .digest").inner_text()) == 64
    assert "批准启动响应" in page.locator("#history").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_pages_are_read_by_everybody(server, open_screen, axe, language):
    screen = open_screen(server, "zhuren", language=language)
    page = screen.go("/").page
    page.locator("li.card h3 a").first.click()
    page.wait_for_url("**/incidents/*")
    incident = page.url.removeprefix(server.url)
    response = page.locator("#plans .response a").first
    places = [incident, *([response.get_attribute("href")] if response.count() else [])]
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for path in places:
            screen.go(path)
            for one in page.locator("details").all():
                one.evaluate("details => (details.open = true)")
            assert screen.violations(axe) == []
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert screen.complaints == []
