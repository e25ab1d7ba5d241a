"""Nobody sees, reaches by key or hears of a control that would turn them away: on a page, and in what comes to it live."""

from __future__ import annotations

import pytest

from desk.access import Role
from tests.http.test_access import Asker
from tests.support import serving as people
from tests.support.nights import a_night
from tests.support.offered import Offer, refused
from tests.support.screens import PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

READERS = {  # login → letter
    "shenji": "A",
    "zhiban": "O",
    "daiban": "L",
    "zhuren": "C",
    "guanli": "M",
}
SHOWN = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const path = (one) => new URL(one, location).pathname;
  return [...document.querySelectorAll("a[href], form, [formaction]")].filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => one.matches("form") ? [one.method.toUpperCase(), path(one.getAttribute("action")), !!one.elements.by && ![...one.elements.by.options].some((o) => !o.value)]
      : one.matches("a") ? ["GET", path(one.href), false] : ["POST", path(one.formAction), false]);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    more = (("shenji", "陆正", (Role.AUDITOR,)), ("daiban", "沈立群", (Role.DUTY_LEADER,)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(people, "PEOPLE", (*people.PEOPLE, *more))
        with a_staffed_office(folder) as office:
            a_night(office)
    with serving(folder) as server:
        yield server


def offers_of(screen):
    return {Offer(*one) for one in screen.page.evaluate(SHOWN)}


def ways_from(screen):
    """The desk, and what it leads to: an incident and a ring."""
    found = {"/", "/wall"}
    for thing in ("incidents", "rings"):
        links = screen.page.locator(f"a[href^='/{thing}/']")
        found |= {links.first.get_attribute("href")} if links.count() else set()
    return sorted(found)


@pytest.mark.parametrize(("login", "letter"), READERS.items())
def test_no_visible_control_turns_its_reader_away(server, open_screen, login, letter):
    screen = open_screen(server, login, "/rules" if letter == "M" else "/")
    pages = {"M": ["/rules", "/register"]}.get(letter) or ways_from(screen)
    for page in pages + (["/phone"] if letter in "LC" else []):
        screen.page.set_viewport_size(dict(zip(("width", "height"), size_for(page), strict=True)))
        screen.go(page)
        assert refused(offers_of(screen), Asker(letter)) == set(), page
    assert screen.complaints == []


def size_for(page):
    return {"/wall": WALL, "/phone": PHONE}.get(page, (1366, 768))


def test_what_comes_live_offers_an_auditor_nothing_either(server, open_screen):
    auditor = open_screen(server, "shenji", "/").wait_for_link("live")
    officer = open_screen(server, "zhiban", "/").wait_for_link("live")
    officer.page.fill("[name=what]", "东门农贸市场停电")
    officer.page.click("form[action='/calls'] button.main")
    officer.page.wait_for_url("**/incidents/*")
    officer.go("/")
    for screen in (auditor, officer):
        screen.row("东门农贸市场停电").wait_for()
    acts = "[data-act='record_report']"
    row = auditor.row("东门农贸市场停电")
    assert row.locator(acts).count() == 1, "the frame itself is everybody's"
    assert row.get_by_role("link").count() == 0, "nor by key, nor read aloud"
    assert officer.row("东门农贸市场停电").get_by_role("link").count() == 1
    assert refused(offers_of(auditor), Asker("A")) == set()
