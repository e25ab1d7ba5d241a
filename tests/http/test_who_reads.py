"""An auditor reads everything and changes nothing; an administrator reads no word of an incident."""

from __future__ import annotations

import itertools
from uuid import uuid4

import pytest

from desk.access import Role
from escalation.replies import Reply
from tests.support.photos import a_photo
from tests.support.refusing import on_record
from tests.support.who_may import WHO_MAY

UNREAD = {  # pages that hold nothing but an empty form, or what stands on another page as well
    "GET /clock": "the form that explains a clock; the doubt is on the board",
    "GET /exercises/{exercise}/call": "the form of a call; the calls are on the exercise's page",
    "GET /intake/paper": "an empty form to print",
    "GET /phone": "the leader's own forms; the same incidents are on the desk",
    "GET /phone-bill": "the form that takes a bill",
    "GET /pin": "one's own PIN",
    "GET /plans/coverage/list": "the form that keeps the list; the list is on the coverage page",
    "GET /plans/import": "the form that takes a register",
    "GET /plans/new": "the form of a new plan",
    "GET /roster/rotation": "the form of a rotation",
}
CHANGES_NOTHING = {
    "POST /dossier": "takes a dossier away; the log says only that it was taken",
    "POST /disputes": "reckons what the desk would have found, and keeps nothing",
    "POST /sound/heard": "a page's pulse; an auditor's is not heard",
}
MARK = "机密标记"
NUMBERS = itertools.count(1)


def mark():
    return f"{MARK}{next(NUMBERS):04d}"


def lets(letter, name):
    may = WHO_MAY[name]
    return not may or may == "link" or letter in may.office


def names(method):
    return [name for name in WHO_MAY if name.startswith(method)]


def test_an_auditor_reads_every_page_but_the_few_that_say_why_not():
    assert {name for name in names("GET") if not lets("A", name)} == set(UNREAD)


def test_an_auditor_sends_nothing_but_what_changes_nothing():
    own = {"POST /login", "POST /logout", "POST /language"}
    held = {name for name in names("POST") if WHO_MAY[name] in (None, "link")}
    assert held - own == {"POST /r/{token}", "POST /s/{screen}"}  # by a link, not by an account
    sends = {name for name in names("POST") if lets("A", name)} - held
    assert sends == set(CHANGES_NOTHING)


def test_what_an_auditor_sends_leaves_nothing(own_web):
    auditor, before = own_web.browser(Role.AUDITOR), on_record(own_web)
    auditor.submit("/disputes", category="accident")
    auditor.submit("/sound/heard")
    assert on_record(own_web) == before
    assert own_web.running.hearing.change() is None


@pytest.fixture(scope="module")
def planted(web, everyone, things):
    """One incident, every text of which is marked; and what people wrote back about it."""
    call = {"what": mark(), "place": mark(), "caller_name": mark(), "call_back": mark()}
    answer = everyone.post("/api/v1/calls", call | {"caller_unit": str(web.town)})
    incident = answer.json()["answer"]["incident"]
    base, chief = f"/incidents/{incident}", everyone
    report = {"reporting_entity": str(web.county), "recipient": str(web.city)}
    told = {"words": mark(), "counterpart": mark()}
    assert everyone.post(f"/api/v1{base}/reports", report | told).status_code == 201
    chief.submit(
        f"{base}/instructions", words=mark(), way="phone", person=str(web.people["沈立群"])
    )
    chief.submit(f"{base}/taskings", what=mark(), owner=str(web.town), counterpart=mark())
    chief.submit(f"{base}/requests", what=mark(), asked_by=str(web.city), due="30")
    chief.submit(f"{base}/figures", dead="1", source=mark())
    chief.submit("/desk-notes", kind="other", words=mark(), origin=mark(), visitor_name=mark())
    photo = {"file": (f"{mark()}.jpg", a_photo())}
    everyone.client.post(f"{base}/files", data={"command_id": str(uuid4())}, files=photo)
    running, now = web.running, web.clock.at
    running.waking.replies.keep("短信", Reply(sender=mark(), text=mark()), now)
    return things | {"incident": incident}


def address(name, things):
    method, path = name.split(" ")
    return method, path.format(**things)


@pytest.mark.parametrize("name", names("GET"))
def test_an_administrator_is_shown_no_word_of_an_incident(web, planted, name):
    _, path = address(name, planted)
    for client in (web.browser(Role.ADMINISTRATOR), web.program(Role.ADMINISTRATOR)):
        for query in ("", f"?q={MARK[:2]}"):
            assert MARK not in client.get(path + query).text


@pytest.mark.parametrize("name", [one for one in names("POST") if "/incidents/" in one])
def test_what_refuses_an_administrator_tells_nothing(web, planted, name):
    _, path = address(name, planted)
    program = web.program(Role.ADMINISTRATOR)
    answer = program.post(path, {"x": 1}) if "/api/" in path else program.submit(path, seen="x")
    assert answer.status_code in (401, 403, 404, 422)
    assert MARK not in answer.text


def test_the_marks_are_really_there(web, planted):
    auditor = web.browser(Role.AUDITOR)
    shown = auditor.get(f"/incidents/{planted['incident']}").text
    assert shown.count(MARK) >= 5
    assert MARK in auditor.get("/search?q=" + MARK).text
    assert MARK in auditor.get("/channels").text
