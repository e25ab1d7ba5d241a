"""Sent again, done once: by the same key with the same body, however the answer got lost and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from desk.access import Role
from domain.incident import IncidentOpened
from tests.support.refusing import on_record

CALL = {"what": "化工厂爆炸", "caller_name": "刘建国"}


@pytest.fixture
def program(web):
    return web.program(Role.DUTY_OFFICER)


@pytest.fixture
def key():
    return f"call-{uuid4()}"


def opened(web, since):
    return sum(isinstance(one.event, IncidentOpened) for one in web.log.since(since, 100_000))


@pytest.fixture
def before(web):
    return web.log.head().seq


def test_a_repeat_is_given_the_first_answer_and_says_so(web, program, key, before):
    first, again = (program.post("/api/v1/calls", CALL, key=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["replayed"], again.json()["replayed"]) == (False, True)
    assert first.json() | {"replayed": True} == again.json()
    assert opened(web, before) == 1


def test_the_receipt_says_where_the_log_stood(web, program, key):
    receipt = program.post("/api/v1/calls", CALL, key=key).json()
    assert receipt["chain"] == web.log.head_at(receipt["seq"]).chain.hex()
    assert receipt["seq"] == on_record(web)
    assert set(receipt["answer"]) == {"incoming", "incident", "number"}


def test_another_body_under_the_same_key_is_refused(web, program, key, before):
    program.post("/api/v1/calls", CALL, key=key)
    answer = program.post("/api/v1/calls", CALL | {"what": "误报"}, key=key)
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/key-reused"
    assert opened(web, before) == 1


def test_another_path_under_the_same_key_is_refused(program, key):
    answer = program.post("/api/v1/calls", CALL, key=key).json()["answer"]
    where = f"/api/v1/incidents/{answer['incident']}/level"
    chief = program.post(where, CALL, key=key)
    assert chief.status_code in (403, 422)


@pytest.mark.parametrize("given", [{}, {"idempotency-key": ""}, {"idempotency-key": ' "" '}])
def test_a_write_without_a_key_is_refused(web, program, given, before):
    answer = program.client.post("/api/v1/calls", json=CALL, headers=given)
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/key-missing"
    assert opened(web, before) == 0


def test_a_key_may_be_any_word_quoted_or_not(web, program, before):
    word = f"报警 {uuid4()}".encode()
    for given in (word, b'"' + word + b'"'):
        answer = program.client.post("/api/v1/calls", json=CALL, headers={"idempotency-key": given})
        assert answer.status_code in (200, 201)
    assert opened(web, before) == 1


def test_two_accounts_may_use_the_same_key(web, program, key, before):
    other = web.program(Role.SECTION_CHIEF)
    answers = [one.post("/api/v1/calls", CALL, key=key) for one in (program, other)]
    assert [one.status_code for one in answers] == [201, 201]
    assert opened(web, before) == 2


def test_what_was_refused_may_be_mended_under_the_same_key(program, key):
    path = f"/api/v1/incidents/{uuid4()}/reports"
    telling = {"reporting_entity": str(uuid4()), "recipient": str(uuid4())}
    assert program.post(path, telling, key=key).status_code == 404
    assert program.post("/api/v1/calls", CALL, key=key).status_code == 201


def test_eight_at_once_with_one_key_do_it_once(web, program, key, before):
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(program.post, "/api/v1/calls", CALL, key=key) for _ in range(8)]
        answers = [one.result() for one in calls]
    assert sorted(one.status_code for one in answers) == [200] * 7 + [201]
    assert len({one.json()["answer"]["incident"] for one in answers}) == 1
    assert opened(web, before) == 1


def test_an_answer_lost_on_the_way_is_given_again(web, program, key, before, monkeypatch):
    """The write stands; the server dies before it answers, as far as the client can tell."""
    monkeypatch.setattr("api.answers.encode", lambda _: 1 / 0)
    assert program.post("/api/v1/calls", CALL, key=key).status_code == 500
    monkeypatch.undo()
    answer = program.post("/api/v1/calls", CALL, key=key)
    assert (answer.status_code, answer.json()["replayed"]) == (200, True)
    assert opened(web, before) == 1


def test_a_form_sent_twice_opens_one_incident_and_shows_it_twice(web, before):
    officer, id = web.browser(Role.DUTY_OFFICER), str(uuid4())
    answers = [officer.submit("/calls", what="x", command_id=id) for _ in range(2)]
    assert {one.headers["location"] for one in answers} == {answers[0].headers["location"]}
    assert opened(web, before) == 1


def test_a_form_whose_id_was_used_for_other_words_is_refused(web, before):
    officer, id = web.browser(Role.DUTY_OFFICER), str(uuid4())
    officer.submit("/calls", what="x", command_id=id)
    assert officer.submit("/calls", what="y", command_id=id).status_code == 422
    assert opened(web, before) == 1


@pytest.mark.parametrize("id", ["", "x", "刘", "0" * 31])
def test_a_form_without_an_id_of_ours_is_a_command_of_its_own(web, before, id):
    officer = web.browser(Role.DUTY_OFFICER)
    for _ in range(2):
        assert officer.submit("/calls", what="x", command_id=id).status_code == 303
    assert opened(web, before) == 2


def test_two_pages_of_one_browser_carry_two_ids(web):
    officer = web.browser(Role.DUTY_OFFICER)
    ids = [officer.get("/").text.split('name="command_id" value="')[1][:36] for _ in range(2)]
    assert ids[0] != ids[1]
