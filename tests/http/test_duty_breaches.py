"""值班违规 on the page: found by a leader, stated on, decided by the chief, revoked."""

from __future__ import annotations

import re

from desk.access import Role


def found(web, leader):
    shift = next(one.id for one in web.running.boards.read(lambda f: list(f.rows["duty"].values())))
    sent = {"shift": str(shift), "kind": "left_early", "person": str(web.people["周敏"])}
    answer = leader.submit("/duty-breaches", **sent, since="0905", words="未等接班即离开")
    assert answer.status_code == 303, answer.text
    return re.search(r'id="breach-([0-9a-f-]+)"', leader.get("/duty-breaches").text)[1]


def test_a_finding_is_stated_on_decided_and_revoked(own_web):
    own_web.clock.forward(minutes=8)
    leader = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    id = found(own_web, leader)
    officer = own_web.browser(Role.DUTY_OFFICER)
    officer.submit(f"/duty-breaches/{id}/statement", words="去取传真")
    chief = own_web.browser(Role.SECTION_CHIEF)
    decided = chief.submit(f"/duty-breaches/{id}/decision", decision="excused", reason="确有公务")
    assert decided.status_code == 303
    page = leader.get("/duty-breaches").text
    for told in ("早退", "周敏", "未等接班即离开", "去取传真", "确有公务"):
        assert told in page
    assert "申辩</button>" not in page
    chief.submit(f"/duty-breaches/{id}/revocation", reason="有新材料")
    assert "确有公务" not in leader.get("/duty-breaches").text


def test_late_is_not_typed_in_and_a_leader_does_not_decide(own_web):
    leader = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    assert "没有值班违规" in leader.get("/duty-breaches").text
    id = found(own_web, leader)
    assert leader.submit(f"/duty-breaches/{id}/decision", reason="x").status_code == 403
    late = leader.submit(
        "/duty-breaches", shift=id, kind="late", person=str(own_web.people["周敏"]), words="x"
    )
    assert late.status_code in (404, 409, 422)
