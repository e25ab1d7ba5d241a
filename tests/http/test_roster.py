"""The roster's pages: a month to look at, a draft to publish, a change to ask for, agree to and approve."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from desk.access import Role
from domain.duty_change import ChangeApproved, ChangeDeclined, ChangeRefused, ChangeWithdrawn
from domain.roster import RosterPublished
from domain.shift import ShiftRevised
from tests.support.rosters import DAY, at, drafted, drafted_at, web_days
from tests.support.web import a_web

DRAFT = "/roster/2026-12-01/2026-12-04"


@pytest.fixture
def web(tmp_path):
    with a_web(tmp_path) as web:
        drafted_at(web, *web_days(web, "周敏", "无职", "周敏", "无职"))
        yield web


@pytest.fixture
def chief(web):
    return web.browser_of(web.new_account([Role.SECTION_CHIEF], person=web.people["镇长"]))


@pytest.fixture
def published(web, chief):
    answer = chief.submit(f"{DRAFT}/publication", reason="11月另排")
    assert answer.headers["location"] == "/roster?month=2026-12"
    return chief


def calendar(web):
    return web.running.desk.register().duty


def shift_on(web, day):
    return next(id for id, one in calendar(web).shifts.items() if one.starts == at(day))


def events(web, kind):
    rows = web.log.rows_since(0, 5000, (kind.TOPIC,))
    return len(rows)


def ask(web, browser, **more):
    zhou, other = web.people["周敏"], web.people["无职"]
    seat = f"{shift_on(web, 1)}.{zhou}"
    form = {"kind": "substitution", "person": zhou, "seat": seat, "takes": other, "reason": "出差"}
    return browser.submit("/duty-changes", **(form | more))


def open_change(browser):
    found = re.search(r"/duty-changes/([\w-]{36})/", browser.get("/duty-changes").text)
    return found and found[1]


def test_a_draft_is_shown_with_what_would_change_and_published(web, published):
    shown = published.get(DRAFT).text
    assert "第1版" in shown
    month = published.get("/roster?month=2026-12").text
    assert month.count("08:30–12-0") == 4
    assert events(web, RosterPublished) == 1


def test_a_month_that_is_none_is_this_one_and_an_empty_one_says_so(web, chief):
    assert "值班表 2026-11" in chief.get("/roster?month=2026-13").text
    assert "本月没有排班" in chief.get("/roster?month=2027-03").text


def test_a_year_whose_holidays_nobody_knows_is_seen_until_its_notice_is_entered(web, chief):
    assert "2027年放假安排未导入" in chief.get("/roster?month=2027-03").text
    assert "放假安排未导入" not in chief.get("/roster?month=2026-12").text
    january = web_days(web, "周敏")[0]
    moved = {"starts": january.starts + 31 * DAY, "ends": january.ends + 31 * DAY}
    first, last = drafted(web, replace(january, **moved))
    shown = chief.get(f"/roster/{first}/{last}").text
    assert "放假安排未知" in shown
    notice = {"year": "2027", "document": "国办发明电〔2026〕7号", "off": "2027-01-01"}
    assert web.browser(Role.ADMINISTRATOR).submit("/rules/holidays", **notice).status_code == 303
    assert "放假安排未导入" not in chief.get("/roster?month=2027-03").text
    assert "放假安排未知" not in chief.get(f"/roster/{first}/{last}").text


def test_a_draft_with_a_gap_says_so_and_cannot_be_published(web, chief):
    first, _, third = web_days(web, "周敏", "无职", "周敏")
    drafted_at(web, first, third, first=1, last=3)
    shown = chief.get("/roster/2026-12-01/2026-12-03").text
    assert "空档" in shown
    assert 'action="/roster/2026-12-01/2026-12-03/publication"' not in shown
    answer = chief.submit("/roster/2026-12-01/2026-12-03/publication", reason="x")
    assert answer.status_code == 409
    assert "值班表有空档" in answer.text


def test_a_roster_nobody_drafted_is_not_there(web, chief):
    assert chief.get("/roster/2026-12-01/2026-12-09").status_code == 404
    assert chief.get("/roster/heute/morgen").status_code == 422


def test_a_seat_is_given_away_when_both_and_a_leader_say_so(web, published):
    officer = web.browser(Role.DUTY_OFFICER)
    assert ask(web, officer).status_code == 303
    change, other = open_change(officer), web.people["无职"]
    assert "待无职同意" in officer.get("/duty-changes").text
    assert published.submit(f"/duty-changes/{change}/approval", reason="").status_code == 409
    officer.submit(f"/duty-changes/{change}/consent", person=other)
    answer = published.submit(f"/duty-changes/{change}/approval", reason="连值两班")
    assert answer.status_code == 303
    assert calendar(web).shifts[shift_on(web, 1)].seats[-1].person == other
    assert (events(web, ShiftRevised), events(web, ChangeApproved)) == (1, 1)


def test_leave_asks_for_somebody_in_each_shift_of_it(web, published):
    zhou, other = web.people["周敏"], web.people["无职"]
    span = {"since": "2026-12-01 00:00", "until": "2026-12-02 00:00"}
    shown = published.get("/duty-changes", params={"person": str(zhou), **span}).text
    assert f'name="seat" value="{shift_on(web, 1)}.{zhou}"' in shown
    assert ask(web, published, kind="leave", takes=other, **span).status_code == 303
    change = open_change(published)
    published.submit(f"/duty-changes/{change}/consent", person=other)
    published.submit(f"/duty-changes/{change}/approval", reason="连值")
    assert calendar(web).is_away(zhou, at(1), at(1) + timedelta(hours=1))


def test_a_swap_names_both_shifts(web, published):
    other = f"{shift_on(web, 2)}.{web.people['无职']}"
    assert ask(web, published, kind="swap", other=other).status_code == 303
    assert "已办结" not in published.get("/duty-changes").text
    assert ask(web, published, kind="swap", other="").status_code == 409
    assert ask(web, published, seat="x").status_code == 409


@pytest.mark.parametrize(
    ("end", "event"),
    [("decline", ChangeDeclined), ("refusal", ChangeRefused), ("withdrawal", ChangeWithdrawn)],
)
def test_it_ends_without_any_change(web, published, end, event):
    ask(web, published)
    change = open_change(published)
    who = web.people["无职"] if end == "decline" else None
    assert published.submit(f"/duty-changes/{change}/{end}", reason="不便", person=who).is_redirect
    assert events(web, event) == 1
    assert "已办结" in published.get("/duty-changes").text


def subscribed(web, browser):
    shown = browser.submit("/duty-feed").text
    return re.search(r"http://[^\"]*(/duty-feed/[^\"]+\.ics)", shown)[1]


def test_a_calendar_program_reads_the_shifts_of_one_person_and_their_changes(web, published):
    zhou = web.browser_of(web.new_account([Role.DUTY_OFFICER], person=web.people["周敏"]))
    address = subscribed(web, zhou)
    answer = web.client().get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = [one for one in Calendar.from_ical(answer.content).walk("VEVENT")]
    mine = [one for one in found if one["DTSTART"].dt.astimezone(UTC) >= at(1)]
    assert [one["DTSTART"].dt for one in mine] == [at(1), at(1) + 2 * DAY]
    assert {one["SUMMARY"] for one in mine} == {"班次：主班"}


def test_an_address_taken_back_opens_nothing(web, published):
    zhou = web.browser_of(web.new_account([Role.DUTY_OFFICER], person=web.people["周敏"]))
    first = subscribed(web, zhou)
    second = subscribed(web, zhou)
    assert web.client().get(first).status_code == 404
    assert web.client().get(second).status_code == 200
    zhou.submit("/duty-feed/revocation")
    assert web.client().get(second).status_code == 404
    nobody = web.browser(Role.DUTY_OFFICER)
    assert nobody.submit("/duty-feed").status_code == 422


def watching(web, post):
    """The shift that answers has this leader of ours at this post."""
    seats = {"lead_officer": web.people["周敏"], post: web.people["镇长"]}
    web.browser(Role.SECTION_CHIEF).submit(
        "/shift", starts="2026-11-24 09:00", ends="2026-11-25 09:00", **seats
    )
    return web.browser_of(web.new_account([Role.DUTY_LEADER], person=web.people["镇长"]))


@pytest.mark.parametrize(("post", "may"), [("overall_leader", True), ("standby", False)])
def test_the_overall_leader_binds_and_is_rung_and_whoever_stands_by_does_neither(web, post, may):
    leader = watching(web, post)
    incident = web.browser(Role.DUTY_OFFICER).take_call("化工厂爆炸", dead=3)
    rung = {one.person for one in web.running.boards.board().rings}
    assert (web.people["镇长"] in rung) is may
    decided = leader.submit(f"/incidents/{incident}/level", level="III")
    assert decided.is_redirect is may


def test_where_training_is_on_record_an_officer_without_it_is_found(web, chief):
    other = web.people["无职"]
    page = f"/register/people/{other}"
    assert "值班培训： 未登记" in chief.get(page).text
    assert "未经培训" not in chief.get(DRAFT).text
    assert chief.submit(f"{page}/training", on="2026-01-05").headers["location"] == page
    assert "值班培训： 2026-01-05" in chief.get(page).text
    shown = chief.get(DRAFT).text
    assert shown.count("未经培训") == 2
    assert chief.submit(f"{page}/training", on="x").status_code == 422
