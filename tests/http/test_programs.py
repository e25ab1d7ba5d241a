"""A program does through JSON what an officer does on a page: a call, a report, a level, an excuse."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from desk.access import Role
from domain.incident import LevelDecided
from tests.support.office import NINE


@pytest.fixture
def officer(web):
    return web.program(Role.DUTY_OFFICER)


@pytest.fixture
def chief(web):
    return web.program(Role.SECTION_CHIEF)


@pytest.fixture
def incident(web, officer):
    call = {"what": "化工厂爆炸", "klass": "accident", "caller_unit": str(web.town)}
    answer = officer.post("/api/v1/calls", call)
    assert answer.status_code == 201, answer.text
    return answer.json()["answer"]["incident"]


def path(incident, rest=""):
    return f"/api/v1/incidents/{incident}{rest}"


def test_a_call_is_kept_as_it_was_told(officer):
    at = NINE.isoformat()
    call = {
        "what": "燃气泄漏",
        "place": "临江花园 7 号楼",
        "klass": "accident",
        "occurred": {"at": at, "precision": "minute", "basis": "oral"},
        "figures": {"dead": 0, "injured": 2},
    }
    id = officer.post("/api/v1/calls", call).json()["answer"]["incident"]
    found = officer.get(path(id)).json()["incident"]
    assert {one["figure"]: one["value"] for one in found["facts"]} == {"dead": 0, "injured": 2}
    assert found["occurred"]["precision"] == "minute"
    assert (found["klass"], found["standing"]) == ("accident", "open")


def test_an_incident_shows_each_of_its_clocks(web, officer, incident):
    deadlines = officer.get(path(incident)).json()["deadlines"]
    ours = [
        one for one in deadlines.values() if one["terms"]["reporting_entity"] == str(web.county)
    ]
    assert ours
    assert all(one["standing"] == "running" and one["due_at"] for one in ours)


def test_a_report_told_by_a_program_meets_its_clock(web, officer, incident):
    telling = {"reporting_entity": str(web.county), "recipient": str(web.city)}
    answer = officer.post(path(incident, "/reports"), telling)
    assert answer.status_code == 201
    deadlines = officer.get(path(incident)).json()["deadlines"].values()
    assert "met" in [one["standing"] for one in deadlines]


def test_a_level_is_decided_on_what_was_shown(web, chief, incident):
    shown = chief.get(path(incident)).headers["etag"]
    where = path(incident, "/level")
    answers = [
        chief.post(where, {"level": level}, **{"if-match": shown}) for level in ("III", "IV")
    ]
    assert [one.status_code for one in answers] == [201, 412]
    assert answers[1].json()["type"] == "/problems/changed-meanwhile"
    assert chief.get(path(incident)).json()["incident"]["level"] == "III"


@pytest.mark.parametrize("given", ["*", None])
def test_without_a_position_a_level_is_decided_on_what_stands(chief, incident, given):
    headers = {"if-match": given} if given else {}
    for level in ("III", "IV"):
        answer = chief.post(path(incident, "/level"), {"level": level}, **headers)
        assert answer.status_code == 201


@pytest.mark.parametrize("given", ["x", '"-1"', 'W/"3"', '"1", "2"', "1" * 40, "٣".encode()])
def test_a_position_nobody_was_shown_is_refused(chief, incident, given):
    answer = chief.post(path(incident, "/level"), {"level": "I"}, **{"if-match": given})
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/no-position"


def test_a_level_says_when_it_was_decided(web, chief, incident):
    at = (NINE - timedelta(minutes=3)).isoformat()
    decided = {"at": at, "precision": "minute", "basis": "oral"}
    chief.post(path(incident, "/level"), {"level": "II", "decided": decided})
    events = [one.event for one in web.log.since(0, 100_000)]
    last = [one for one in events if isinstance(one, LevelDecided)][-1]
    assert last.decided.earliest == NINE - timedelta(minutes=3)


@pytest.fixture
def late(own_web):
    """Reported a day too late: (an officer, a chief, the incident, its clock)."""
    officer, chief = own_web.program(Role.DUTY_OFFICER), own_web.program(Role.SECTION_CHIEF)
    call = {"what": "化工厂爆炸", "klass": "accident"}
    incident = officer.post("/api/v1/calls", call).json()["answer"]["incident"]
    own_web.clock.forward(days=1)
    telling = {"reporting_entity": str(own_web.county), "recipient": str(own_web.city)}
    assert officer.post(path(incident, "/reports"), telling).status_code == 201
    deadlines = officer.get(path(incident)).json()["deadlines"].items()
    deadline = next(id for id, one in deadlines if one["seconds_late"])
    return officer, chief, incident, deadline


def test_a_clock_met_late_is_excused_for_a_reason(late):
    _, chief, incident, deadline = late
    where = path(incident, f"/deadlines/{deadline}/excuse")
    assert chief.post(where, {"reason": "通信中断"}).status_code == 201
    assert chief.get(path(incident)).json()["deadlines"][deadline]["excused"]


def test_another_incidents_clock_is_not_excused_through_this_one(late):
    officer, chief, incident, deadline = late
    other = officer.post("/api/v1/calls", {"what": "x"}).json()["answer"]["incident"]
    where = path(other, f"/deadlines/{deadline}/excuse")
    assert chief.post(where, {"reason": "x"}).status_code == 404
    assert not chief.get(path(incident)).json()["deadlines"][deadline]["excused"]


def test_a_reporter_speaks_for_its_own_unit_and_those_below_it(web, officer, incident):
    reporter = web.program(Role.REPORTER, web.town)
    entities = {web.town: 201, web.works: 201, web.county: 404, web.sibling: 404}
    for entity, status in entities.items():
        recipient = web.city if entity == web.county else web.county
        telling = {"reporting_entity": str(entity), "recipient": str(recipient)}
        answer = reporter.post(path(incident, "/reports"), telling)
        assert answer.status_code == status, (status, answer.text)


def test_health_tells_a_stranger_whether_the_office_works_and_nothing_else(web):
    before = web.log.head().seq
    health = web.client().get("/api/v1/health").json()
    assert set(health) == {
        "head",
        "shown",
        "waiter_alive",
        "waiter_looked_seconds_ago",
        "sender_alive",
        "deadman_asked_seconds_ago",
    }
    assert (health["waiter_alive"], health["sender_alive"]) == (True, True)
    assert before <= health["head"] <= web.log.head().seq


def test_the_board_is_the_boards_own_data(web, officer, incident):
    board = officer.get("/api/v1/board").json()
    assert incident in [one["id"] for one in board["incidents"]]
    assert board["office"] == "临江区"


def test_an_incident_nobody_opened_is_a_problem(officer):
    answer = officer.get(path(uuid4()))
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown")
