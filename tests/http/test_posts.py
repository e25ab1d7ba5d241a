"""The page of posts says who answered at a minute, as known then and now, and who acted around it by PIN."""

from __future__ import annotations

import re

import pytest

from api.handing_over import standing_of
from desk.access import Role
from tests.support.two_shifts import RELIEF_PIN, ZHOU_PIN, answer, offer, sign


@pytest.fixture
def auditor(desk):
    return desk.browser(Role.AUDITOR)


def posts(page, at=""):
    return page.client.get("/posts", params={"at": at}).text


def row(text, head):
    """The two cells of a row of the table: known then, known now."""
    found = re.search(rf'<th scope="row">{head}</th><td>(.*?)</td><td>(.*?)</td>', text, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in found.groups()]


def test_now_and_at_an_earlier_minute(desk, auditor):
    assert row(posts(auditor), "责任人（主班）") == ["周敏", "周敏"]
    assert row(posts(auditor, "2026-11-24 08:00"), "责任人（主班）") == ["—", "—"]
    earlier = posts(auditor, "2026-11-24 08:00")
    assert "尚未开始值守" in earlier
    assert 'value="2026-11-24 08:00:00"' in earlier


def test_what_is_put_right_afterwards_is_marked(desk):
    person = str(desk.people["周敏"])
    desk.zhou_page.submit(f"/shift/{desk.outgoing}/check-in", person=person)
    assert "周敏 已到岗" in posts(desk.zhou_page)
    desk.clock.forward(hours=24, minutes=5)
    desk.zhou_page = desk.browser_of(desk.account(Role.SECTION_CHIEF, on_shift=True))
    auditor = desk.browser(Role.AUDITOR)
    offer(desk, desk.zhou_page, desk.relief)
    items = standing_of(desk.running, desk.outgoing, desk.relief).offer.items
    answer(desk, "acceptance", key=[one.key for one in items])
    sign(desk, "outgoing", "周敏", ZHOU_PIN)
    sign(desk, "relief", "无职", RELIEF_PIN)
    desk.clock.forward(minutes=30)
    before = posts(auditor, "0920")
    assert row(before, "责任人（主班）") == ["无职", "无职"]
    assert "不同" not in before
    shift = {"starts": "2026-11-24 09:00", "ends": "2026-11-25 09:00"}
    put_right = desk.zhou_page.submit("/shift", **shift, lead_officer=str(desk.people["无职"]))
    assert put_right.status_code == 303
    after = posts(auditor, "2026-11-24 10:00")
    assert row(after, "责任人（主班）") == ["周敏", "无职 不同"]
    assert "班次变更" in after
    assert "名单外 周敏（主班） 已到岗" in after


def test_the_acts_around_it_name_who_signed_by_pin(desk, auditor):
    offer(desk, desk.zhou_page, desk.relief)
    sign(desk, "outgoing", "周敏", ZHOU_PIN)
    text = posts(auditor)
    signed = re.search(r"<li>(?:(?!</li>).)*交接签字.*?</li>", text, re.S)[0]
    assert "<b>周敏</b>（主班）" in signed
    assert '<span class="tag">PIN</span>' in signed
    desk.clock.forward(minutes=6)
    assert "无操作" in posts(auditor)


def test_a_time_still_to_come_or_not_understood_is_refused(desk, auditor):
    assert "时间还没到" in posts(auditor, "2031-01-01 00:00")
    assert "时间写法不认识" in posts(auditor, "半夜")


def test_the_page_is_linked_from_the_shift_and_speaks_english(desk, auditor):
    assert 'href="/posts"' in auditor.get("/shift").text
    auditor.client.cookies.set("language", "en", domain="127.0.0.1")
    assert "Accountable (lead officer)" in posts(auditor)


def test_a_wall_screen_has_no_link_to_it(desk):
    assert 'href="/posts"' not in desk.wall().get("/shift").text


def test_who_was_accountable_when_a_clock_ran_out_is_one_click_from_the_breach(desk):
    page = desk.zhou_page
    incident = page.take_call("化工厂爆炸", caller_unit=str(desk.town))
    desk.clock.forward(hours=3)
    late = {"entity": str(desk.county), "recipient": str(desk.city)}
    assert page.submit(f"/incidents/{incident}/reports", **late).status_code == 303
    breach = re.search(r"/breaches/[0-9a-f-]{36}", page.get(f"/incidents/{incident}").text)[0]
    [link] = re.findall(r'href="(/posts\?at=[^"]+)"', page.get(breach).text)
    assert row(page.get(link).text, "责任人（主班）") == ["周敏", "周敏"]
    town = desk.browser(Role.DUTY_OFFICER, desk.town)
    assert "/posts" not in town.get(breach).text
    assert town.get(link).status_code == 403
