"""Units and people are called on a replayed page what they were called at the moment, and now what they are called now."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from msgspec.structs import replace

from api.running import acting_as
from desk.access import Role
from desk.network import RegisterPerson, RegisterUnit, register_person, register_unit
from domain.shift import shift_id
from projections.network import PEOPLE, UNITS
from tests.support.doing import done_and_shown
from tests.support.office import NINE

OLD_UNIT, NEW_UNIT = "青石镇", "青石街道"
OLD_HEAD, NEW_HEAD = "沈立群", "沈立"


@pytest.fixture(scope="module")
def renamed(web):
    """The town called and its leader was rung; then both were renamed, and a figure came late."""
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    web.clock.forward(minutes=1)
    web.incident = officer.take_call("储罐爆炸", caller_unit=web.town, dead="1")
    officer.submit(f"/incidents/{web.incident}/figures", dead="2")
    web.then = web.log.position
    web.clock.forward(minutes=30)
    rename(web)
    officer.submit(f"/incidents/{web.incident}/figures", dead="3")
    return web


def rename(web):
    town, head = web.town, web.people[OLD_HEAD]
    unit, person = web.running.boards.read(
        lambda found: (found.rows[UNITS.name].get(town), found.rows[PEOPLE.name].get(head))
    )
    called = replace(unit.profile, name=NEW_UNIT, short_name="")
    at = web.running.clock().now
    renaming = RegisterUnit(unit=town, profile=called, effective=at)
    done_and_shown(web, acting_as("sweep", uuid4()), register_unit, renaming)
    named = RegisterPerson(person=head, profile=replace(person.profile, name=NEW_HEAD))
    done_and_shown(web, acting_as("sweep", uuid4()), register_person, named)


def page_of(web, path, **moment):
    answer = web.browser(Role.AUDITOR).get(path, params=moment)
    assert answer.status_code == 200
    return answer.text


def pages(web):
    return {
        "the board": "/replay",
        "the incident": f"/replay/incidents/{web.incident}",
        "the unit": f"/replay/units/{web.town}",
        "the person": f"/replay/people/{web.people[OLD_HEAD]}",
        "the shift": f"/replay/shifts/{shift_id(web.county, NINE)}",
        "what no board showed": f"/replay/unshown?incident={web.incident}",
    }


def of_then(page):
    """Without what it says of now."""
    page = re.sub(r'<td data-head="现在所知">.*?</td>', "", page, flags=re.S)
    return re.sub(r'<span class="sub">现称.*?</span>', "", page, flags=re.S)


def names_in(page):
    longer = page.replace(NEW_UNIT, "@").replace(OLD_HEAD, "#")  # one name begins another
    old = {one for one, mark in ((OLD_UNIT, OLD_UNIT), (OLD_HEAD, "#")) if mark in longer}
    new = {one for one, mark in ((NEW_UNIT, "@"), (NEW_HEAD, NEW_HEAD)) if mark in longer}
    return old, new


def test_a_replayed_page_calls_them_what_they_were_called_then(renamed):
    found = {
        what: names_in(of_then(page_of(renamed, path, seq=renamed.then)))
        for what, path in pages(renamed).items()
    }
    assert {what: new for what, (_, new) in found.items()} == {key: set() for key in found}
    assert all(old for what, (old, _) in found.items() if what != "what no board showed"), found


def test_and_of_now_what_they_are_called_now(renamed):
    found = {what: names_in(page_of(renamed, path)) for what, path in pages(renamed).items()}
    told = {what: old for what, (old, _) in found.items() if what != "the shift"}
    assert told == {key: set() for key in told}, "what a shift put on record stands as it was typed"
    assert all(new for what, (_, new) in found.items() if what != "what no board showed"), found


def test_a_new_name_is_no_news_of_what_was_known(renamed):
    told = page_of(renamed, f"/replay/incidents/{renamed.incident}", seq=renamed.then)
    same = rf'<tr class="mark-same">\s*<th scope="row"><a [^>]*>{OLD_UNIT}</a>.*?</tr>'
    [row] = re.findall(same, told, re.S)
    assert NEW_UNIT in row[row.index("现称") :]


def test_whoever_was_not_on_the_register_yet_is_called_what_they_came_to_be_called(renamed):
    page = page_of(renamed, f"/replay/units/{renamed.town}", seq=1)
    assert names_in(page) == ({OLD_UNIT}, set())
