"""An ended incident reviewed as people click it: turning points, a lesson, the plan that is to be revised, the paper."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.clock import wall
from contingency_plans.plan_events import IssueDate
from desk.incidents import CloseIncident, close_incident
from domain.words import IncidentClass
from tests.support.nights import a_shift
from tests.support.plan_acts import profile_of, put_on_record
from tests.support.screens import DESK, PHONE
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

PLAN, MATTER = "临江区危险化学品事故应急预案", "远帆化工厂液氨泄漏"
LESSON, DUE = "镇村两级每月试拨一次应急电话", (date.today() + timedelta(days=30)).isoformat()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Two incidents told upward in time and late, and closed."""
    folder = tmp_path_factory.mktemp("review")
    with a_staffed_office(folder, at=wall() - timedelta(minutes=200)) as office:
        a_shift(office)
        issued = date(2025, 3, 1)
        about = profile_of(office, PLAN, classes=(IncidentClass.ACCIDENT,))
        put_on_record(
            office, about, ("临政办〔2025〕8号", IssueDate(first=issued, last=issued, words=""))
        )
        for n in range(2):
            an_incident(office, f"{MATTER}{n}")
    with serving(folder) as server:
        yield server


def an_incident(office, what):
    incident = office.call(what, caller=office.town).incident
    office.clock.forward(minutes=12)
    office.by_word(incident, office.town, office.county)
    office.clock.forward(minutes=40)
    office.by_word(incident, office.county, office.city)
    office.clock.forward(minutes=30)
    office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    return incident


def pictured(screen, name, size):
    screen.page.set_viewport_size({"width": size[0], "height": size[1]})
    if folder := os.environ.get("SHOUBAO_PICTURES"):
        screen.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def ended(screen, n):
    """From the list of incidents to the review that is proposed."""
    page = screen.go(f"/search?q={MATTER}{n}").page
    page.locator("main a[href^='/incidents/']").first.click()
    page.locator("#next-review a").click()
    page.locator("form[action$='/review'] button.main").click()
    page.locator("#turned").wait_for()
    return page


def choose(page, topic, words):
    page.locator("#timeline li", has_text=topic).first.locator("input[type=radio]").check()
    page.locator("#timeline .choosing input").fill(words)
    page.locator("#timeline .choosing button").click()
    page.locator("#turned li", has_text=words).wait_for()


def draw(page):
    form = page.locator("form.drawing")
    form.locator("[name=words]").fill(LESSON)
    form.locator("[name=owner]").select_option(label="青石镇")
    form.locator("[name=due]").fill(DUE)
    form.locator("[name=plan]").select_option(label=PLAN)
    form.locator("button").click()
    page.locator("#lessons li", has_text=LESSON).wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["as usual", "JavaScript off"])
def test_from_the_ended_incident_to_the_signed_paper(server, open_screen, axe, javascript):
    n = 0 if javascript else 1
    officer = open_screen(server, "zhiban", size=DESK, java_script_enabled=javascript)
    page = ended(officer, n)
    choose(page, "报告", "镇里十二分钟报到区里")
    choose(page, "办结", "处置结束")
    page.locator("#assessment [name=worked]").fill("镇里报得快")
    page.locator("#assessment [name=failed]").fill("区里向市里报晚了")
    page.locator("#assessment button").click()
    draw(page)
    pictured(officer, "review-open", DESK)
    review = page.url.partition("#")[0].removeprefix(server.url)
    chief = open_screen(server, "zhuren", review, java_script_enabled=javascript)
    chief.page.locator("#signature button.main").click()
    chief.page.get_by_text("已审签").first.wait_for()
    officer.go(review).page.locator("#lessons a[href^='/plans/']").first.click()
    page.locator("#cycle", has_text="修订").wait_for()
    page.locator("#lessons", has_text=LESSON).wait_for()
    if javascript:
        looked_at(server, open_screen, axe, review)
    papers(officer, review, n)


def looked_at(server, open_screen, axe, review):
    for language in ("zh", "en"):
        screen = open_screen(server, "zhuren", review, size=DESK, language=language)
        for size in (DESK, PHONE):
            pictured(screen, f"review-{language}-{size[0]}", size)
            assert screen.violations(axe) == []
            wider = screen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0
        pictured(screen.go("/lessons"), f"lessons-{language}", DESK)
        assert screen.violations(axe) == []
        assert screen.complaints == []


def papers(screen, review, n):
    """Read, and its docx and PDF fetched as anybody fetches them."""
    page = screen.go(review).page
    page.locator("header a[href^='/documents/new/review/']").click()
    page.get_by_role("heading", name=f"关于{MATTER}{n}的复盘报告").wait_for()
    for format in ("docx", "pdf"):
        with page.expect_download() as got:
            page.locator(f"a[href$='/{format}']").click()
        kept = Path(got.value.path())
        assert kept.stat().st_size > 10_000
        if folder := os.environ.get("SHOUBAO_PICTURES"):
            got.value.save_as(f"{folder}/review.{format}")
