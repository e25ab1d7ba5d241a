"""Two officers at one PC: the list is offered, answered item by item, signed by PIN, and the watch passes on."""

from __future__ import annotations

import re

from api.anchoring import groups
from api.handing_over import standing_of
from desk.access import Role
from projections.incident_file import gather
from tests.support.two_shifts import (
    RELIEF_PIN,
    ZHOU_PIN,
    answer,
    offer,
    report_breakdown_of,
    shifts_of,
    sign,
)
from tests.support.web import PASSWORD


def test_a_night_is_handed_over_by_both(desk):
    desk.zhou_page.take_call("锅炉房爆裂", trapped="1")
    assert offer(desk, desk.zhou_page, desk.relief).status_code == 303
    page = desk.zhou_page.get("/handover").text
    for told in ("锅炉房爆裂", "二号传真机缺纸", "未应答叫应", "本班来电 1"):
        assert told in page
    standing = _standing(desk)
    keys = [one.key for one in standing.offer.items]
    assert answer(desk, "dispute", key=keys[0], words="地点不对").status_code == 303
    assert answer(desk, "acceptance", key=keys[1:]).status_code == 303
    assert sign(desk, "outgoing", "周敏", ZHOU_PIN).status_code == 303
    assert sign(desk, "relief", "无职", RELIEF_PIN).status_code == 303
    assert [one.responsible for one in shifts_of(desk)] == [False, True]
    sheet = desk.zhou_page.get(f"/handover/{desk.outgoing}/{desk.relief}/sheet").text
    checkpoint = desk.running.anchored.checkpoint(standing.offer.seq)
    assert checkpoint.chain.hex() == standing.offer.head
    assert groups(checkpoint.root) in sheet
    assert groups(checkpoint.chain) in sheet
    assert re.search(r"<svg[^>]+viewBox", sheet)  # it scales: what is cut off is read by nobody
    assert "异议：地点不对" in sheet
    after = desk.zhou_page.get("/handover").text
    assert "交接完成" in after
    assert f"/handover/{desk.outgoing}/{desk.relief}/sheet" in after


def test_orders_their_taskings_drafts_and_broken_channels_are_handed_over(desk):
    incident = desk.zhou_page.take_call("沟槽塌方", trapped=2)
    ends = {"entity": str(desk.county), "recipient": str(desk.city)}
    desk.zhou_page.submit(f"/incidents/{incident}/drafts", words="书面首报", **ends)
    words = {"words": "先别报", "by": str(desk.people["沈立群"]), "way": "phone"}
    desk.zhou_page.submit(f"/incidents/{incident}/instructions", **words, holds_back="true")
    [instruction] = gather(desk.log, incident).instructions
    asked = {"instruction": str(instruction), "unit": str(desk.works), "what": "派队到场"}
    desk.zhou_page.submit(f"/incidents/{incident}/taskings", **asked)
    report_breakdown_of(desk, "短信")
    assert offer(desk, desk.zhou_page, desk.relief).status_code == 303
    told = {one.kind.value: one.text for one in _standing(desk).offer.items}
    assert told["instruction"] == "沈立群：『先别报』（要求暂缓，时限照走）"
    assert "派队到场" in told["tasking"]
    assert "未发出（草稿）" in told["draft"]
    assert told["channel"].startswith("短信")


def test_a_wrong_pin_signs_nothing_and_is_on_no_record(desk):
    offer(desk, desk.zhou_page, desk.relief)
    head = desk.running.log.head()
    assert sign(desk, "outgoing", "周敏", "111222").status_code == 403
    assert desk.running.log.head() == head


def test_the_relief_cannot_sign_before_it_has_answered_everything(desk):
    offer(desk, desk.zhou_page, desk.relief)
    assert sign(desk, "relief", "无职", RELIEF_PIN).status_code == 409


def test_a_call_in_between_asks_for_a_new_offer(desk):
    offer(desk, desk.zhou_page, desk.relief)
    desk.zhou_page.take_call("桥梁垮塌")
    assert sign(desk, "outgoing", "周敏", ZHOU_PIN).status_code == 412
    assert "须重新提出" in desk.zhou_page.get("/handover").text


def test_the_next_shift_is_shown_and_its_people_arrive_before_they_sign(desk):
    person = str(desk.people["无职"])
    page = desk.zhou_page.get("/shift").text
    assert "下一班" in page
    path = f"/shift/{desk.relief}/check-in"
    assert "离班次开始还早" in desk.zhou_page.submit(path, person=person).text
    desk.clock.forward(hours=23, minutes=50)
    fresh = desk.browser_of(desk.account(Role.SECTION_CHIEF, on_shift=True))
    assert fresh.submit(path, person=person).status_code == 303
    assert [len(one.arrivals) for one in shifts_of(desk)] == [0, 1]


def test_an_ended_shift_that_nobody_has_relieved_says_so(desk):
    desk.clock.forward(hours=25)
    page = desk.zhou_page.get("/login").status_code
    assert page == 200
    fresh = desk.browser_of(desk.account(Role.SECTION_CHIEF, on_shift=True))
    assert "超时未交接 60 分" in fresh.get("/handover").text


def test_a_pin_is_set_with_the_password_and_ends_no_session(desk):
    page = desk.browser(Role.DUTY_OFFICER)
    account = desk.account(Role.DUTY_OFFICER)
    assert page.submit("/pin", password="not the password", pin="290417").status_code == 403
    assert not desk.vault.pins.has(account.id)
    assert page.submit("/pin", password=PASSWORD, pin="1234").status_code == 409
    assert page.submit("/pin", password=PASSWORD, pin="290417").status_code == 303
    assert "已设置" in page.get("/pin").text


def _standing(web):
    return standing_of(web.running, web.outgoing, web.relief)
