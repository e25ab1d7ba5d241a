"""What no program means to send as JSON: refused whole, as one problem, and never a failure inside."""

from __future__ import annotations

import json

import pytest

from api.v1 import Call, Decision, Excuse, Telling
from tests.support.refusing import assert_one_problem, on_record

RAW = {
    "a NUL": rb'{"what":"a\u0000b"}',
    "half a character": rb'{"what":"a\ud800b"}',
    "half a character in a name": rb'{"\udc00":1}',
    "not a number": b'{"figures":{"dead":NaN}}',
    "infinity": b'{"figures":{"dead":Infinity}}',
    "an infinity in disguise": b'{"figures":{"dead":1e999}}',
    "a fraction": b'{"figures":{"dead":1.5}}',
    "a negative": b'{"figures":{"dead":-1}}',
    "a huge number": b'{"figures":{"dead":1' + b"0" * 30 + b"}}",
    "a number of 5000 digits": b'{"figures":{"dead":' + b"9" * 5_000 + b"}}",
    "a figure nobody knows": b'{"figures":{"ghosts":1}}',
    "deep": b'{"what":' + b"[" * 100_000,
    "deep and closed": b'{"what":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a list": b"[]",
    "a word": b'"x"',
    "nothing": b"",
    "null": b"null",
    "half a text": b'{"what":"x',
    "no UTF-8": b'{"what":"\xff\xfe"}',
    "a misspelt member": b'{"waht":"x"}',
    "a member of ours": b'{"recorded_by":"x"}',
    "too long": b'{"what":"' + b"x" * 20_001 + b'"}',
    "no unit": b'{"caller_unit":"town"}',
    "no class": b'{"klass":"flood"}',
    "a time of no zone": b'{"received":{"at":"2026-11-24T10:00:00"}}',
    "the year 1": b'{"received":{"at":"0001-01-01T00:00:00+14:00"}}',
    "the year 9999": b'{"received":{"at":"9999-12-31T23:59:59-12:00"}}',
    "a time of no precision": b'{"received":{"at":"2026-11-24T10:00:00Z","precision":"soon"}}',
}


@pytest.mark.parametrize("name", RAW)
def test_json_that_means_nothing_is_one_problem(web, everyone, name):
    before = on_record(web)
    assert_one_problem(everyone.post_raw("/api/v1/calls", RAW[name]))
    assert on_record(web) == before


def test_very_many_mistakes_are_not_all_told(everyone):
    answer = everyone.post("/api/v1/calls", {f"x{n}": 1 for n in range(10_000)})
    assert_one_problem(answer)
    assert len(answer.json()["errors"]) == 20


@pytest.mark.parametrize("body", [Call, Telling, Decision, Excuse])
def test_no_body_takes_a_member_nobody_knows(body):
    assert body.model_config["extra"] == "forbid"
    assert body.model_config["allow_inf_nan"] is False


@pytest.mark.parametrize("path", ["reports", "level", "deadlines/{deadline}/excuse"])
@pytest.mark.parametrize("name", ["a NUL", "deep", "nothing", "a list", "a misspelt member"])
def test_every_other_write_refuses_it_alike(web, everyone, things, path, name):
    before = on_record(web)
    where = f"/api/v1/incidents/{things['incident']}/{path.format(**things)}"
    assert_one_problem(everyone.post_raw(where, RAW[name]))
    assert on_record(web) == before


def test_a_problem_never_repeats_what_was_typed(everyone):
    body = json.dumps({"what": "x" * 20_001, "caller_name": "刘建国" * 100, "waht": "13800000022"})
    answer = everyone.post_raw("/api/v1/calls", body.encode())
    assert not any(word in answer.text for word in ("刘建国", "13800000022", "xxx"))
