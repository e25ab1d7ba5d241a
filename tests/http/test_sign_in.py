"""In and out: what a sign-in gives, what ends it, and that guessing waits without locking anybody out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from api.guarding import cookie_name
from desk.access import Role
from tests.support.web import PASSWORD, a_web


@pytest.fixture
def login(web):
    name = f"zhiban-{uuid4().hex[:8]}"
    web.new_account([Role.DUTY_OFFICER], login=name)
    return name


def sign_in(browser, login, password=PASSWORD, **more):
    fields = {"login": login, "password": password} | more
    return browser.client.post("/login", data=fields)


def set_cookie(answer):
    return answer.headers["set-cookie"].lower()


def test_the_right_password_opens_the_desk(web, login):
    browser = web.browser()
    answer = sign_in(browser, login)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(web, login, known):
    answer = sign_in(web.browser(), login if known else "nobody", "wrong-password")
    assert answer.status_code == 403
    assert "账号或口令不对" in answer.text
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(web, login):
    cookie = set_cookie(sign_in(web.browser(), login))
    for part in ("httponly", "samesite=lax", "path=/"):
        assert part in cookie
    assert "domain=" not in cookie


def test_under_tls_the_cookie_is_bound_to_this_host_and_to_tls(tmp_path):
    with a_web(tmp_path, tls_certificate="office.pem") as web:
        web.new_account([Role.DUTY_OFFICER], login="zhiban-2")
        answer = sign_in(web.browser(), "zhiban-2")
    assert set_cookie(answer).startswith("__host-sid=")
    assert "secure" in set_cookie(answer)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_a_token_chosen_by_somebody_else_is_never_the_sessions(web, login):
    browser = web.browser()
    browser.client.cookies.set(cookie_name(web.running), "chosen-by-an-attacker")
    sign_in(browser, login)
    assert web.vault.session("chosen-by-an-attacker", web.clock.at) is None


def test_signing_in_anew_ends_the_session_before(web, login):
    browser = web.browser()
    sign_in(browser, login)
    before = browser.token
    sign_in(browser, login)
    assert browser.token != before
    assert web.vault.session(before, web.clock.at) is None


def test_a_failed_sign_in_leaves_the_session_alone(web, login):
    browser = web.browser()
    sign_in(browser, login)
    sign_in(browser, login, "wrong-password")
    assert browser.get("/").status_code == 200


def test_an_expired_cookie_is_in_nobodys_way(own_web):
    browser = own_web.browser(Role.DUTY_OFFICER)
    own_web.new_account([Role.DUTY_OFFICER], login="zhiban-2")
    own_web.clock.forward(hours=13)
    assert browser.get("/").headers["location"] == "/login?then=%2F"
    assert sign_in(browser, "zhiban-2").status_code == 303
    assert browser.get("/").status_code == 200


def test_whose_session_is_over_is_asked_to_sign_in_and_not_told_of_forgery(own_web):
    browser = own_web.browser(Role.DUTY_OFFICER)
    own_web.clock.forward(hours=13)
    answer = browser.client.post("/calls", data={"what": "x"})
    assert answer.headers["location"] == "/login?then=%2F"


def test_signing_out_ends_the_session_itself(web):
    browser = web.browser(Role.DUTY_OFFICER)
    token = browser.token
    answer = browser.submit("/logout")
    assert answer.headers["location"] == "/login"
    assert web.vault.session(token, web.clock.at) is None


def test_signing_out_ends_a_walls_token_too(web):
    wall = web.wall()
    token = wall.token
    wall.submit("/logout")
    assert web.vault.token(token, web.clock.at) is None


def test_a_disabled_account_is_out_at_its_next_request(web):
    account = web.new_account([Role.DUTY_OFFICER])
    browser = web.browser_of(account)
    administrator = web.browser(Role.ADMINISTRATOR)
    assert administrator.submit(f"/accounts/{account.id}/disabling").status_code == 303
    assert browser.get("/").headers["location"] == "/login?then=%2F"
    assert browser.submit("/calls", what="x").headers["location"] == "/login?then=%2F"


def test_nobody_disables_himself_or_an_account_that_is_not_there(web):
    account = web.account(Role.ADMINISTRATOR)
    administrator = web.browser_of(account)
    assert administrator.submit(f"/accounts/{account.id}/disabling").status_code == 409
    assert administrator.submit(f"/accounts/{uuid4()}/disabling").status_code == 404
    assert administrator.get("/accounts").status_code == 200


def test_an_account_needs_a_unit_and_a_person_of_the_register(web):
    administrator = web.browser(Role.ADMINISTRATOR)
    fields = {"login": "new", "name": "新", "password": PASSWORD, "role": "reporter"}
    for wrong in ({"unit": uuid4()}, {"unit": web.town, "person": uuid4()}):
        assert administrator.submit("/accounts", **fields, **wrong).status_code == 404
    assert administrator.submit("/accounts", **fields, unit=web.town).status_code == 303


def test_guessing_waits_says_how_long_and_locks_nobody_out(own_web):
    own_web.new_account([Role.DUTY_OFFICER], login="zhiban-2")
    browser = own_web.browser()
    answers = [sign_in(browser, "zhiban-2", "wrong-password") for _ in range(6)]
    assert [one.status_code for one in answers] == [403] * 5 + [429]
    assert sign_in(browser, "zhiban-2").headers["retry-after"] == "2"
    own_web.clock.forward(seconds=2)
    assert sign_in(browser, "zhiban-2").status_code == 303


def test_guessing_at_a_name_nobody_has_is_told_alike(own_web):
    browser = own_web.browser()
    answers = [sign_in(browser, "nobody", "wrong-password") for _ in range(6)]
    assert [one.status_code for one in answers] == [403] * 5 + [429]


def test_a_sign_in_goes_on_to_where_it_was_asked_for(web, login):
    asked = web.browser().get("/shift").headers["location"]
    assert asked == "/login?then=%2Fshift"
    answer = sign_in(web.browser(), login, then="/shift")
    assert answer.headers["location"] == "/shift"


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example", "/\\evil.example", "\\/evil", "javascript:1"]
)
def test_a_sign_in_never_leads_off_this_server(web, login, then):
    assert sign_in(web.browser(), login, then=then).headers["location"] == "/"


@pytest.mark.parametrize("then", ["/\t/evil.example", "/\n/evil.example", "/x\r\nset-cookie: a=b"])
def test_a_control_character_in_the_way_back_stays_written_out(web, login, then):
    answer = sign_in(web.browser(), login, then=then)
    assert not set(answer.headers["location"]) & set("\t\r\n")
    assert "a=b" not in answer.headers["set-cookie"]


def test_a_wall_screen_gives_up_its_session_and_watches_for_a_year(own_web):
    browser = own_web.browser(Role.DUTY_OFFICER)
    session = browser.token
    assert browser.submit("/wall").headers["location"] == "/wall"
    assert own_web.vault.session(session, own_web.clock.at) is None
    own_web.clock.forward(days=364)
    assert browser.get("/wall").status_code == 200
    assert browser.submit("/calls", what="x").status_code == 403
    assert browser.submit("/wall").status_code == 403  # it cannot lengthen its own stay
    own_web.clock.at += timedelta(days=2)
    assert browser.get("/wall").status_code == 303


def test_a_bearer_token_needs_no_form_word_and_a_cookie_does_not_ride_on_it(web):
    program = web.program(Role.DUTY_OFFICER)
    assert program.client.post("/calls", data={"what": "燃气泄漏"}).status_code == 303
    stranger = web.client(authorization="Bearer nobodys", accept="application/json")
    stranger.cookies.set(cookie_name(web.running), web.browser(Role.DUTY_OFFICER).token)
    assert stranger.get("/api/v1/board").status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic eDp5", "bearer\t x", "Bearer 刘"])
def test_a_header_that_carries_no_token_lets_nobody_in(web, header):
    answer = web.client().get("/api/v1/board", headers={"authorization": header.encode()})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
