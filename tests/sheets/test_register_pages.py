"""The register's own pages: a unit and a person are looked at, revised, closed, and leave their posts."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desk.access import Role
from tests.support.sheets import newest_of_register
from tests.support.web import a_web

BUREAU = {"name": "区卫健局", "tier": "county", "kind": "department", "line": ["health", "food"]}


@pytest.fixture
def web(tmp_path):
    with a_web(tmp_path) as web:
        yield web


@pytest.fixture
def chief(web):
    return web.browser(Role.SECTION_CHIEF)


def unit(web, id):
    return web.running.desk.register().network.get(id)


def test_a_unit_is_revised_on_its_page_and_keeps_what_the_form_shows(web, chief):
    chief.submit("/register/units", parent=str(web.county), fax="5550103", **BUREAU)
    [id] = [one.id for one in web.running.desk.register().network if one.name == "区卫健局"]
    page = chief.get(f"/register/units/{id}").text
    assert 'value="5550103"' in page
    assert page.count(" checked") == 2
    answer = chief.submit(f"/register/units/{id}", parent=str(web.city), **BUREAU)
    assert answer.headers["location"] == f"/register/units/{id}"
    assert unit(web, id).parent == web.city


def test_a_closed_unit_leaves_the_list_and_its_page_says_so(web, chief):
    chief.submit(f"/register/units/{web.sibling}/closing", reason="撤并")
    assert "白沙街道" not in chief.get("/register").text
    page = chief.get(f"/register/units/{web.sibling}").text
    assert "已注销" in page
    assert "<button>注销" not in page


def test_an_office_cannot_close_its_own_unit(web, chief):
    assert "<button>注销" not in chief.get(f"/register/units/{web.county}").text
    answer = chief.submit(f"/register/units/{web.county}/closing", reason="撤并")
    assert (answer.status_code, "不能注销本单位" in answer.text) == (409, True)
    assert unit(web, web.county)


def test_a_post_is_taken_since_a_day_and_left_again(web, chief):
    person = web.people["无职"]
    form = {"name": "无职", "unit": str(web.county)}
    chief.submit(f"/register/people/{person}", post="副主任", since="2026-11-01", **form)
    page = chief.get(f"/register/people/{person}").text
    assert ("副主任" in page, "2026-11-01" in page) == (True, True)
    left = {"post": "副主任", "unit": str(web.county), "until": "2026-11-20"}
    answer = chief.submit(f"/register/people/{person}/leaving", **left)
    assert answer.headers["location"] == f"/register/people/{person}"
    assert "副主任" not in chief.get(f"/register/people/{person}").text
    again = chief.submit(f"/register/people/{person}/leaving", **left)
    assert "此人当时不任该职" in again.text


@pytest.mark.parametrize("kind", ["units", "people"])
def test_nobody_is_shown_what_is_not_there(web, chief, kind):
    assert chief.get(f"/register/{kind}/{uuid4()}").status_code == 404


def test_nothing_is_registered_under_a_unit_that_is_not_there(web, chief):
    head = newest_of_register(web.log)
    nowhere = str(uuid4())
    assert chief.submit("/register/units", parent=nowhere, **BUREAU).status_code == 404
    assert chief.submit("/register/people", name="李四", unit=nowhere).status_code == 404
    assert newest_of_register(web.log) == head


def test_who_may_only_look_is_offered_no_form(web):
    officer = web.browser(Role.DUTY_OFFICER)
    for path in ("", f"/units/{web.town}", f"/people/{web.people['镇长']}"):
        assert 'action="/register' not in officer.get(f"/register{path}").text
