"""First asked, first answers, on the pages: handed on and accepted, passed with the signed list and not without it."""

from __future__ import annotations

import pytest

from api.handing_over import standing_of
from desk.access import Role
from domain import ownership as ownerships
from domain.kernel import fold
from domain.ownership import OwnershipPassed, ownership_id
from projections.incident_file import gather
from tests.support.noting import a_note
from tests.support.two_shifts import RELIEF_PIN, ZHOU_PIN, answer, offer, sign


@pytest.fixture
def zhou(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def call_of(web, incident):
    return next(iter(gather(web.log, incident).calls))


def owner(web, matter):
    history = (one.event for one in web.log.stream(ownership_id(matter)))
    state = fold(ownerships.evolve, None, history)
    return state.owner if state else None


def mine(browser):
    return browser.get("/duty-log", params={"mine": "true"}).text


def test_a_call_is_the_officers_who_took_it_until_somebody_else_accepts(own_web, zhou):
    incident = zhou.take_call("沟槽塌方")
    call, relief = call_of(own_web, incident), own_web.people["无职"]
    assert "首问负责人：周敏" in zhou.get(f"/incidents/{incident}").text
    assert "沟槽塌方" in mine(zhou)
    zhou.submit(f"/matters/{call}/handing-on", to=str(relief), words="请跟进")
    assert "已转无职，待接手" in zhou.get(f"/incidents/{incident}").text
    assert owner(own_web, call) is None
    him = own_web.browser_of(own_web.new_account([Role.DUTY_OFFICER], person=relief))
    assert "沟槽塌方" in mine(him)
    assert him.submit(f"/matters/{call}/acceptance", person=str(relief)).status_code == 303
    assert owner(own_web, call) == relief
    assert "首问负责人：无职" in zhou.get(f"/incidents/{incident}").text
    assert "沟槽塌方" not in mine(zhou)
    log = zhou.get("/duty-log").text
    for words in ("转 无职 请跟进（09:00）", "接手 无职（09:00）", "首问负责"):
        assert words in log


def test_at_a_shared_desk_the_pin_says_who_accepts(own_web, desk, zhou):
    call = call_of(own_web, zhou.take_call())
    relief = str(own_web.people["无职"])
    zhou.submit(f"/matters/{call}/handing-on", to=relief)
    wrong = zhou.submit(f"/matters/{call}/acceptance", person=relief, pin="000000")
    assert (wrong.status_code, owner(own_web, call)) == (403, None)
    right = zhou.submit(f"/matters/{call}/acceptance", person=relief, pin=RELIEF_PIN)
    assert (right.status_code, str(owner(own_web, call))) == (303, relief)


def test_only_what_the_signed_list_holds_passes_with_the_watch(own_web, desk, zhou):
    call = call_of(own_web, zhou.take_call())
    fault = a_note(own_web, zhou, kind="fault", words="二号线路不通", listed="true")
    forgotten = a_note(own_web, zhou, kind="visitor", words="反映供水")
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    offer(own_web, zhou, own_web.relief)
    handover = standing_of(own_web.running, own_web.outgoing, own_web.relief)
    answer(own_web, "acceptance", key=[item.key for item in handover.offer.items])
    for side, name, pin in (("outgoing", "周敏", ZHOU_PIN), ("relief", "无职", RELIEF_PIN)):
        assert sign(own_web, side, name, pin).status_code == 303
    relief = own_web.people["无职"]
    assert [owner(own_web, one) for one in (call, fault, forgotten)] == [relief, relief, None]
    passed = [one.event for one in own_web.log.since(0) if isinstance(one.event, OwnershipPassed)]
    assert {one.matter for one in passed} == {call, fault}


def test_what_is_neither_call_nor_note_is_nobodys_to_hand_on(own_web, zhou):
    incident, relief = zhou.take_call(), str(own_web.people["无职"])
    assert zhou.submit(f"/matters/{incident}/handing-on", to=relief).status_code == 404
    call = call_of(own_web, incident)
    nobody = zhou.submit(f"/matters/{call}/handing-on", to=str(own_web.town))
    assert nobody.status_code == 404
    me = str(own_web.people["周敏"])
    assert zhou.submit(f"/matters/{call}/handing-on", to=me).status_code == 409
    assert zhou.submit(f"/matters/{call}/acceptance", person=me).status_code == 303
