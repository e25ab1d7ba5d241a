"""The stripe stands over every page and every sheet of whatever is part of an exercise, and over nothing real."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from desk.access import Role
from domain.words import Stage
from tests.support.exercise_pages import shown, started
from tests.support.papers import issued

STRIPE = "演练 · 不是真实事件"
ON_PAPER = "演练　演练　不是真实事件　演练　演练"


@pytest.fixture(scope="module")
def night(web):
    """One incident of an exercise and one real, told upward each, both grave."""
    chief = web.browser(Role.SECTION_CHIEF, on_shift=True)
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    exercise = started(web, chief)
    played = officer.submit(f"/exercises/{exercise}/calls", what="假山洪", dead="1")
    night = {
        "exercise": played.headers["location"].partition("?")[0].rsplit("/", 1)[1],
        "real": str(officer.take_call("真火灾", dead="1")),
    }
    for incident in night.values():
        us, words = str(web.county), "一人死亡"
        told = {"entity": us, "recipient": str(web.city), "words": words}
        assert officer.submit(f"/incidents/{incident}/reports", **told).status_code == 303
        draft = told | {"stage": Stage.FOLLOW_UP.value, "text": "续报", "channel": "written"}
        officer.submit(f"/incidents/{incident}/drafts", **draft)
    shown(web)
    rings = web.running.boards.board().rings
    night["rings"] = {str(one.incident): one.id for one in rings}
    return night | {"id": exercise}


def pages_of(night, incident):
    ring = night["rings"].get(incident)
    return [
        f"/incidents/{incident}",
        f"/incidents/{incident}/hops",
        f"/incidents/{incident}/activation",
        f"/incidents/{incident}/plan/flood",
        f"/phone?incident={incident}",
        *([f"/rings/{ring}"] if ring else []),
        f"/documents/new/flash/{incident}",
    ]


def striped(web, path):
    leader = web.browser(Role.SECTION_CHIEF, on_shift=True)
    answer = leader.get(path)
    return None if answer.status_code == 404 else STRIPE in answer.text


def test_every_page_of_an_exercises_incident_is_striped_and_none_of_a_real_one(web, night):
    told = {path: striped(web, path) for path in pages_of(night, night["exercise"])}
    assert {path for path, found in told.items() if found is False} == set()
    assert sum(found is True for found in told.values()) >= 4
    real = {path: striped(web, path) for path in pages_of(night, night["real"])}
    assert {path for path, found in real.items() if found} == set()


@pytest.mark.parametrize("path", ["", "/call", "/paper"])
def test_so_is_every_page_of_the_exercise(web, night, path):
    assert striped(web, f"/exercises/{night['id']}{path}")


@pytest.mark.parametrize("path", ["/", "/wall", "/search?q=假山洪", "/waiting", "/handover"])
def test_where_both_stand_each_row_of_the_exercise_is_marked_and_the_page_is_not(web, night, path):
    page = web.browser(Role.SECTION_CHIEF, on_shift=True).get(path).text
    assert STRIPE not in page
    if "假山洪" in page:
        assert "演练" in page


def test_a_program_is_told_as_well(web, night):
    program = web.program(Role.DUTY_OFFICER)
    found = program.get(f"/api/v1/incidents/{night['exercise']}").json()["incident"]
    assert found["exercise"] == str(night["id"])
    real = program.get(f"/api/v1/incidents/{night['real']}").json()["incident"]
    assert real["exercise"] is None


@pytest.mark.parametrize("which", ["exercise", "real"])
def test_a_sheet_made_of_it_has_the_stripe_on_top_of_every_page(web, night, which):
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    document = issued(web, officer, "flash", night[which])
    content = officer.get(f"/documents/{document}/docx").content
    heads = [
        line.text
        for section in Document(BytesIO(content)).sections
        for line in section.header.paragraphs
    ]
    assert (ON_PAPER in heads) == (which == "exercise")
