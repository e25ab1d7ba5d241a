"""单位签到: the link on a unit's own screen asks when the unit is asked, once; lost, forged, revoked or late it is nothing."""

from __future__ import annotations

import re

import pytest

from desk.access import Role
from domain.actors import Via
from domain.spot_check_events import UnitSignedIn
from tests.support.spot_pages import a_round, press, unit_of


@pytest.fixture
def page(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def link(own_web, page):
    """Made by the officer, shown once."""
    return made(page, own_web.town)


@pytest.fixture
def screen(own_web):
    """In the unit's duty room: nobody is signed in."""
    return own_web.browser()


def made(page, unit):
    answer = page.submit(f"/spot-checks/links/{unit}")
    assert answer.status_code == 200
    return re.search(r'value="http://127.0.0.1(/s/[^"]+)"', answer.text)[1]


def here(screen, link, **fields):
    return screen.client.post(link, data={"name": "李强", "post": "值班长"} | fields)


def test_it_asks_when_the_unit_is_asked_and_signs_in_once(own_web, page, screen, link):
    assert "现在没有抽查" in screen.get(link).text
    check = a_round(own_web, page, method="link")
    waiting = page.get(f"/spot-checks/{check}").text
    assert "等待单位在自己的屏幕上签到" in waiting  # nobody else says that it is there
    assert re.findall(r'data-key="(.)"', waiting) == ["3", "5"]
    assert "我在岗" in screen.get(link).text
    own_web.clock.forward(minutes=2)
    assert here(screen, link).status_code == 303
    assert "09:02:00 已签到" in screen.get(link).text
    assert "李强 值班长" in page.get(f"/spot-checks/{check}").text
    again = here(screen, link, name="别人")
    assert (again.status_code, "已经签到" in again.text) == (409, True)
    [signed] = own_web.log.since(0, 100_000, (UnitSignedIn.TOPIC,))
    assert (signed.meta.by.id, signed.meta.via) == (str(own_web.town), Via.LINK)
    assert "李强" not in str(signed)
    press(page, check, own_web.town, "result", outcome="normal")
    assert unit_of(own_web, check, own_web.town).calls[0].result.proposed == "normal"


def test_it_tells_nothing_of_a_round_that_rings_or_is_over(own_web, page, screen, link):
    a_round(own_web, page)
    assert "现在没有抽查" in screen.get(link).text
    check = a_round(own_web, page, method="link")
    page.submit(f"/spot-checks/{check}/ending", reason="改日")
    assert "现在没有抽查" in screen.get(link).text
    assert here(screen, link).status_code == 409


def test_only_units_with_a_link_are_asked_on_their_screens(own_web, page, link):
    check = a_round(own_web, page, method="link")
    text = page.get(f"/spot-checks/{check}").text
    assert re.findall(r'<tr id="([^"]+)"', text) == [str(own_web.town)]


def test_the_next_link_and_a_key_of_the_officer_end_it(own_web, page, screen, link):
    newer = made(page, own_web.town)
    assert (screen.get(link).status_code, screen.get(newer).status_code) == (404, 200)
    page.submit(f"/spot-checks/links/{own_web.town}/revocation")
    gone = screen.get(newer)
    assert (gone.status_code, "签到链接无效" in gone.text) == (404, True)


def test_after_a_quarter_it_is_over(own_web, screen, link):
    own_web.clock.forward(days=92)
    assert screen.get(link).status_code == 404
    assert here(screen, link).status_code == 404


def test_guessing_is_slowed_and_hinders_nobody_who_holds_one(own_web, screen, link):
    codes = [screen.get(f"/s/guess-{n}").status_code for n in range(8)]
    assert (codes[0], codes[-1]) == (404, 429)
    assert screen.get(link).status_code == 200


def test_a_nameless_answer_is_none_and_another_site_can_press_nothing(own_web, page, screen, link):
    check = a_round(own_web, page, method="link")
    assert here(screen, link, name="").status_code == 422
    evil = {"origin": "https://evil.example"}
    assert screen.client.post(link, data={"name": "x"}, headers=evil).status_code == 403
    assert not unit_of(own_web, check, own_web.town).calls[0].answered


def test_the_token_stands_in_no_event_and_not_in_the_vault(own_web, page, screen, link):
    a_round(own_web, page, method="link")
    here(screen, link)
    token = link.removeprefix("/s/")
    assert token not in str(own_web.log.since(0, 100_000))
    assert token.encode() not in (own_web.running.settings.folder / "vault.db").read_bytes()


def test_a_unit_that_is_not_ours_gets_no_link(own_web, page):
    assert page.submit(f"/spot-checks/links/{own_web.city}").status_code == 404
