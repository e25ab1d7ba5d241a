"""A link answers one ring for one person, once: opened it does nothing; forged, old, used or another's it is refused."""

from __future__ import annotations

import logging

import pytest

from api.ring_links import LinkMaker
from desk.access import Role
from domain.actors import Via
from domain.notice import Acknowledged, AckWay
from escalation.ringing import ringing

ADDRESS = "https://duty.example"


@pytest.fixture
def leader(own_web):
    return own_web.people["沈立群"]


@pytest.fixture
def ring(own_web):
    own_web.browser(Role.DUTY_OFFICER).take_call("沟槽塌方", trapped=2)
    [ring] = [one for one in own_web.running.boards.board().rings if one.person]
    return ring


@pytest.fixture
def link(own_web, ring, leader):
    return f"/r/{own_web.vault.links.issue(leader, ring.id, ring.ring, own_web.clock.at)}"


@pytest.fixture
def somebody(own_web):
    """A telephone on which nobody is signed in."""
    return own_web.browser()


def post(browser, link, **fields):
    return browser.client.post(link, data=fields)


def answers(web, ring):
    return [one for one in web.log.stream(ring.id) if isinstance(one.event, Acknowledged)]


def test_opening_it_again_and_again_answers_nothing(own_web, somebody, ring, link):
    for _ in range(3):
        page = somebody.get(link)
        assert (page.status_code, "沟槽塌方" in page.text) == (200, True)
    assert somebody.client.head(link).status_code == 200
    assert answers(own_web, ring) == []


def test_its_button_answers_in_the_persons_name_and_signs_nobody_in(
    own_web, somebody, ring, leader, link
):
    sent = post(somebody, link, minutes="12", words="马上处理")
    assert sent.status_code == 303
    assert "set-cookie" not in sent.headers
    [answer] = answers(own_web, ring)
    event = answer.event
    assert (event.person, event.way, event.words) == (leader, AckWay.PAGE, "马上处理")
    assert (answer.meta.by.id, answer.meta.via) == (str(leader), Via.LINK)
    assert somebody.get("/").headers["location"].startswith("/login")


def test_used_it_says_who_answered_when_and_answers_no_more(own_web, somebody, ring, link):
    post(somebody, link)
    page = somebody.get(link).text
    assert "沈立群 已于 11-24 09:00:00 应答" in page
    assert "沟槽塌方" not in page
    again = post(somebody, link)
    assert (again.status_code, "此链接已经用过" in again.text) == (410, True)
    assert len(answers(own_web, ring)) == 1


def test_expired_it_is_refused(own_web, somebody, ring, link):
    own_web.clock.forward(hours=12, seconds=1)
    for answer in (somebody.get(link), post(somebody, link)):
        assert (answer.status_code, "链接已过期" in answer.text) == (410, True)
    assert answers(own_web, ring) == []


def test_of_an_earlier_ring_it_is_over(own_web, somebody, ring, leader):
    token = own_web.vault.links.issue(leader, ring.id, ring.ring + 1, own_web.clock.at)
    assert post(somebody, f"/r/{token}").status_code == 410
    assert answers(own_web, ring) == []


def test_whoever_is_signed_in_as_somebody_else_is_refused(own_web, ring, link):
    other = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    for answer in (other.get(link), post(other, link)):
        assert (answer.status_code, "不能代为应答" in answer.text) == (403, True)
    assert answers(own_web, ring) == []
    own = own_web.browser(Role.DUTY_LEADER, on_shift=True)
    assert post(own, link).status_code == 303


def test_for_a_person_who_is_not_rung_it_is_good_for_nothing(own_web, somebody, ring):
    token = own_web.vault.links.issue(own_web.people["无职"], ring.id, ring.ring, own_web.clock.at)
    assert post(somebody, f"/r/{token}").status_code == 409
    assert answers(own_web, ring) == []


def test_forged_it_is_unknown_and_guessing_is_slowed(own_web, somebody, ring, link):
    forged = [f"{link[:-1]}{'A' if link[-1] != 'A' else 'B'}", "/r/x", f"/r/{'0' * 43}"]
    for one in forged:
        answer = post(somebody, one)
        assert (answer.status_code, "链接无效" in answer.text) == (404, True)
    codes = [somebody.get(f"/r/guess-{n}").status_code for n in range(4)]
    assert codes[-1] == 429
    assert somebody.get(link).status_code == 200
    assert answers(own_web, ring) == []


def test_another_site_can_press_nothing_and_learns_nothing(own_web, somebody, ring, link):
    headers = {"origin": "https://evil.example"}
    assert somebody.client.post(link, data={}, headers=headers).status_code == 403
    page = somebody.get(link)
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-store"
    assert answers(own_web, ring) == []


def test_the_token_stands_in_no_log_line_and_no_event(own_web, somebody, ring, link, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    token = link.removeprefix("/r/")
    post(somebody, link)
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("shoubao")]
    assert not [one for one in ours if token in one]
    assert token not in str(own_web.log.since(0, 100_000))
    vault = (own_web.running.settings.folder / "vault.db").read_bytes()
    assert token.encode() not in vault


def test_a_message_carries_the_same_link_each_time_it_is_sent(own_web, ring):
    [one, *_] = own_web.running.boards.read(lambda follower: ringing(follower.rows, ()))
    made = LinkMaker(own_web.vault.links, f"{ADDRESS}/", lambda: own_web.clock.at)
    assert made(one) == made(one)
    assert made(one).startswith(f"{ADDRESS}/r/")
    assert own_web.browser().get(made(one).removeprefix(ADDRESS)).status_code == 200
    assert made(one._replace(person=None)) == ""
    assert LinkMaker(own_web.vault.links, "", lambda: own_web.clock.at)(one) == ""
