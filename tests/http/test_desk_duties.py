"""值班事务 on the page: one press for nil, evidence for the rest, what came in, special periods."""

from __future__ import annotations

import re

from desk.access import Role
from desk.holidays import OfficeCalendar


def first_open(page):
    return re.search(r'id="duty-([0-9a-f-]+)"', page)[1]


def test_a_special_period_is_declared_reported_on_and_ended(own_web):
    leader = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    assert "今日无未完成事务" in leader.get("/desk-duties").text
    declared = leader.submit(
        "/desk-duties/special-period", kind="important", first="2026-11-24", last="", reason="会议"
    )
    assert declared.status_code == 303, declared.text
    page = leader.get("/desk-duties").text
    assert "重要时期" in page
    assert "零报告</button>" in page
    officer = own_web.browser(Role.DUTY_OFFICER)
    assert "零报告" in officer.get("/").text
    done = officer.submit(f"/desk-duties/{first_open(page)}/done", nil="true")
    assert done.status_code == 303
    assert len(own_web.running.boards.board().desk_duties) == 1
    leader.submit("/desk-duties/special-period/end", kind="important", reason="会议结束")
    assert "2026-11-24 – 2026-11-24" in leader.get("/desk-duties").text


def test_what_came_in_is_done_with_its_evidence_or_excused_by_a_leader(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER)
    officer.submit("/desk-duties", given="warning", words="暴雨橙色预警", received="")
    page = officer.get("/desk-duties").text
    assert "预警电话报带班领导" in page
    assert "某局值班工作规定" in page
    one = first_open(page)
    refused = officer.submit(f"/desk-duties/{one}/done")
    assert "请填写完成情况或文号" in refused.text
    officer.submit(f"/desk-duties/{one}/done", words="09:02 电话报沈立群")
    assert officer.submit(f"/desk-duties/{one}/excuse", reason="x").status_code == 403
    leader = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    other = first_open(leader.get("/desk-duties").text)
    leader.submit(f"/desk-duties/{other}/excuse", reason="预警十分钟后解除")
    page = officer.get("/desk-duties").text
    assert "09:02 电话报沈立群" in page
    assert "预警十分钟后解除" in page


def test_nil_is_no_answer_to_a_warning(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER)
    officer.submit("/desk-duties", given="document", words="来文", received="")
    page = officer.get("/desk-duties").text
    refused = officer.submit(f"/desk-duties/{first_open(page)}/done", nil="true")
    assert "此项不能零报告" in refused.text


def test_a_year_without_its_notice_is_said_aloud(own_web, monkeypatch):
    officer = own_web.browser(Role.DUTY_OFFICER)
    known = OfficeCalendar(()).knows(2026)
    assert ("只按星期推算" in officer.get("/desk-duties").text) == (not known)
    monkeypatch.setattr(OfficeCalendar, "knows", lambda self, year: not known)
    assert ("只按星期推算" in officer.get("/desk-duties").text) == known
