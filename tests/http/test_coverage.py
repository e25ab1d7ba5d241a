"""预案覆盖 on the page: a list adopted and fitted, what is missing with its owner, incidents with and without a plan."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from api.running import acting_as
from contingency_plans.requirement_file import shipped_requirements
from desk.access import Role
from desk.calls import CallTaken, TakeCall, take_call
from desk.incidents import AssignClass, assign_class
from domain.incoming_report import Heard
from domain.times import Basis, moment
from domain.words import IncidentClass
from tests.support.doing import done_and_shown
from tests.support.plans import FLOOD, NEW, PROFILE
from tests.support.registered import TellPlan, plan_told, tell_plan

LIST = "/plans/coverage/list"
COUNT = len(shipped_requirements().required)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


@pytest.fixture
def adopted(officer):
    """The list that ships, for 临江县."""
    sent = officer.submit(LIST, places="临江县", drafting_days="365", shipped="true")
    assert sent.status_code == 303, sent.text
    return officer


def a_flood_plan(web):
    told = TellPlan(plan=FLOOD, told=plan_told(FLOOD, PROFILE, NEW))
    done(web, tell_plan, told)
    shown(web)


def an_incident(web, what, subtype, exercise=None):
    klass = IncidentClass.NATURAL_DISASTER
    heard = TakeCall(
        received=moment(web.clock.at, Basis.KEY_PRESS), heard=Heard(what=what, klass=klass)
    )
    taken = done(web, take_call, heard, exercise).answer(CallTaken).incident
    done(web, assign_class, AssignClass(incident=taken, klass=klass, subtype=subtype), exercise)


def done(web, handle, command, exercise=None):
    acting = replace(acting_as("tests", uuid4()), exercise=exercise)
    return done_and_shown(web, acting, handle, command)


def shown(web):
    web.running.boards.wait_for(web.log.head().seq, 60)


def text_of(browser, path="/plans/coverage"):
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.text


def test_without_a_list_the_page_says_what_to_do(officer):
    page = text_of(officer)
    assert "尚未采用应编预案清单" in page
    assert f"（{COUNT} 项）" in page
    assert "采用参考清单" in text_of(officer, LIST)


def test_a_list_is_adopted_and_what_is_in_force_is_counted(own_web, adopted):
    assert f"<b>0/{COUNT}</b>" in text_of(adopted)
    a_flood_plan(own_web)
    page = text_of(adopted)
    assert f"<b>1/{COUNT}</b>" in page
    assert "临政办〔2024〕7号" in page
    assert page.count('<tr class="is-missing">') == COUNT - 1
    assert "2027-11-24 前编成" in page


def test_an_entry_is_put_in_with_its_owner_and_day_changed_and_taken_off(own_web, adopted):
    entry = {"title": "圩区溃堤应急预案", "type": "special", "classes": "natural_disaster"}
    more = {"subtypes": "洪涝、干旱", "stems": "溃堤", "owner": "青石镇", "due": "2027-03-31"}
    assert adopted.submit(f"{LIST}/entries", **entry, **more).status_code == 303
    page = text_of(adopted, f"{LIST}?entry=圩区溃堤应急预案")
    assert 'value="洪涝、干旱"' in page
    assert 'value="2027-03-31"' in page
    assert "2027-03-31 前编成" in text_of(adopted)
    adopted.submit(f"{LIST}/entries", id=entry["title"], **entry, owner="某公司")
    assert "某公司" in text_of(adopted)
    adopted.submit(f"{LIST}/entries/removal", requirement=entry["title"])
    assert "溃堤" not in text_of(adopted, LIST)


def test_a_plan_is_pinned_and_unpinned_for_a_reason(own_web, adopted):
    a_flood_plan(own_web)
    pin = {"requirement": "gas", "plan": str(FLOOD)}
    refused = adopted.submit(f"{LIST}/pins", **pin)
    assert "请写明理由" in refused.text
    adopted.submit(f"{LIST}/pins", **pin, reason="合并编制")
    assert f"<b>2/{COUNT}</b>" in text_of(adopted)
    assert "指定" in text_of(adopted)
    adopted.submit(f"{LIST}/pins/removal", **pin, reason="另行编制")
    assert f"<b>1/{COUNT}</b>" in text_of(adopted)


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        ("", {"places": "、", "drafting_days": "365"}, "请写明本级区域在预案库中的名称"),
        ("/pins", {"requirement": "?", "plan": str(FLOOD), "reason": "x"}, "清单中没有这一项"),
    ],
)
def test_what_cannot_be_is_said_in_words(own_web, adopted, path, fields, said):
    a_flood_plan(own_web)
    answer = adopted.submit(f"{LIST}{path}", **fields)
    assert (answer.status_code, said in answer.text) == (409, True)


def test_what_is_no_list_is_refused(adopted):
    assert adopted.submit(LIST, places="x", drafting_days="0").status_code == 422
    entry = {"title": "", "type": "special"}
    assert adopted.submit(f"{LIST}/entries", **entry).status_code == 422
    assert adopted.get("/plans/coverage?year=20261").status_code == 422


def test_incidents_without_a_plan_are_named_and_exercises_are_not(own_web, adopted):
    a_flood_plan(own_web)
    an_incident(own_web, "河堤漫水", "flood")
    an_incident(own_web, "山体滑坡", "landslide")
    an_incident(own_web, "水库溃坝", "landslide", exercise=FLOOD)
    shown(own_web)
    page = text_of(adopted)
    assert "<b>1/2</b>" in page
    assert "山体滑坡" in page
    assert "溃坝" not in page
    assert "<b>0/0</b>" in text_of(adopted, "/plans/coverage?year=2025")
    assert "<b>1/2</b>" in text_of(adopted, "/plans/coverage?year=2026")


def test_the_workbook_holds_the_list_and_the_incidents(own_web, adopted):
    a_flood_plan(own_web)
    answer = adopted.get("/plans/coverage/xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0][:4] == ["类别", "应编预案", "现状", "预案"]
    assert ["自然灾害", "防汛抗旱应急预案", "现行", PROFILE.title] in [row[:4] for row in rows]
    assert any(str(row[0]).startswith(f"应编已编 1/{COUNT}") for row in rows)


def test_the_page_speaks_english_too(own_web, adopted):
    adopted.client.cookies.set("language", "en", domain="127.0.0.1")
    assert "Required plans" in text_of(adopted)
    assert "Adopt" not in text_of(adopted, LIST)
