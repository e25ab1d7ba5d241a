"""A past dispute is typed from paper and played through a desk of its own; the office's log is not touched."""

from __future__ import annotations

import pytest

from desk.access import Role
from tests.support.refusing import on_record

ACTORS = {"name": ["石矿", "石县应急局"], "tier": ["unit", "county_dept"]}
ROWS = {
    "at": ["2026-03-02 08:00", "2026-03-02 08:00", "2026-03-02 10:05"],
    "kind": ["occurred", "learned", "reported"],
    "actor": ["石矿", "石矿", "石矿"],
    "recipient": ["", "", "石县应急局"],
    "stage": ["", "", "first"],
    "dead": ["9", "", "2"],
    "missing": ["", "", ""],
    "trapped": ["", "", ""],
    "injured": ["", "", ""],
}


@pytest.fixture
def auditor(own_web):
    return own_web.browser(Role.AUDITOR)


def test_it_says_what_the_desk_would_have_found_and_writes_nothing(own_web, auditor):
    before = on_record(own_web)
    answer = auditor.submit("/disputes", category="accident", subtype="mine", **ACTORS, **ROWS)
    assert answer.status_code == 200, answer.text
    assert "65 分钟" in answer.text
    assert "所报数字低于当时实际" in answer.text
    assert 'value="石县应急局"' in answer.text  # what was typed is still there
    assert on_record(own_web) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": ["昨晚", "2026-03-02 08:00", "2026-03-02 10:05"]},
        {"at": ["2026-13-02 08:00", "2026-03-02 08:00", "2026-03-02 10:05"]},
        {"actor": ["石矿", "石矿", "没有这个单位"]},
        {"dead": ["九", "", "2"]},
        {"kind": ["occurred", "learned", "whispered"]},
        {"at": ["", "", ""]},
        {"limit_minutes": "两小时"},
    ],
)
def test_a_row_that_is_none_is_refused(auditor, wrong):
    answer = auditor.submit("/disputes", category="accident", **(ACTORS | ROWS | wrong))
    assert answer.status_code in (409, 422)


def test_the_places_own_limit_counts(auditor):
    answer = auditor.submit("/disputes", limit_minutes="240", **ACTORS, **ROWS)
    assert "LOCAL-UNIT" in answer.text
