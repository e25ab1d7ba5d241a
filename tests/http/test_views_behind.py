"""Views that are behind the log break no page: it shows what it has, or asks for patience."""

from __future__ import annotations

from uuid import uuid4

import pytest

import api.running
from api.clock import VirtualClock
from api.papers.composing import compose
from api.settings import Settings
from desk.access import Role
from desk.log.stored import recorded
from domain.document import DocumentKind
from projections.follower import Source
from tests.http.conftest import things_of_office
from tests.support.papers import today
from tests.support.passwords import cheap_passwords
from tests.support.web import Web, a_web
from tests.support.who_may import WHO_MAY

PAGES = sorted(name.split(" ")[1] for name in WHO_MAY if name.startswith("GET "))
UNITS = ("county", "city", "town", "works", "sibling", "department")


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """An office with one of each thing a path may name, no longer at work."""
    folder = tmp_path_factory.mktemp("office")
    with a_web(folder) as web:
        everyone = web.program_of(web.new_account(list(Role), on_shift=True))
        web.things = things_of_office(web, everyone)
        web.head = web.log.position
    return web


@pytest.fixture(params=[0.2, 0.5, 0.8, 0.95])  # of the log
def behind(past, request, monkeypatch):
    upto = int(past.head * request.param)

    def source_of(log):
        def rows_since(seq, limit):
            return [one for one in log.rows_since(seq, limit) if one.seq <= upto]

        return Source(str(log.store_id), rows_since, recorded)

    monkeypatch.setattr(api.running, "source_of", source_of)
    monkeypatch.setattr(api.running, "CATCH_UP_SECONDS", 0.5)
    folder = past.running.settings.folder
    for one in folder.glob("views.db*"):
        one.unlink()
    with cheap_passwords():
        running = api.running.Running(Settings(folder=folder), VirtualClock(past.clock.at))
    running.boards.wait_for = lambda seq, seconds: False
    web = Web(running, {one: getattr(past, one) for one in UNITS}, past.people)
    with web.server:
        yield web


def test_no_page_breaks(past, behind):
    account = behind.new_account(list(Role), on_shift=True, login=f"reader {uuid4()}")
    browser = behind.browser_of(account)
    answers = {path: browser.get(path.format(**past.things)).status_code for path in PAGES}
    assert behind.running.boards.position < behind.log.position
    assert {path: code for path, code in answers.items() if code >= 500 and code != 503} == {}


def test_no_paper_names_a_position_that_the_views_it_is_made_of_do_not_hold(behind):
    running = behind.running
    paper = compose(running, DocumentKind.BULLETIN, today(behind), behind.clock.at, str)
    assert paper.witness.seq == running.boards.position < running.log.position
    assert paper.witness.head == running.log.head_at(paper.witness.seq).chain.hex()
