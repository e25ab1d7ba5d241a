"""The views' rows are asked only while nothing moves: whoever keeps them for later reads what is being written."""

from __future__ import annotations

import traceback

import pytest

from desk.access import Role
from projections.rows import Rows
from tests.http.conftest import things_of_office
from tests.support.web import a_web
from tests.support.who_may import WHO_MAY

PAGES = sorted(name.split(" ")[1] for name in WHO_MAY if name.startswith("GET "))


class Watched:
    """Who asked the rows of these boards while nobody kept them still."""

    def __init__(self, boards):
        self.boards, self.loose = boards, set()

    def asked(self, rows):
        live = any(rows is one for one in self.boards._follower.rows.values())
        if live and not self.boards._folding.locked():
            ours = [one for one in traceback.extract_stack() if "/api/" in one.filename]
            self.loose.update(f"{one.filename}:{one.lineno}" for one in ours[-1:])

    def get(self, does):
        def asked(rows, key):
            self.asked(rows)
            return does(rows, key)

        return asked

    def each(self, does):
        def asked(rows):
            for one in does(rows):
                self.asked(rows)
                yield one

        return asked


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with a_web(tmp_path_factory.mktemp("office")) as web, pytest.MonkeyPatch.context() as patch:
        web.watched = Watched(web.running.boards)
        patch.setattr(Rows, "get", web.watched.get(Rows.get))
        for name in ("values", "items"):
            patch.setattr(Rows, name, web.watched.each(getattr(Rows, name)))
        yield web


def test_no_page_and_no_form_keeps_rows_for_later(office):
    account = office.new_account(list(Role), on_shift=True)
    browser, program = office.browser_of(account), office.program_of(account)
    things = things_of_office(office, program)
    for path in PAGES:
        browser.get(path.format(**things))
    assert office.watched.loose == set()
