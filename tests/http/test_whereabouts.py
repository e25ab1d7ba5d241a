"""Leaders' whereabouts on the pages: said at the desk or by the leader, shown without a number on the wall."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desk.access import Role
from desk.look import LookAt, look_at
from domain.notice import Rung
from domain.whereabouts import WhereaboutsRanOut, whereabouts_id
from escalation.sending_record import acting
from tests.support.doing import done_and_shown


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def say(web, who, **more):
    sent = {"person": str(web.people["沈立群"]), "place": "市里开会", "until": "1800"} | more
    answer = who.submit("/whereabouts", **sent)
    web.running.boards.wait_for(web.log.head().seq, 60)
    return answer


def look(web, stream):
    """Its alarm, as the sweep brings it."""
    asking = LookAt(streams=(stream,), as_of=web.clock.at)
    done_and_shown(web, acting(uuid4()), look_at, asking)


def test_it_stands_on_desk_and_wall_in_the_log_and_in_the_handover(own_web, officer, desk):
    assert say(own_web, officer, reached_by="13988887777").status_code == 303
    for path in ("/", "/wall", "/whereabouts", "/duty-log", "/handover"):
        text = officer.get(path).text
        assert "市里开会" in text, path
        assert ("13988887777" in text) == (path in ("/whereabouts", "/duty-log", "/handover"))
    assert "18:00" in officer.get("/wall").text
    officer.submit(f"/whereabouts/{own_web.people['沈立群']}/return")
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    assert "市里开会" not in officer.get("/wall").text
    assert "已返回" in officer.get("/duty-log").text


def test_a_leader_says_it_on_the_phone_page_and_comes_back_there(own_web):
    leader = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    me = str(own_web.people["沈立群"])
    assert f'name="person" value="{me}"' in leader.get("/phone").text
    assert say(own_web, leader, back="/phone").headers["location"] == "/phone"


def test_leaving_the_jurisdiction_asks_for_a_stand_in(own_web, officer):
    assert say(own_web, officer, away="true").status_code == 409
    stand_in = str(own_web.people["镇长"])
    assert say(own_web, officer, away="true", stand_in=stand_in).status_code == 303
    assert "镇长" in officer.get("/wall").text
    both = say(
        own_web, officer, person=stand_in, away="true", stand_in=str(own_web.people["沈立群"])
    )
    assert both.status_code == 409


def test_over_it_asks_to_be_renewed_and_wakes_nobody(own_web, officer):
    say(own_web, officer, until="1000")
    own_web.clock.forward(minutes=61)
    stream = whereabouts_id(own_web.people["沈立群"])
    assert stream in {id for id, _ in own_web.log.due(own_web.clock.at, 100)}
    look(own_web, stream)
    look(own_web, stream)
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    assert sum(isinstance(one.event, WhereaboutsRanOut) for one in own_web.log.since(0)) == 1
    assert "已到期，请更新" in officer.get("/wall").text
    assert not any(isinstance(one.event, Rung) for one in own_web.log.since(0))
    say(own_web, officer, until="2026-11-24 20:00")
    assert "已到期，请更新" not in officer.get("/wall").text


@pytest.mark.parametrize(
    ("until", "status"), [("", 422), ("以后", 422), ("2026-11-24 08:00", 409), ("0800", 303)]
)
def test_a_time_is_understood_or_refused_and_a_bare_hour_is_the_next(
    own_web, officer, until, status
):
    assert say(own_web, officer, until=until).status_code == status


def test_nobody_unknown_is_anywhere(own_web, officer):
    assert say(own_web, officer, person=str(own_web.town)).status_code == 404
    assert officer.submit(f"/whereabouts/{own_web.town}/return").status_code == 404
