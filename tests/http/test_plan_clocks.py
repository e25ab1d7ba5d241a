"""What is owed under plans, on its page: found, done with its evidence, excused by a leader."""

from __future__ import annotations

import re

import pytest

from contingency_plans import plan_events as events
from contingency_plans.plan import version_id
from contingency_plans.plan_clock import PlanClockExcused, PlanClockMet
from desk.access import Role
from desk.holidays import OfficeCalendar
from tests.support.plan_acts import NEW_NUMBER as NEW
from tests.support.plan_acts import a_plan, office_of, profile_of, put_on_record
from tests.support.plans import day
from tests.support.refusing import on_record

PAGE = "/plans/clocks"


@pytest.fixture
def office(own_web):
    return office_of(own_web)


@pytest.fixture
def plan(office):
    return a_plan(office)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


def seen(browser, path=PAGE):
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def told(browser, plan, act, **form):
    answer = browser.submit(f"/plans/{plan}/{act}", **form, back="clocks")
    assert (answer.status_code, answer.headers.get("location")) == (303, PAGE), answer.text


def lines(page):
    return re.findall(r'id="clock-[0-9a-f-]+">\s*<p><b>(.+?)</b>', page)


def test_where_nothing_is_owed_it_says_so(own_web, officer):
    assert "没有应办事项" in seen(officer)


def test_everything_open_stands_under_its_owner_the_oldest_first(office, officer, plan):
    old = profile_of(office, "临江区森林火灾应急预案", owner="区林业局")
    put_on_record(office, old, (NEW, day(2022)))
    page = seen(officer)
    assert re.findall(r"<h2>(\S+) <span", page) == ["区林业局", "区水利局"]
    assert lines(page) == ["备案", "定期评估", "演练", "备案", "定期评估", "演练"]
    assert "2022-03-29 止 · 逾期 1701 天" in page
    assert page.count("登记前已到期") == 3
    assert page.count('ran-out">2') == 3
    assert "2026-12-14 止" in page
    assert "国办发〔2024〕5号 第二十六条" in page


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("kind=filing", ["备案", "备案"]),
        ("standing=overdue", ["备案", "定期评估", "演练"]),
        ("standing=soon", ["备案"]),
        ("standing=later&kind=exercise", ["演练"]),
        ("owner=林业", ["备案", "定期评估", "演练"]),
        ("owner=林业&standing=later", []),
        ("kind=&standing=&owner=", ["备案", "定期评估", "演练"] * 2),
    ],
)
def test_it_is_narrowed_by_kind_date_and_owner(office, officer, plan, sought, found):
    old = profile_of(office, "临江区森林火灾应急预案", owner="区林业局")
    put_on_record(office, old, (NEW, day(2022)))
    assert lines(seen(officer, f"{PAGE}?{sought}")) == found


def test_a_filing_goes_where_the_rule_says_and_its_receipt_is_owed_next(office, officer, plan):
    page = seen(officer)
    assert 'value="上一级相应牵头部门"' in page
    assert "抄送上一级应急管理部门和有关部门" in page
    version = version_id(plan, NEW)
    told(
        officer,
        plan,
        "filing",
        version=version,
        recipient="市水利局",
        on="2026-11-20",
        explained="true",
    )
    assert lines(seen(officer)) == ["备案回执", "定期评估", "演练"]
    told(officer, plan, "receipt", version=version, number="备〔2026〕3号", on="2026-11-23")
    assert lines(seen(officer)) == ["定期评估", "演练"]
    shown = [one.event.number for one in office.log.since(0, 9999, (PlanClockMet.TOPIC,))]
    assert shown == ["", "备〔2026〕3号"]


def test_filed_without_its_explanation_it_is_still_owed(officer, plan):
    told(officer, plan, "filing", version=version_id(plan, NEW), recipient="市水利局", on="")
    assert lines(seen(officer)) == ["备案", "定期评估", "演练"]


def test_an_evaluation_and_an_exercise_begin_the_next_round(officer, plan):
    version = version_id(plan, NEW)
    told(officer, plan, "evaluation", version=version, words="可用", on="2026-11-20", cause="")
    told(officer, plan, "exercise", version=version, form="live", words="纪要", on="2026-11-21")
    page = seen(officer)
    assert "自 2026-11-20 起算" in page
    assert "2029-11-21 止" in page


def test_units_are_asked_and_their_answers_noted(own_web, office, officer, plan):
    units = [str(own_web.town), str(own_web.department)]
    told(officer, plan, "consultation", units=units, words="请函复", on="2026-11-23")
    page = seen(officer)
    assert lines(page).count("征求意见答复") == 2
    asked = office.log.since(0, 9999, (events.PlanConsulted.TOPIC,))[0].event.consultation
    told(officer, plan, f"consultation/{asked}/answer", words="", on="")
    assert lines(seen(officer)).count("征求意见答复") == 1


def test_a_revision_is_called_for_and_declined_with_a_reason(office, officer, plan):
    told(
        officer,
        plan,
        "revision",
        cause="law_changed",
        words="突发事件应对法已修订",
        on="2026-11-20",
    )
    assert "修订" in lines(seen(officer))
    [called] = office.log.since(0, 9999, (events.RevisionCalledFor.TOPIC,))
    path = f"/plans/{plan}/revision/{called.event.revision}/answer"
    refused = officer.submit(path, version="", words="", on="")
    assert "请写明理由" in refused.text
    told(
        officer, plan, f"revision/{called.event.revision}/answer", version="", words="不涉及", on=""
    )
    assert "修订" not in lines(seen(officer))


@pytest.mark.parametrize(
    ("act", "form", "refusal"),
    [
        ("filing", {"recipient": "市水利局", "on": "2026-11-15"}, "所填日期早于印发"),
        ("filing", {"recipient": "", "on": ""}, "请写明报送给哪个机关"),
        ("filing", {"recipient": "市水利局", "on": "2026-11-26"}, "时间还没到"),
        ("receipt", {"number": "1", "on": ""}, "尚未报送备案"),
        ("exercise", {"form": "live", "words": " ", "on": ""}, "请写明如何完成"),
        ("consultation", {"words": "", "on": ""}, "请选择向哪些单位征求意见"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_lost(
    own_web, officer, plan, act, form, refusal
):
    before = on_record(own_web)
    answer = officer.submit(f"/plans/{plan}/{act}", version=version_id(plan, NEW), **form)
    assert (answer.status_code, refusal in answer.text) == (409, True)
    assert on_record(own_web) == before


@pytest.mark.parametrize("sought", ["kind=x", "standing=late", f"owner={'长' * 201}"])
def test_what_nobody_can_look_for_is_refused_in_words(officer, sought):
    answer = officer.get(f"{PAGE}?{sought}")
    assert (answer.status_code, "<main" in answer.text) == (422, True)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "2026-02-30", "x"])
def test_a_day_that_no_calendar_has_is_refused(officer, plan, on):
    form = {"version": version_id(plan, NEW), "recipient": "市水利局", "on": on}
    assert officer.submit(f"/plans/{plan}/filing", **form).status_code == 422


def test_an_officer_excuses_nothing_and_a_leader_says_why(own_web, office, officer, plan):
    one = re.search(r'id="clock-([0-9a-f-]+)"', seen(officer))[1]
    assert officer.submit(f"{PAGE}/{one}/excuse", reason="x").status_code == 403
    assert f"{one}/excuse" not in seen(officer)
    leader = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    assert "请写明理由" in leader.submit(f"{PAGE}/{one}/excuse", reason=" ").text
    assert leader.submit(f"{PAGE}/{one}/excuse", reason="已并入年度计划").status_code == 303
    [excused] = office.log.since(0, 9999, (PlanClockExcused.TOPIC,))
    assert excused.event.reason == "已并入年度计划"
    assert lines(seen(leader)) == ["定期评估", "演练"]


def test_a_plan_without_a_day_of_issue_is_named(office, officer):
    put_on_record(office, profile_of(office, "临江区地震应急预案"), (NEW, None))
    page = seen(officer)
    assert "成文日期不明的预案" in page
    assert "临江区地震应急预案" in page


def test_a_year_without_its_notice_is_said_at_the_date(officer, plan, monkeypatch):
    assert seen(officer).count("按星期推算") == 0
    monkeypatch.setattr(OfficeCalendar, "is_working", lambda self, day: None)
    assert seen(officer).count("按星期推算") == 1


def test_an_auditor_reads_it_and_does_nothing(own_web, plan):
    auditor = own_web.browser(Role.AUDITOR)
    page = seen(auditor)
    assert lines(page) == ["备案", "定期评估", "演练"]
    assert "<details" not in page.split("<main")[1]


def test_one_plans_own_page_tells_what_is_owed_and_what_is_over(own_web, office, officer, plan):
    version = version_id(plan, NEW)
    answer = officer.submit(
        f"/plans/{plan}/filing", version=version, recipient="市水利局", on="", explained="true"
    )
    assert answer.headers["location"] == f"/plans/{plan}#cycle"
    page = seen(officer, f"/plans/{plan}")
    assert lines(page) == ["备案回执", "定期评估", "演练"]
    assert "备案 · 2026-11-24 市水利局" in page
    for act in ("filing", "receipt", "consultation", "evaluation", "exercise", "revision"):
        assert f'action="/plans/{plan}/{act}"' in page
    read = seen(own_web.browser(Role.AUDITOR), f"/plans/{plan}")
    assert "<form" not in read.split("<main")[1]
    assert officer.get(f"/plans/{version}").status_code == 404


def test_in_english(own_web, officer, plan):
    officer.client.cookies.set("language", "en", domain="127.0.0.1")
    page = seen(officer)
    assert "Owed under plans" in page
    assert "due within 30 days 1" in page
