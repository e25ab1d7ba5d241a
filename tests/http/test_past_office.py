"""The office of a past case stands where its record ends: no clock of it runs on, and nothing alarms today."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from api.cases.reader import read_case
from api.cli.past_folder import past_office
from api.clock import VirtualClock
from api.past_office import PastRunning
from api.rendering import instant_text
from api.settings import settings_of
from desk.access import Role
from domain.deadline_events import DeadlineRanOut
from domain.reading_trail import ReadingTrailAnchored
from tests.support.office import NINE
from tests.support.passwords import cheap_passwords
from tests.support.tree import ROOT
from tests.support.web import Web

CASE = ROOT / "docs" / "cases" / "liuyang-2019.yaml"
HOURS = re.compile(r'<meta name="office-time" content="([^"]+)" data-speed="([^"]+)"')


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """Signed in, read and anchored: its log holds more today than its record did."""
    folder = tmp_path_factory.mktemp("cases") / "past"
    with cheap_passwords():
        past_office(read_case(CASE), "", folder)
        running = PastRunning(settings_of(folder), VirtualClock(NINE))
    web = Web(running, {"county": running.desk.register().office.unit}, {})
    with web.server:
        web.browser(Role.AUDITOR).get("/replay")
        running.anchor_readings()
        yield web


def ran_out(log):
    return log.since(0, topics=(DeadlineRanOut.TOPIC,))


def test_its_record_ends_before_anybody_looked_at_it(past):
    anchored = past.log.since(0, 1, (ReadingTrailAnchored.TOPIC,))
    assert ran_out(past.log)[-1].seq <= past.running.ended.seq < anchored[0].seq
    assert past.log.head_at(past.running.ended.seq + 1).recorded_at >= NINE


@pytest.mark.parametrize(("live", "there"), [("/", "/replay"), ("/wall", "/replay?page=wall")])
def test_its_live_board_is_the_replay_of_its_end(past, live, there):
    auditor = past.browser(Role.AUDITOR)
    answer = auditor.get(live)
    assert (answer.status_code, answer.headers["location"]) == (303, there)
    page = auditor.get(there).text
    ended = past.running.ended
    assert HOURS.search(page).groups() == (instant_text(ended.recorded_at), "0")
    assert page.count("<due-clock") > 0
    assert not re.search("data-socket|data-enable|js/sound", page), (
        "nothing comes live, nothing sounds"
    )


def test_a_leaders_phone_shows_no_clock_of_it_either(past):
    leader = past.browser(Role.DUTY_LEADER)
    assert leader.get("/phone").headers["location"] == "/replay"


def test_every_page_says_where_the_record_ends_and_counts_from_there(past):
    chief, ended = past.browser(Role.SECTION_CHIEF), past.running.ended.recorded_at
    incident = past.log.stream(ran_out(past.log)[0].originator_id)[0].event.incident
    for path in (f"/incidents/{incident}", "/rules", "/replay"):
        page = chief.get(path).text
        assert HOURS.search(page).groups() == (instant_text(ended), "0"), path
        assert f"{ended:%Y-%m-}" in page[: page.index("<main")], path


def test_what_is_done_today_is_shown_by_its_position(past):
    head = past.log.head().seq
    assert head > past.running.ended.seq
    assert past.browser(Role.AUDITOR).get(f"/replay?seq={head}").status_code == 200
    assert past.browser(Role.AUDITOR).get(f"/incidents/{uuid4()}").status_code == 404
