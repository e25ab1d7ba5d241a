"""What a foreign page can make a signed-in browser do here: nothing."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from starlette.websockets import WebSocketDisconnect

from api.rendering import asset
from desk.access import Role
from domain.incident import IncidentOpened
from tests.support.web import a_web

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
}


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


def opened(web):
    return sum(isinstance(one.event, IncidentOpened) for one in web.log.since(0, 100_000))


@pytest.mark.parametrize("word", [None, "", "0" * 64, "刘"])
def test_a_form_without_our_word_is_refused(web, officer, word):
    before = opened(web)
    fields = {"what": "x"} | ({} if word is None else {"csrf": word})
    answer = officer.client.post("/calls", data=fields)
    assert answer.status_code == 403
    assert "页面已过期" in answer.text
    assert opened(web) == before


def test_another_sessions_word_is_refused(web, officer):
    word = web.vault.csrf(web.browser(Role.SECTION_CHIEF).token)
    assert officer.submit("/calls", what="x", csrf=word).status_code == 403


@pytest.mark.parametrize("path", ["/logout", "/wall", "/shift", "/rules", "/accounts"])
def test_every_form_that_acts_for_somebody_wants_the_word(web, path):
    browser = web.browser(Role.SECTION_CHIEF)
    assert browser.client.post(path, data={}).status_code == 403
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"},
    ],
)
def test_a_form_from_another_origin_is_refused_even_with_the_word(web, officer, headers):
    before = opened(web)
    fields = {"what": "x", "csrf": web.vault.csrf(officer.token)}
    assert officer.client.post("/calls", data=fields, headers=headers).status_code == 403
    assert opened(web) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_a_form_of_our_own_page_goes_through(web, officer, headers):
    fields = {"what": "x", "csrf": web.vault.csrf(officer.token)}
    assert officer.client.post("/calls", data=fields, headers=headers).status_code == 303


def test_a_signed_in_browser_cannot_be_made_to_send_json(web, officer):
    """A foreign page may send text without asking first; as text our interface does not read it."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", None):
        headers = {"content-type": kind} if kind else {}
        headers["idempotency-key"] = str(uuid4())
        answer = officer.client.post("/api/v1/calls", content=b'{"what":"x"}', headers=headers)
        assert answer.status_code == 422


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_socket_from_another_origin_does_not_open(web, officer, origin):
    headers = {"cookie": f"sid={officer.token}", "origin": origin}
    with pytest.raises(WebSocketDisconnect) as end:
        with officer.client.websocket_connect("ws://127.0.0.1/ws", headers=headers):
            pass
    assert end.value.code == 1008


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "a@b:c@d"])
def test_a_name_that_is_not_ours_is_misdirected(web, host):
    answer = web.client().get("/login", headers={"host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "LOCALHOST", "[::1]:8000"])
def test_our_own_names_are_answered_on_any_port(web, host):
    assert web.client().get("/login", headers={"host": host}).status_code == 200


def test_an_office_of_another_name_answers_to_that_name_only(tmp_path):
    with a_web(tmp_path, allowed_hosts=["zhiban.linjiang"]) as web:
        assert web.client().get("/login").status_code == 421
        answer = web.client().get("/login", headers={"host": "zhiban.linjiang"})
        assert answer.status_code == 200


ANSWERS = {
    "a page": ("GET", "/login", {}),
    "a refusal": ("POST", "/calls", {}),
    "nothing": ("GET", "/nowhere", {}),
    "a file": ("GET", "/static/icon.svg", {}),
    "no file": ("GET", "/static/nothing.js", {}),
    "json": ("GET", "/api/v1/health", {}),
    "a misdirected one": ("GET", "/login", {"host": "evil.example"}),
    "a foreign one": ("POST", "/calls", {"origin": "http://evil.example"}),
    "a method": ("PUT", "/calls", {}),
    "too long": ("POST", "/login", {"content-length": "99999999"}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_carries_the_strict_policy(web, name):
    method, path, headers = ANSWERS[name]
    answer = web.client(accept="text/html").request(method, path, headers=headers)
    assert_guarded(answer)


def test_even_a_failure_inside_carries_it(web, monkeypatch):
    monkeypatch.setattr(type(web.running.log), "head", lambda _: 1 / 0)
    answer = web.client(accept="text/html").get("/api/v1/health")
    assert answer.status_code == 500
    assert_guarded(answer)


def assert_guarded(answer):
    policy = set(answer.headers["content-security-policy"].split("; "))
    assert policy >= POLICY
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cache-control"] in ("no-store", "no-cache")


def test_only_a_file_named_by_its_content_is_kept_for_ever(web):
    kept = web.client().get(asset("icon.svg")).headers["cache-control"]
    imported = web.client().get("/static/js/office-time.js").headers["cache-control"]
    missing = web.client().get("/static/nothing.js").headers["cache-control"]
    assert ("immutable" in kept, imported, missing) == (True, "no-cache", "no-store")


def test_no_page_carries_a_script_or_a_style_of_its_own(web):
    chief = web.browser(Role.SECTION_CHIEF, on_shift=True)
    incident = chief.take_call()
    pages = ["/", "/wall", "/shift", "/register", "/rules", "/clock", f"/incidents/{incident}"]
    for path in pages:
        tags = re.findall(r"<[a-z][^>]*>", chief.get(path).text)
        assert [one for one in tags if re.search(r"\s(style|on[a-z]+)\s*=", one)] == [], path
        scripts = [one for one in tags if one.startswith("<script")]
        assert scripts
        assert all(" src=" in one for one in scripts), path
