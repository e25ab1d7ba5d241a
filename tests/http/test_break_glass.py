"""No relief comes: a named leader, by PIN and for a reason, passes the watch on or keeps the shift on."""

from __future__ import annotations

from desk.access import Role
from tests.support.two_shifts import ZHOU_PIN, shifts_of

SHEN_PIN = "508316"


def decide(web, what, name="沈立群", pin=SHEN_PIN, reason="接班人途中受阻", **fields):
    sent = {"person": str(web.people[name]), "pin": pin, "reason": reason} | fields
    return web.zhou_page.submit(f"/handover/{what}", **sent)


def leader_with_a_pin(web):
    shen = web.account(Role.DUTY_LEADER, on_shift=True)
    web.vault.pins.set(shen.id, SHEN_PIN)
    return web


def test_the_watch_passes_with_a_reason_and_says_so(desk):
    web = leader_with_a_pin(desk)
    taking = f"{web.relief}/taking-over"
    assert decide(web, taking, reason=" ").status_code == 409
    assert decide(web, taking, pin="111222").status_code == 403
    assert decide(web, taking).status_code == 303
    assert [one.responsible for one in shifts_of(web)] == [False, True]
    assert "破例接班" in web.zhou_page.get("/handover").text
    assert "接班人途中受阻" in web.zhou_page.get("/handover").text


def test_the_leader_who_was_relieved_decides_no_more(desk):
    web = leader_with_a_pin(desk)
    assert decide(web, f"{web.relief}/taking-over").status_code == 303
    later = {"until": "2026-11-26 09:00"}
    assert decide(web, "staying-on", **later).status_code == 403


def test_nobody_without_authority_breaks_the_glass(desk):
    taking = f"{desk.relief}/taking-over"
    assert decide(desk, taking, name="无职", pin="771204").status_code == 403
    assert [one.responsible for one in shifts_of(desk)] == [True, False]


def test_the_shift_stays_on_and_is_late_only_after_that(desk):
    web = leader_with_a_pin(desk)
    assert decide(web, "staying-on", until="not a time").status_code == 422
    assert decide(web, "staying-on", until="2026-11-24 06:00").status_code == 409
    assert decide(web, "staying-on", until="2026-11-25 12:00").status_code == 303
    assert "留守" in web.zhou_page.get("/handover").text
    desk.clock.forward(hours=25)
    fresh = desk.browser_of(desk.account(Role.SECTION_CHIEF, on_shift=True))
    assert "超时未交接" not in fresh.get("/handover").text


def test_a_section_chief_decides_too(desk):
    assert decide(desk, "staying-on", "周敏", ZHOU_PIN, until="2026-11-25 12:00").status_code == 303
