"""Who opened, searched and exported what, and who was turned away, is found on the auditor's page."""

from __future__ import annotations

import sqlite3
from threading import Event, Thread
from uuid import UUID

import pytest

import api.running
from desk.access import Role
from desk.reading_trail import standing_of
from desk.trail.reading import ReadingKind
from desk.trail.tables import FILE
from domain.reading_trail import ReadingTrailAnchored, ReadingTrailFailed, TrailFailure
from tests.support.reading import anchored, bytes_of, last, noted
from tests.support.web import PASSWORD

CALLER = "王小明13800138000"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


@pytest.fixture
def incident(officer):
    return officer.take_call("化工厂爆炸", caller_name=CALLER, place="青石化工园")


@pytest.fixture
def auditor(own_web):
    return own_web.browser(Role.AUDITOR)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/incidents/{incident}", "opened"),
        ("/incidents/{incident}/hops", "opened"),
        ("/incidents/{incident}/hops.docx", "exported"),
        ("/search?q=青石", "searched"),
        ("/duty-log/xlsx", "exported"),
        ("/accounts", "refused"),
        ("/no/such/page", "refused"),
        ("/incidents/00000000-0000-4000-8000-000000000000", "refused"),
    ],
)
def test_what_an_officer_does_is_noted_by_its_kind(own_web, officer, incident, path, kind):
    officer.get(path.format(incident=incident), headers={"referer": "http://127.0.0.1/?taken=x"})
    found = last(own_web)
    account = own_web.account(Role.DUTY_OFFICER)
    assert (found.kind, found.page, found.via) in [(kind, "/", "page"), ("refused", "/", "")]
    assert found.account in (account.id, None)


def test_the_words_of_a_search_are_kept_and_nothing_that_was_read(own_web, officer, incident):
    officer.get(f"/incidents/{incident}")
    officer.get("/search?q=青石 化工园")
    assert last(own_web).words == "青石 化工园"
    [opened] = noted(own_web, about=(incident,))
    assert opened.things == {"incident": str(incident)}
    assert CALLER.encode() not in bytes_of(own_web)
    assert "爆炸".encode() not in bytes_of(own_web)


def test_programs_walls_boards_and_links_are_noted_as_what_they_are(own_web, officer, incident):
    own_web.program(Role.DUTY_OFFICER).get(f"/api/v1/incidents/{incident}")
    assert (last(own_web).via, last(own_web).about) == ("api", str(incident))
    own_web.wall().get("/wall")
    assert last(own_web).via == "wall"
    with officer.watch() as socket:
        socket.receive_json()
    assert (last(own_web).kind, last(own_web).route) == ("watched", "SOCKET /ws")
    token = own_web.vault.links.issue(own_web.people["无职"], UUID(int=9), 1, own_web.clock.at)
    own_web.browser().get(f"/r/{token}")
    assert (last(own_web).person, last(own_web).via) == (own_web.people["无职"], "link")
    assert token.encode() not in bytes_of(own_web)


def test_who_signs_in_and_who_does_not(own_web):
    account = own_web.new_account([Role.DUTY_OFFICER], login="zhang")
    stranger = own_web.browser()
    stranger.client.post("/login", data={"login": "zhang", "password": "falsch"})
    stranger.client.post("/login", data={"login": "mein-passwort", "password": "x"})
    stranger.client.post("/login", data={"login": "zhang", "password": PASSWORD})
    own_web.browser().get("/shift")
    kinds = [(one.kind.value, one.account) for one in noted(own_web)]
    assert kinds == [
        ("sign_in_failed", account.id),
        ("sign_in_failed", None),
        ("signed_in", account.id),
        ("not_signed_in", None),
    ]
    assert b"mein-passwort" not in bytes_of(own_web)


def test_too_many_tries_and_a_foreign_origin_are_noted(own_web):
    stranger = own_web.browser()
    for _ in range(12):
        stranger.client.post("/login", data={"login": "x", "password": "x"})
    assert last(own_web).kind is ReadingKind.TOO_MANY_TRIES
    stranger.client.post("/calls", headers={"origin": "http://evil.example"})
    assert (last(own_web).kind, last(own_web).status) == (ReadingKind.REFUSED, 403)


def test_the_auditor_finds_it_by_person_kind_incident_and_time(own_web, officer, incident, auditor):
    number = own_web.running.boards.board().incidents[0].number
    officer.get(f"/incidents/{incident}")
    officer.get("/search?q=青石")
    who = own_web.account(Role.DUTY_OFFICER)

    def rows(query):
        return auditor.get(f"/audit/readings?{query}").text.count("<tr>") - 1

    assert rows(f"incident={number}") == rows(f"incident={incident}") == 1
    assert rows("incident=没有这件事") <= 0
    assert rows("kind=searched") == 1
    assert rows(f"account={who.id}&since=2026-11-24 08:00&until=2026-11-24 09:30") == 2
    assert rows("until=2026-11-24 08:00") <= 0
    assert f'/audit/readings?incident={incident}"' in auditor.get(f"/incidents/{incident}").text


def test_a_spreadsheet_runs_nothing_that_was_searched_for(own_web, officer, auditor):
    officer.get("/search?q==cmd|' /C calc'!A0")
    answer = auditor.get("/audit/readings/csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert ",'=cmd|" in answer.text
    assert last(own_web).kind is ReadingKind.EXPORTED


def test_the_head_is_anchored_when_it_moved_and_not_again(own_web, officer):
    officer.get("/shift")
    own_web.running.anchor_readings()
    own_web.running.anchor_readings()
    head = own_web.running.trail.head
    now = ReadingTrailAnchored(trail=head.trail, size=head.size, head=head.chain.hex())
    assert anchored(own_web)[-1] == now
    sizes = [one.size for one in anchored(own_web)]  # the timer may have come by
    assert sizes == sorted(set(sizes))


def test_two_that_anchor_at_once_accuse_nobody(own_web, officer, monkeypatch):
    """One saw how the trail stands, and is held up until the other has told of more."""
    seen, goes_on = Event(), Event()

    def held_up(trail):
        monkeypatch.undo()
        standing = standing_of(trail)
        seen.set()
        goes_on.wait(0.5)
        return standing

    monkeypatch.setattr(api.running, "standing_of", held_up)
    slow = Thread(target=own_web.running.anchor_readings)
    slow.start()
    seen.wait()
    officer.get("/shift")
    own_web.running.anchor_readings()
    goes_on.set()
    slow.join()
    assert {type(one) for one in anchored(own_web)} == {ReadingTrailAnchored}


def look(web):
    """As the timer does every minute, and the board has heard of it."""
    web.running.anchor_readings()
    web.running.boards.wait_for(web.log.head().seq, 60)


def test_a_trail_that_takes_nothing_is_on_the_board_and_calls_are_taken(own_web, officer):
    trail = own_web.running.trail
    trail.close()
    path = own_web.running.settings.folder / FILE
    aside = path.rename(path.with_suffix(".aside"))
    path.mkdir()
    officer.get("/shift")
    look(own_web)
    assert anchored(own_web)[-1].failure is TrailFailure.UNWRITABLE
    incident = officer.take_call("燃气泄漏")
    assert "谁看了什么没有留痕" in officer.get("/").text
    path.rmdir()
    aside.rename(path)
    look(own_web)
    assert "谁看了什么没有留痕" not in officer.get("/").text
    assert noted(own_web)[0].route == "GET /shift"
    assert incident


def test_a_trail_that_was_cut_waits_for_a_leaders_explanation(own_web, officer, auditor):
    officer.get("/shift")
    look(own_web)
    trail = own_web.running.trail
    trail.close()
    with sqlite3.connect(trail.path) as db:
        db.executescript("DROP TRIGGER reading_no_delete; DELETE FROM reading")
    trail._anchored = trail.head
    trail._open()
    look(own_web)
    assert isinstance(anchored(own_web)[1], ReadingTrailFailed)
    assert "被截断、改动或丢失" in officer.get("/").text
    path = "/audit/readings/explanation"
    assert auditor.submit(path, explanation="换硬盘").status_code == 403
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit(path, explanation="换硬盘，旧件另存").status_code == 303
    assert "被截断、改动或丢失" not in officer.get("/").text
    assert chief.submit(path, explanation="再说一次").status_code == 409
