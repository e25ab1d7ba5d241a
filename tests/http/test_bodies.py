"""How long and how slow a body may be: refused where it passes its limit, whatever its head says."""

from __future__ import annotations

import asyncio
import re

import pytest
from starlette.exceptions import HTTPException

from api.guards import BodyLimit
from desk.access import Role

ORDINARY = 256 * 1024
UPLOAD = 10 * 1024 * 1024
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


def of_length(web, officer, length):
    """A call's form of exactly so many bytes."""
    start = f"csrf={web.vault.csrf(officer.token)}&what="
    return (start + "x" * (length - len(start))).encode()


def test_an_ordinary_form_may_be_256_kib_and_not_a_byte_more(web, officer):
    answers = [
        officer.client.post("/calls", content=of_length(web, officer, length), headers=FORM)
        for length in (ORDINARY, ORDINARY + 1)
    ]
    assert [one.status_code for one in answers] == [422, 413]  # what: 20 000 characters
    assert "内容太长" in answers[1].text


def test_json_has_the_same_limit_and_is_told_as_a_problem(web):
    program = web.program(Role.DUTY_OFFICER)
    answers = [program.post("/api/v1/calls", {"what": "x" * n}) for n in (20_000, ORDINARY)]
    assert [one.status_code for one in answers] == [201, 413]
    assert answers[1].headers["content-type"] == "application/problem+json"
    assert answers[1].json()["type"] == "/problems/too-long"


def test_a_head_that_says_too_much_is_refused_before_anything_is_read(officer):
    headers = FORM | {"content-length": str(ORDINARY + 1)}
    assert officer.client.post("/calls", content=b"what=x", headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "٣", ""])
def test_a_head_whose_length_is_no_number_is_refused(officer, length):
    headers = [(b"content-length", length.encode()), (b"content-type", b"application/json")]
    answer = officer.client.post("/api/v1/calls", content=b"{}", headers=headers)
    assert answer.status_code == 413


def test_a_sheet_may_be_ten_megabytes_where_sheets_are_looked_at(web):
    chief = web.browser(Role.SECTION_CHIEF)
    fields = {"csrf": web.vault.csrf(chief.token)}
    for length, refused in ((UPLOAD, False), (UPLOAD + 128 * 1024, True)):
        files = {"file": ("units.csv", b"x" * length)}
        answer = chief.client.post("/register/preview", data=fields, files=files)
        assert (answer.status_code == 413) is refused, length


def test_nowhere_else_is_a_file_of_that_size_read(web, officer):
    files = {"file": ("units.csv", b"x" * (ORDINARY + 1))}
    for path in ("/calls", "/register/import", "/login"):
        assert officer.client.post(path, files=files).status_code == 413


@pytest.mark.parametrize("kind", ["fields", "parts", "files"])
def test_a_form_of_very_many_parts_is_refused_as_one_problem(officer, kind):
    many = 2_000
    if kind == "fields":
        form = {"content": b"&".join(b"a=1" for _ in range(many)), "headers": FORM}
    else:
        name = 'filename="f"' if kind == "files" else 'name="a"'
        part = f'--b\r\nContent-Disposition: form-data; {name}; name="a"\r\n\r\n1\r\n'
        kinds = {"content-type": "multipart/form-data; boundary=b"}
        form = {"content": (part * many + "--b--\r\n").encode(), "headers": kinds}
    answer = officer.client.post("/calls", **form)
    assert answer.status_code in (403, 422)


@pytest.mark.parametrize("body", [b"", b"--b", b"--b\r\n\r\n", b"--x--\r\n", b"\x00\xff"])
def test_a_form_that_falls_apart_is_refused_and_not_a_failure(officer, body):
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = officer.client.post("/calls", content=body, headers=headers)
    assert answer.status_code in (403, 422)


def test_a_multipart_form_without_a_boundary_is_refused(officer):
    headers = {"content-type": "multipart/form-data"}
    answer = officer.client.post("/calls", content=b"--b--", headers=headers)
    assert answer.status_code in (403, 422)


class Reader:
    """An application that wants the whole body."""

    def __init__(self):
        self.read = b""

    async def __call__(self, scope, receive, send):
        more = True
        while more:
            message = await receive()
            self.read += message["body"]
            more = message.get("more_body", False)


def run(receive, *, path="/calls", headers=(), seconds=30.0, uploads=None):
    reader = Reader()
    limit = BodyLimit(reader, bytes_max=10, uploads=uploads or {}, seconds_max=seconds)
    scope = {"type": "http", "path": path, "headers": list(headers)}
    asyncio.run(limit(scope, receive, None))
    return reader.read


def in_chunks(*chunks):
    messages = [{"type": "http.request", "body": one, "more_body": True} for one in chunks]
    messages[-1]["more_body"] = False
    waiting = iter(messages)

    async def receive():
        return next(waiting)

    return receive


def test_a_body_within_its_limit_arrives_whole():
    assert run(in_chunks(b"12345", b"", b"67890")) == b"1234567890"


def test_a_body_that_passes_its_limit_in_small_steps_is_refused():
    with pytest.raises(HTTPException) as refusal:
        run(in_chunks(*[b"1"] * 11))
    assert refusal.value.status_code == 413


def test_an_endless_body_is_read_no_further_than_its_limit():
    read = []

    async def receive():
        read.append(1)
        return {"type": "http.request", "body": b"123", "more_body": True}

    with pytest.raises(HTTPException):
        run(receive)
    assert len(read) == 4


def test_a_length_that_says_less_than_comes_is_found_out():
    with pytest.raises(HTTPException) as refusal:
        run(in_chunks(b"12345", b"6789012345"), headers=[(b"content-length", b"5")])
    assert refusal.value.status_code == 413


def test_a_path_that_takes_files_has_a_limit_of_its_own():
    uploads = {re.compile("/register/preview"): 20}
    assert run(in_chunks(b"1" * 20), path="/register/preview", uploads=uploads) == b"1" * 20


def test_a_body_that_never_comes_to_its_end_is_given_up():
    async def receive():
        await asyncio.sleep(0.001)
        return {"type": "http.request", "body": b"", "more_body": True}

    with pytest.raises(HTTPException) as refusal:
        run(receive, seconds=0.05)
    assert refusal.value.status_code == 408
    assert refusal.value.headers == {"connection": "close"}


def test_after_its_body_a_client_may_stay_as_long_as_it_likes():
    """Whoever listens for its going away must not be told that the body was slow."""
    heard = []

    class Waits(Reader):
        async def __call__(self, scope, receive, send):
            await super().__call__(scope, receive, send)
            await asyncio.sleep(0.1)
            heard.append((await receive())["type"])

    messages = iter([{"type": "http.request", "body": b""}, {"type": "http.disconnect"}])

    async def receive():
        return next(messages)

    limit = BodyLimit(Waits(), bytes_max=10, uploads={}, seconds_max=0.05)
    asyncio.run(limit({"type": "http", "path": "/", "headers": []}, receive, None))
    assert heard == ["http.disconnect"]
