"""Words about plans: found as they stood, shown in the language of whoever reads, and blank where that is refused."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from msgspec.structs import replace

from api.running import acting_as
from contingency_plans.plan_events import PlanWithdrawn
from contingency_plans.plan_text import Phase
from desk.access import Role
from domain.words import Level
from tests.support.doing import done_and_shown
from tests.support.exercise_pages import planned, press, started
from tests.support.plans import FLOOD, NEW, PROFILE
from tests.support.registered import TellPlan, plan_told, tell_plan
from tests.support.responding import a_text

LIST = "/plans/coverage/list"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


@pytest.fixture
def chief(own_web):
    return own_web.browser(Role.SECTION_CHIEF, on_shift=True)


def told(web, *events):
    telling = TellPlan(plan=FLOOD, told=events)
    done_and_shown(web, acting_as("tests", uuid4()), tell_plan, telling)


def a_plan(web, **changes):
    told(web, *plan_told(FLOOD, replace(PROFILE, jurisdiction="临江区"), replace(NEW, **changes)))


def test_a_plan_is_found_by_its_number_as_it_stood_there(own_web, officer):
    a_plan(own_web, doc_no="", doc_no_found="临政办24-7")
    assert f'href="/plans/{FLOOD}"' in officer.get("/plans?words=24-7").text
    assert f'href="/plans/{FLOOD}"' not in officer.get("/plans?words=24-8").text


def test_a_plan_keeps_its_title(own_web, officer):
    a_plan(own_web)
    blank = officer.submit(f"/plans/{FLOOD}/versions/{NEW.id}", title=" ", owner="县应急局")
    assert (blank.status_code, "请写明预案名称" in blank.text) == (409, True)
    assert own_web.running.desk.register().plans[FLOOD].profile == replace(
        PROFILE, jurisdiction="临江区"
    )


def test_a_required_plan_has_a_title(own_web, officer):
    officer.submit(LIST, places="临江区", drafting_days="365", shipped="true")
    for title in ("", " ", "　"):
        entry = {"title": title, "type": "special"}
        assert officer.submit(f"{LIST}/entries", **entry).status_code == 422


def test_kinds_of_incident_are_in_the_language_of_the_page(own_web, officer):
    a_plan(own_web)
    officer.submit(LIST, places="临江区", drafting_days="365", shipped="true")
    assert "洪涝" in officer.get(f"/plans/{FLOOD}").text
    officer.client.cookies.set("language", "en", domain="127.0.0.1")
    for path in (f"/plans/{FLOOD}", LIST):
        read = re.sub(r'="[^"]*"', "", officer.get(path).text)  # fields hold the sheet's own words
        assert "洪涝" not in read
        assert "flood" in read


def test_a_kind_read_in_english_is_the_kind(own_web, officer):
    officer.submit(LIST, places="临江区", drafting_days="365", shipped="true")
    entry = {"title": "危化品预案", "type": "special", "subtypes": "hazardous chemical"}
    officer.submit(f"{LIST}/entries", **entry)
    assert "危险化学品泄漏" in officer.get(f"{LIST}?entry=危化品预案").text


def test_a_text_of_the_office_itself_is_asked_for_its_phones(own_web, officer):
    body = dict.fromkeys(Phase, "拨打 13911112222")
    own_web.running.plan_texts["own"] = a_text(id="own", body=body)
    a_plan(own_web, library="own")
    officer.submit(LIST, places="临江区", drafting_days="365", shipped="true")
    assert "<code>13911112222</code>" in officer.get("/plans/coverage").text


def test_what_was_exercised_keeps_its_title_when_it_is_given_up(own_web, chief):
    a_plan(own_web)
    exercise = planned(own_web, chief, plans=[str(FLOOD)])
    told(own_web, PlanWithdrawn(reason="并入总体预案"))
    assert PROFILE.title in chief.get(f"/exercises/{exercise}/paper").text


def test_what_was_found_of_a_plan_stands_in_the_form_that_says_it_again(own_web, chief):
    a_plan(own_web)
    exercise = started(own_web, chief, plans=[str(FLOOD)])
    press(chief, exercise, "end", words="")
    told_so = {"grade": ["fair"] * 5, "words": ["可行"] * 5}
    found = {"plan": [str(FLOOD)], "finding": ["联系电话过期"]}
    assert press(chief, exercise, "evaluation", **told_so, **found).status_code == 303
    assert ">联系电话过期</textarea>" in chief.get(f"/exercises/{exercise}").text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"scenario": "x\0y"}, 422),
        ({"channels": ["x\0y"]}, 422),
        ({"channels": ["不存在的群"]}, 404),
        ({"channels": ["群"] * 501}, 422),
    ],
    ids=["a NUL", "a NUL in a name", "no channel of ours", "too many"],
)
def test_what_no_exercise_is_planned_with(own_web, chief, changes, status):
    form = {"scenario": "flood-at-night", "evaluator": str(own_web.people["周敏"])}
    assert chief.submit("/exercises", **form | changes).status_code == status


def test_where_a_decision_is_owed_the_plans_stand_before_the_clocks(own_web, officer, chief):
    incident = officer.take_call("化工厂硫酸泄漏", klass="accident")

    def before():
        shown = officer.get(f"/incidents/{incident}").text
        assert shown.count('id="plans"') == 1
        return shown.index('id="plans"') < shown.index('id="clocks"')

    assert not before()
    chief.submit(f"/incidents/{incident}/level", level=Level.III.value)
    assert before()
    chief.submit(f"/incidents/{incident}/plans/decline", reason="现场已控制")
    assert not before()
