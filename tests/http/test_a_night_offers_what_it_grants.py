"""Whoever walks through the demonstration's night, page by page, is nowhere shown what turns them away."""

from __future__ import annotations

from collections import Counter

import pytest

from api.clock import VirtualClock
from api.demo import seed
from api.running import Running
from api.settings import Settings
from tests.http.test_access import Asker, browser_of
from tests.support.offered import offered, refused, way_of
from tests.support.office import NINE
from tests.support.passwords import cheap_passwords
from tests.support.web import Web

OF_A_WAY = 3  # pages that differ in their ids only
STARTS = {"M": "/rules", "": "/wall"}
PAGES_MIN = {"M": 8, "": 1}  # of everybody else's there are many more
TURNED_AWAY = (401, 403, 404, 500)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    folder = tmp_path_factory.mktemp("night")
    with cheap_passwords():
        seed(folder, NINE)
        running = Running(Settings(folder=folder), VirtualClock(NINE))
    web = Web(running, {"county": running.desk.register().office.unit}, {})
    with web.server:
        yield web


def walked(browser, path):
    """Every page that is reached by what pages offer, and what came of it."""
    coming, seen, counts = [path], {path}, Counter()
    while coming:
        here = coming.pop()
        answer = browser.get(here)
        leads = offered(answer.text) if answer.status_code == 200 else set()
        yield here, answer.status_code, leads
        for one in leads:
            counts[way_of(one)] += one.path not in seen
            if one.method == "GET" and one.path not in seen and counts[way_of(one)] <= OF_A_WAY:
                seen.add(one.path)
                coming.append(one.path)


@pytest.mark.parametrize("letter", ["O", "L", "C", "A", "M", ""], ids=lambda one: one or "wall")
def test_nobody_is_shown_a_way_that_turns_them_away(night, letter):
    asker = Asker(letter)
    pages = list(walked(browser_of(night, asker), STARTS.get(letter, "/")))
    shut = {path: status for path, status, _ in pages if status in TURNED_AWAY}
    found = {path: refused(leads, asker) for path, _, leads in pages}
    assert (shut, {path: one for path, one in found.items() if one}) == ({}, {})
    assert len(pages) >= PAGES_MIN.get(letter, 60)
