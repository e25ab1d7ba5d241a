"""Names and numbers of callers: sealed in the log, absent from views, addresses and the server's words."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest

from desk.access import Role
from desk.vault.accounts import VaultBroken

NAME, NUMBER, PEER = "欧阳建国", "13912345678", "市值班室钱科长"
WORDS = [NAME, NUMBER, PEER]


@pytest.fixture
def told(own_web, caplog):
    """A call with a caller's name and number, a report with its counterpart's: (incident, addresses)."""
    caplog.set_level(logging.DEBUG)
    officer, addresses = own_web.browser(Role.DUTY_OFFICER), []
    officer.client.event_hooks["response"] = [
        lambda answer: addresses.extend([str(answer.url), answer.headers.get("location", "")])
    ]
    unit = own_web.town
    incident = officer.take_call(caller_unit=unit, caller_name=NAME, call_back=NUMBER)
    ends = {"entity": own_web.county, "recipient": own_web.city}
    officer.submit(f"/incidents/{incident}/reports", words="已处置", counterpart=PEER, **ends)
    officer.submit("/calls", what="x" * 20_001, caller_name=NAME, call_back=NUMBER)
    own_web.program(Role.DUTY_OFFICER).post("/api/v1/calls", {"caller_name": NAME, "x": NUMBER})
    return incident, addresses


def page(web, role, incident, unit=None):
    return web.browser(role, unit).get(f"/incidents/{incident}").text


@pytest.mark.parametrize("name", ["log.db", "views.db", "vault.db"])
def test_no_byte_of_the_files_tells_them(own_web, told, name):
    files = sorted(own_web.running.settings.folder.glob(f"{name}*"))
    held = b"".join(one.read_bytes() for one in files)
    assert "已处置".encode() in held or name != "log.db"  # open words are there to be found
    for word in WORDS:
        assert word.encode() not in held
        assert word.encode("utf-16-le") not in held


def test_no_address_tells_them(told):
    _, addresses = told
    assert len(addresses) > 4
    assert not any(word in one for word in WORDS for one in addresses)


def test_the_servers_own_words_do_not_tell_them(told, caplog):
    assert not any(word in caplog.text for word in WORDS)


def test_the_board_and_its_socket_do_not_tell_them(own_web, told):
    shown = own_web.browser(Role.DUTY_OFFICER).get("/").text
    with own_web.wall().watch("desk") as socket:
        shown += socket.receive_text()
    shown += own_web.program(Role.DUTY_OFFICER).get("/api/v1/board").text
    assert not any(word in shown for word in WORDS)


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.DUTY_LEADER, Role.SECTION_CHIEF])
def test_the_office_reads_them_on_the_incidents_page(own_web, told, role):
    shown = page(own_web, role, told[0])
    assert all(word in shown for word in WORDS)


@pytest.mark.parametrize(
    ("role", "below"),
    [
        (Role.AUDITOR, False),
        (Role.REPORTER, False),
        (Role.REPORTER, True),
        (Role.DUTY_OFFICER, True),
        (Role.SECTION_CHIEF, True),
    ],
)
def test_whoever_else_sees_the_incident_does_not_read_them(own_web, told, role, below):
    shown = page(own_web, role, told[0], own_web.town if below else None)
    assert "已处置" in shown
    assert not any(word in shown for word in WORDS)


def test_the_json_of_an_incident_does_not_tell_them(own_web, told):
    shown = own_web.program(Role.DUTY_OFFICER).get(f"/api/v1/incidents/{told[0]}").text
    assert not any(word in shown for word in WORDS)


def caller_of(web, incident):
    state = web.program(Role.DUTY_OFFICER).get(f"/api/v1/incidents/{incident}").json()
    [incoming] = state["incident"]["incoming"]
    [first] = web.log.stream(UUID(incoming))[:1]
    return first.event.caller_name


def test_an_erased_person_is_gone_from_the_page_and_the_rest_stays(own_web, told):
    subject = caller_of(own_web, told[0]).subject
    own_web.vault.erase(subject, own_web.clock.at, "依申请")
    shown = page(own_web, Role.DUTY_OFFICER, told[0])
    assert NAME not in shown
    assert PEER in shown


def test_a_damaged_box_does_not_take_the_page_with_it(own_web, told, monkeypatch, caplog):
    def broken(*_):
        raise VaultBroken("a sealed word cannot be opened")

    monkeypatch.setattr(own_web.vault, "reveal", broken)
    shown = page(own_web, Role.DUTY_OFFICER, told[0])
    assert "〔×〕" in shown
    assert "已处置" in shown
    assert "cannot be opened" in caplog.text
