"""Every route and socket × every role × every place: what each may do, held to a table written by hand."""

from __future__ import annotations

import itertools
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from starlette.websockets import WebSocketDisconnect

from api.v1 import router as v1
from desk.access import Role
from tests.support.may import HOLDS_LINK, OPEN
from tests.support.ways_in import naked, routes_of
from tests.support.who_may import WHO_MAY

LETTERS = {
    "R": Role.REPORTER,
    "O": Role.DUTY_OFFICER,
    "L": Role.DUTY_LEADER,
    "C": Role.SECTION_CHIEF,
    "A": Role.AUDITOR,
    "M": Role.ADMINISTRATOR,
}
# Let in, a request fails at its form instead of doing anything.
NONSENSE = {"seen": "x", "klass": "x", "reason": "x" * 20_001, "at": "x" * 201}


class Asker(NamedTuple):
    """`letter` "": a wall screen; None: nobody."""

    letter: str | None
    place: str = "county"
    on_shift: bool = False


OFFICE = [Asker(*one) for one in itertools.product(LETTERS, ["county"], [False, True])]
OTHERS = [Asker(*one) for one in itertools.product(LETTERS, ["town", "department", "sibling"])]
EVERYBODY = [*OFFICE, *OTHERS, Asker(""), Asker(None)]


def browser_of(web, asker):
    if asker.letter is None:
        return web.browser()
    if asker.letter == "":
        return web.wall()
    unit = getattr(web, asker.place)
    return web.browser(LETTERS[asker.letter], unit, on_shift=asker.on_shift)


def ask(web, name, things, asker):
    """in, refused, missing, or sign in."""
    method, path = name.split(" ")
    path = path.format(**things) if method != "SOCKET" else path
    browser = browser_of(web, asker)
    if method == "SOCKET":
        return watched(browser)
    if method == "MOUNT":
        answer = browser.get(f"{path}/icon.svg")
    elif method == "GET":
        answer = browser.get(path)
    elif path.startswith("/api/"):
        headers = {"idempotency-key": str(uuid4())}
        answer = browser.client.post(f"{path}?csrf={uuid4()}", json={"x": 1}, headers=headers)
    else:
        answer = browser.submit(path, **NONSENSE)
    if answer.headers.get("location", "").startswith("/login?"):
        return "sign in"
    said = {401: "sign in", 403: "refused", 404: "missing", 500: "broken"}
    return said.get(answer.status_code, "in")


def watched(browser):
    try:
        with browser.watch() as socket:
            assert socket.receive_json()["type"] == "hello"
    except WebSocketDisconnect as end:
        return "refused" if end.code == 1008 else f"closed with {end.code}"
    return "in"


def expected(name, asker):
    may = WHO_MAY[name]
    if may is OPEN:
        return "in"
    if may is HOLDS_LINK:
        return "in" if asker.letter is None else "refused"
    if asker.letter is None:
        return "refused" if name.startswith("SOCKET") else "sign in"
    if asker.letter == "":
        return "in" if may.wall else "refused"
    if asker.place in ("department", "sibling") and may.foreign != "in":
        return may.foreign
    allowed = may.office if asker.place == "county" else may.below
    off_duty = may.shift and asker.letter == "L" and not asker.on_shift
    return "in" if asker.letter in allowed and not off_duty else "refused"


def test_every_way_in_has_its_line_in_the_table(web):
    assert sorted(name for name, _ in routes_of(web.app)) == sorted(WHO_MAY)


def test_every_way_in_has_exactly_one_policy(web):
    assert naked(web.app) == []


def test_a_way_in_without_a_policy_is_found_out():
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/api.json")
    app.include_router(v1)
    app.add_api_route("/door", lambda: "open", methods=["GET", "PATCH"])
    app.add_api_websocket_route("/hole", lambda socket: None)
    found = ["GET /api.json", "HEAD /api.json", "GET /door", "PATCH /door", "SOCKET /hole"]
    assert naked(app) == found


@pytest.mark.parametrize("name", WHO_MAY)
def test_each_lets_in_those_who_may_and_nobody_else(web, things, name):
    found = {asker: ask(web, name, things, asker) for asker in EVERYBODY}
    assert found == {asker: expected(name, asker) for asker in EVERYBODY}


PARTS = ("incident", "incoming", "report")


@pytest.mark.parametrize("name", [one for one in WHO_MAY if any(f"{{{p}}}" in one for p in PARTS)])
def test_a_foreign_thing_answers_word_for_word_as_one_that_is_not_there(web, things, name):
    nothing = {part: uuid4() for part in things}
    asker = Asker("R", "sibling")
    foreign, absent = (answer_to(web, name, which, asker) for which in (things, nothing))
    assert (foreign.status_code, foreign.text) == (absent.status_code, absent.text)


def answer_to(web, name, things, asker):
    method, path = name.split(" ")
    client = web.program(LETTERS[asker.letter], getattr(web, asker.place)).client
    return client.request(method, path.format(**things), headers={"idempotency-key": "k"})


@pytest.mark.parametrize("part", ["incident", "report", "incoming"])
def test_an_id_that_names_something_else_names_nothing(web, things, part):
    names = {"incident": "/closing", "report": "/sending", "incoming": "/disposal"}
    roots = {"incident": "incidents", "report": "reports", "incoming": "calls"}
    officer = web.browser(Role.DUTY_OFFICER)
    for other in (
        web.town,
        things["incident" if part != "incident" else "report"],
        "x",
        UUID(int=0),
    ):
        path = f"/{roots[part]}/{other}{names[part]}"
        assert officer.submit(path, outcome="noise", reason="x").status_code in (404, 422)
