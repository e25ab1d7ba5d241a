"""What nobody means to send: refused whole, as one problem that says where, and never a failure inside."""

from __future__ import annotations

import typing
from urllib.parse import quote, urlencode

import pytest
from pydantic import BaseModel

from tests.support.refusing import assert_one_problem, heard_since, on_record
from tests.support.ways_in import routes_of

FORM = {"content-type": "application/x-www-form-urlencoded"}
HOSTILE = {"a NUL": "a%00b", "far too long": "x" * 20_001}
BROKEN = {"half a character": "a%ED%A0%80b", "no UTF-8": "a%FF%FEb", "half an escape": "a%E4%B8%b"}


def text_fields(route):
    """The fields of a route's form that take words."""
    for param in route.dependant.body_params:
        kind = param.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found = kind.model_fields.items()
            yield from (one.alias or name for name, one in found if takes_text(one.annotation))
        elif takes_text(kind):
            yield param.alias


def takes_text(kind):
    return kind is str or any(takes_text(part) for part in typing.get_args(kind))


def forms_of(web):
    for name, route in routes_of(web.app):
        if name.startswith("POST /") and "/api/" not in name:
            yield name.removeprefix("POST "), list(text_fields(route))


def test_there_are_forms_with_words_to_try(web):
    found = dict(forms_of(web))
    assert len(found) > 30
    assert sum(len(fields) for fields in found.values()) > 80
    assert "what" in found["/calls"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_field_of_any_form_takes_what_cannot_be_kept(web, everyone, things, name):
    before = on_record(web)
    for path, fields in forms_of(web):
        for field in fields:
            content = f"{quote(field)}={HOSTILE[name]}"
            answer = everyone.client.post(path.format(**things), content=content, headers=FORM)
            assert answer.status_code == 422, (path, field, answer.text)
    assert on_record(web) == before


@pytest.mark.parametrize("field", ["what", "place", "caller_name", "call_back", "line", "reason"])
@pytest.mark.parametrize("name", HOSTILE)
def test_the_intake_says_which_field_it_was(everyone, field, name):
    answer = everyone.client.post("/calls", content=f"{field}={HOSTILE[name]}", headers=FORM)
    assert_one_problem(answer, field)


@pytest.mark.parametrize("name", BROKEN)
def test_bytes_no_browser_sends_are_shown_as_unreadable_and_break_nothing(web, everyone, name):
    before = on_record(web)
    content = f"what={BROKEN[name]}&call_back={BROKEN[name]}"
    answer = everyone.client.post("/calls", content=content, headers=FORM)
    assert answer.status_code == 303
    assert "\ufffd" in heard_since(web, before).what


NUMBERS = [
    "-1",
    "1e3",
    "1.5",
    "NaN",
    "Infinity",
    "٣",
    "0x1",
    "1_000",
    "9" * 5_000,
    "10000000000001",
]


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_figure_is_a_count_of_people_or_blank(web, everyone, typed):
    before = on_record(web)
    answer = everyone.submit("/calls", what="x", dead=typed)
    if answer.status_code == 303:
        assert [one.value for one in heard_since(web, before).facts] == [int(typed)]
    else:
        assert_one_problem(answer, "dead")


@pytest.mark.parametrize("typed", ["", " ", "\u3000"])
def test_a_blank_figure_is_unknown_and_a_zero_is_none(web, everyone, typed):
    before = on_record(web)
    everyone.submit("/calls", what="x", dead=typed, injured="0")
    heard = heard_since(web, before)
    assert [(one.figure, one.value) for one in heard.facts] == [("injured", 0)]


TIMES = ["25:00", "2026-02-30 10:00", "昨天", "0001-01-01 00:00", "9999-12-31 23:59", "9999", "-5"]


@pytest.mark.parametrize("typed", TIMES)
def test_a_time_nobody_can_mean_is_not_understood(web, everyone, typed):
    before = on_record(web)
    answer = everyone.submit("/calls", what="x", occurred=typed)
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/time-not-understood"
    assert on_record(web) == before


KEPT = [
    "第一行\x0b第二行\x0c",
    "e\u0301\u00e9",
    "\u2028\u202e甲",
    "\U00020bb7野家",
    "a\r\nb\tc",
    "\ufeff",
]


@pytest.mark.parametrize("typed", KEPT)
def test_everything_else_is_kept_as_it_was_typed(web, everyone, typed):
    before = on_record(web)
    answer = everyone.post("/api/v1/calls", {"what": f"x{typed}x"})
    assert answer.status_code == 201
    heard = heard_since(web, before)
    assert heard.what == f"x{typed}x"


def test_a_form_keeps_pasted_text_too(web, everyone):
    before = on_record(web)
    everyone.client.post("/calls", content=urlencode({"what": "甲\x0b乙e\u0301"}), headers=FORM)
    heard = heard_since(web, before)
    assert heard.what == "甲\x0b乙e\u0301"


@pytest.mark.parametrize("part", ["x", "%00", "%ED%A0%80", "{}", "0" * 500, "刘", "%F0%9F%9A%92"])
def test_a_path_that_names_nothing_is_not_there(everyone, part):
    for path in (
        "/incidents/{}",
        "/api/v1/incidents/{}",
        "/reports/{}/sending",
        "/incidents/{}/level",
    ):
        method = "POST" if path.count("/") > 2 and "api" not in path else "GET"
        answer = everyone.client.request(method, path.format(part))
        assert answer.status_code in (404, 405), (path, answer.text)


@pytest.mark.parametrize("query", ["clock=x", "clock=%00", "clock=" + "0" * 300])
def test_a_query_that_names_nothing_is_a_problem(everyone, things, query):
    assert_one_problem(everyone.get(f"/incidents/{things['incident']}?{query}"))
