"""A clock that is nobody's is answered by nothing: one refusal each, and nothing on record."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desk.access import Role
from tests.support.refusing import on_record


@pytest.fixture(scope="module")
def chief(web):
    return web.browser(Role.SECTION_CHIEF, on_shift=True)


def test_what_is_done_about_a_clock_that_does_not_exist_is_refused(web, chief):
    incident = chief.take_call("化工厂爆炸")
    before = on_record(web)
    path = f"/incidents/{incident}/deadlines/{uuid4()}/excuse"
    answer = chief.submit(path, reason="通信中断")
    assert (answer.status_code, "查无此项" in answer.text) == (404, True)
    assert on_record(web) == before


@pytest.mark.parametrize("end", ["entity", "recipient"])
def test_a_report_from_or_to_nobody_answers_no_clock_and_is_refused(web, chief, end):
    incident = chief.take_call("化工厂爆炸")
    ends = {"entity": str(web.county), "recipient": str(web.city), end: str(uuid4())}
    before = on_record(web)
    answer = chief.submit(f"/incidents/{incident}/reports", words="爆炸", **ends)
    assert answer.status_code in (404, 409, 422)
    assert on_record(web) == before
