"""What the leader says on the telephone is his answer, written down by the officer; at the desk a PIN names him."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.access import Role
from domain.actors import Via
from domain.notice import Acknowledged, AckWay
from tests.support.dialling import a_dial

PIN = "290417"
WORDS = "知道了，马上到，你先往上报。"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def ring(own_web, officer):
    officer.take_call("沟槽塌方", trapped=2)
    return next(one for one in own_web.running.boards.board().rings if one.person)


@pytest.fixture
def leader(own_web):
    return own_web.people["沈立群"]


def dialled(web, officer, incident, person):
    return a_dial(web, officer, incident, purpose="leader", person=str(person))


def spoken(officer, ring, by, **more):
    said = {"ring": ring.ring, "by": str(by), "words": WORDS, "read_back": "true"} | more
    return officer.submit(f"/rings/{ring.id}/spoken", **said)


def answers(web, ring):
    return [one for one in web.log.stream(ring.id) if isinstance(one.event, Acknowledged)]


def test_it_is_the_leaders_answer_in_that_call_typed_by_the_officer(own_web, officer, ring, leader):
    dial = dialled(own_web, officer, ring.incident, leader)
    page = officer.get(f"/rings/{ring.id}").text
    assert str(dial) in page
    assert "09:00 0100-1" in page
    assert spoken(officer, ring, leader, dial=str(dial), minutes=10).status_code == 303
    [answer] = answers(own_web, ring)
    event, meta = answer.event, answer.meta
    assert (event.way, event.words, event.read_back) == (AckWay.SPOKEN, WORDS, True)
    assert (event.dial, event.person) == (dial, leader)
    assert event.until == event.acknowledged.earliest + timedelta(minutes=10)
    typed_by = own_web.people["周敏"]
    assert (meta.by.id, meta.recorded_by.id) == (str(leader), str(typed_by))
    assert "沈立群 承办至" in officer.get("/").text


def test_not_read_back_or_without_words_it_is_no_answer(own_web, officer, ring, leader):
    assert spoken(officer, ring, leader, read_back=None).status_code == 409
    assert spoken(officer, ring, leader, words=" ").status_code == 409
    assert spoken(officer, ring, own_web.people["无职"]).status_code == 409
    assert answers(own_web, ring) == []


def test_a_call_about_something_else_or_to_somebody_else_is_no_proof(
    own_web, officer, ring, leader
):
    other = dialled(own_web, officer, officer.take_call("另一起"), leader)
    stranger = dialled(own_web, officer, ring.incident, own_web.people["镇长"])
    for dial in (other, stranger):
        refused = spoken(officer, ring, leader, dial=str(dial))
        assert (refused.status_code, "所选拨号与此事无关" in refused.text) == (409, True)
    assert answers(own_web, ring) == []


def test_a_pin_names_whoever_stands_at_the_desk(own_web, officer, ring, leader):
    account = own_web.account(Role.DUTY_LEADER, on_shift=True)
    own_web.vault.pins.set(account.id, PIN)
    said = {"ring": ring.ring, "by": str(leader), "minutes": 15}
    wrong = officer.submit(f"/rings/{ring.id}/pin", **said, pin="290418")
    assert (wrong.status_code, answers(own_web, ring)) == (403, [])
    assert officer.submit(f"/rings/{ring.id}/pin", **said, pin=PIN).status_code == 303
    [answer] = answers(own_web, ring)
    assert (answer.event.way, answer.meta.via) == (AckWay.PIN, Via.DESK)
    assert answer.meta.by.id == str(leader)
    assert PIN not in str(own_web.log.since(0, 100_000))
