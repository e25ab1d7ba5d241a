"""抽查 through its pages: key by key, refused in words, corrected; numbers verified where the network is shown."""

from __future__ import annotations

import re

import pytest

from desk.access import Role
from domain.spot_check_words import CheckOutcome, CheckStep
from tests.support.spot_pages import a_phone, a_round, press, unit_of


@pytest.fixture
def page(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def town(own_web):
    return own_web.town


def shown(page, check):
    return page.get(f"/spot-checks/{check}").text


def test_rung_answered_and_in_order_with_three_keys(own_web, page, town):
    check = a_round(own_web, page)
    assert "0100-6660001" in shown(page, check)
    assert press(page, check, town, "calls").status_code == 303
    own_web.clock.forward(seconds=9)
    assert press(page, check, town, "answer").status_code == 303
    assert "用时 9 秒" in shown(page, check)
    found = {"outcome": "normal", "answered_by": "王强", "post": "值班员", "rings": "2"}
    assert press(page, check, town, "result", **found).status_code == 303
    text = shown(page, check)
    assert "已全部查完" in text
    assert "王强 值班员" in text
    call = unit_of(own_web, check, town).calls[0]
    assert (call.outcome, call.result.findings.rings) == (CheckOutcome.NORMAL, 2)
    assert "100%" in page.get("/spot-checks").text


def test_a_name_is_read_by_the_desk_alone(own_web, page, town):
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "answer")
    press(page, check, town, "result", outcome="normal", answered_by="王强")
    assert "王强" in shown(page, check)
    assert "王强" not in shown(own_web.browser(Role.AUDITOR), check)
    assert "王强" not in own_web.wall().get("/wall").text


def test_who_is_not_reached_is_rung_again_then_the_leader_by_the_number_on_the_register(
    own_web, page, town
):
    check = a_round(own_web, page)
    for step in ("check", "recheck"):
        press(page, check, town, "calls", step)
        press(page, check, town, "result", step, outcome="no_answer")
    assert "致电带班领导" in shown(page, check)
    head = own_web.people["镇长"]
    chief = own_web.browser(Role.SECTION_CHIEF)
    told = {"name": "何带班", "unit": town, "phone": "13800000077", "post": "带班领导"}
    assert chief.submit("/register/people", since="0800", **told).status_code == 303
    names = re.findall(r"<option value=\"[^\"]+\">(何带班|镇长) ", shown(page, check))
    assert names == ["何带班", "镇长"]  # the leader first, though registered last
    press(page, check, town, "calls", "leader", person=head)
    assert unit_of(own_web, check, town).calls[-1].placed.number == "13800000000"
    stranger = press(page, check, town, "calls", "head", person=own_web.people["周敏"])
    assert stranger.status_code == 404


@pytest.mark.parametrize(
    ("key", "fields", "said"),
    [
        ("answer", {}, "还没有拨出"),
        ("result", {"outcome": "busy"}, "还没有拨出"),
        ("calls", {"step": "leader"}, "不需要这一步"),
        ("rectification", {"what": "x"}, "没有需要整改的问题"),
        ("ending", {}, "请写明理由"),
    ],
)
def test_what_cannot_be_is_said_in_words(own_web, page, town, key, fields, said):
    check = a_round(own_web, page)
    answer = press(page, check, town, key, **fields)
    assert (answer.status_code, said in answer.text) == (409, True)


def test_a_desk_of_another_round_and_a_round_that_is_none(own_web, page, town):
    check = a_round(own_web, page)
    assert press(page, check, own_web.works, "calls").status_code == 409
    assert press(page, town, town, "calls").status_code == 404
    assert page.get(f"/spot-checks/{town}").status_code == 404
    assert page.get("/spot-checks/x").status_code == 422


def test_nobody_reachable_is_no_round(own_web, page):
    for method in ("phone", "link"):
        sent = page.submit("/spot-checks", method=method, kind="all")
        assert (sent.status_code, "没有可抽查的单位" in sent.text) == (409, True)


def test_lots_are_weighed_and_stand_on_the_page_for_everybody_to_draw_again(own_web, page, town):
    a_phone(own_web, town)
    check = a_round(own_web, page, kind="weighted", size="3", warned=str(town))
    text = shown(own_web.browser(Role.AUDITOR), check)
    assert "按记录复算，与抽中单位一致" in text
    assert "5 签" in text  # its own, three for the warning, one for never having been checked
    assert text.count("预警区域") == 1
    plain = shown(page, a_round(own_web, page, kind="random", size="1"))
    assert "1 签" in plain


def test_a_wrong_key_is_corrected_and_says_what_it_was(own_web, page, town):
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "result", outcome="busy")
    press(page, check, town, "correction", outcome="forwarded", reason="按错键")
    text = shown(page, check)
    assert "呼叫转移" in text
    assert "(原记占线)" in text


def test_a_slip_is_taken_back_within_the_minute_and_not_later(own_web, page, town):
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    assert press(page, check, town, "taking-back").status_code == 303
    assert unit_of(own_web, check, town).calls == ()
    press(page, check, town, "calls")
    own_web.clock.forward(seconds=61)
    assert press(page, check, town, "taking-back").status_code == 409


def test_an_answered_call_verifies_its_number_and_a_wrong_one_is_in_doubt(own_web, page, town):
    a_phone(own_web, town)
    unit = f"/register/units/{town}"
    assert "号码从未核验" in page.get(unit).text
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "answer")
    press(page, check, town, "result", outcome="normal")
    assert "号码核验于 2026-11-24" in page.get(unit).text
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "result", outcome="wrong_number")
    assert "号码存疑" in page.get(unit).text
    a_phone(own_web, town, "0100-6660002")
    assert "号码从未核验" in page.get(unit).text


def test_the_turn_goes_on_by_itself_and_stays_where_it_is_wanted(own_web, page, town):
    a_phone(own_web, town)
    chief = own_web.browser(Role.SECTION_CHIEF)
    more = {"tier": "township", "kind": "government", "parent": own_web.county}
    chief.submit("/register/units", name="云岭乡", duty_phone="0100-6660009", **more)
    check = a_round(own_web, page)
    first, second = re.findall(r'<tr id="([^"]+)"', shown(page, check))
    assert f'data-turn="{first} check"' in shown(page, check)
    wanted = page.get(f"/spot-checks/{check}?unit={second}").text
    assert f'data-turn="{second} check"' in wanted
    press(page, check, first, "calls")
    press(page, check, first, "result", outcome="busy")
    assert f'data-turn="{second} check"' in shown(page, check)
    assert page.get(f"/spot-checks/{check}?unit=x").status_code == 200


@pytest.mark.parametrize(
    ("method", "before", "after"),
    [("phone", "34567", "126789-3"), ("video", "30", "189-3"), ("visit", "5", "189-3")],
)
def test_only_what_can_come_of_it_has_a_key(own_web, page, town, method, before, after):
    check = a_round(own_web, page, method=method)
    press(page, check, town, "calls")
    assert keys(page, check) == set(before)
    press(page, check, town, "answer")
    assert keys(page, check) == set(after)


def keys(page, check):
    return set(re.findall(r'data-key="(.)"', shown(page, check)))


def test_a_call_back_ends_the_search(own_web, page, town):
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "result", outcome="no_answer")
    assert "已回电" in shown(page, check)
    own_web.clock.forward(minutes=3)
    assert press(page, check, town, "call-back").status_code == 303
    text = shown(page, check)
    assert "09:03:00 回电" in text
    assert "已全部查完" in text
    assert unit_of(own_web, check, town).calls[-1].step is CheckStep.CHECK
