"""No page, and no frame on it, offers its reader an act or a way that its route refuses them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.panels import ACTS, PANELS
from api.rendering import STATIC
from tests.http.test_access import EVERYBODY, Asker, browser_of, expected
from tests.support.offered import offered, refused
from tests.support.ways_in import policies, routes_of
from tests.support.who_may import WHO_MAY
from tests.support.who_writes import WHO_WRITES_DOWN

SIGNED_IN = [one for one in EVERYBODY if one.letter is not None and one.place in ("county", "town")]
TEMPLATES = Path(STATIC).parent / "templates"


def pages_of(browser, things, asker):
    """Every page this reader is let into; the way in is nobody's page."""
    for name in WHO_MAY:
        method, path = name.split(" ")
        if method == "GET" and path != "/login" and expected(name, asker) == "in":
            answer = browser.get(path.format(**things))
            assert answer.status_code == 200 or answer.is_redirect, (name, answer.text)
            if answer.headers.get("content-type", "").startswith("text/html"):
                yield name, answer.text


@pytest.mark.parametrize("asker", SIGNED_IN, ids=str)
def test_no_page_offers_what_its_reader_may_not_do(web, things, asker):
    browser = browser_of(web, asker)
    pages = pages_of(browser, things, asker)
    found = {name: refused(offered(page), asker) for name, page in pages}
    assert {name: one for name, one in found.items() if one} == {}


def test_who_may_write_down_a_decision_has_its_line_in_the_table(web):
    found = (
        (name, policies(getattr(route, "dependant", None))) for name, route in routes_of(web.app)
    )
    assert {name for name, one in found if one and one[0].on_behalf} == {*WHO_WRITES_DOWN}


def test_an_auditor_reads_the_board_and_an_officer_acts_on_it(web, things):
    """The same frames for both: only what the page says of its reader differs."""
    acts = {f"/rings/{things['notice']}", f"/incidents/{things['incident']}"}
    seen = {
        letter: [one for one in re.findall(r'<a class="act".*?</a>', board(web, letter))]
        for letter in "AO"
    }
    assert seen["A"] == seen["O"] != []
    assert 'data-act="answer_ring"' in "".join(seen["A"])
    shown = {letter: {one.path for one in offered(board(web, letter))} for letter in "AO"}
    assert shown["O"] & acts == acts
    assert f"/rings/{things['notice']}" not in shown["A"]


def board(web, letter):
    return browser_of(web, Asker(letter)).get("/").text


def test_whatever_a_frame_offers_is_hidden_from_whoever_may_not():
    panels = "".join((TEMPLATES / "panel" / f"{one[1:]}.html").read_text() for one in PANELS)
    css = (STATIC / "css" / "base.css").read_text()
    tagged = set(re.findall(r'data-act="([a-z_]+)"', panels))
    hides = set(re.findall(r'body:not\(\[data-may~="([a-z_]+)"\]\) \[data-act="\1"\]', css))
    assert tagged == hides == {one.value for one in ACTS}
    assert panels.count('class="act"') == len(re.findall(r'class="act"[^>]*data-act="', panels))
