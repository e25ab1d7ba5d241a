"""A rotation knows the special periods on record, and names whoever has borne more than the others."""

from __future__ import annotations

import pytest

from desk.access import Role
from domain.shift import DutyPost
from tests.support.web import a_web

LEADER, LEAD = DutyPost.DUTY_LEADER_ON_SITE, DutyPost.LEAD_OFFICER
ON_CALL = DutyPost.DUTY_LEADER_ON_CALL


@pytest.fixture
def web(tmp_path):
    with a_web(tmp_path) as web:
        yield web


@pytest.fixture
def chief(web):
    return web.browser(Role.SECTION_CHIEF)


def rotation(web, pattern, first, last, **crews):
    """Of each post who shares it, by name."""
    people = [f"{DutyPost(post)}.{web.people[one]}" for post, crew in crews.items() for one in crew]
    return {"pattern": pattern, "first": first, "last": last, "people": people}


def preview(page, form):
    return page.submit("/roster/rotation/preview", **form).text


def test_the_seats_of_a_special_period_are_asked_for_on_its_days_alone(web, chief):
    crews = {LEADER: ["沈立群", "镇长"], LEAD: ["周敏", "无职"]}
    form = rotation(web, "double_lead", "2026-12-01", "2026-12-03", **crews)
    assert "排不出人" not in preview(chief, form)
    period = {
        "kind": "important",
        "first": "2026-12-02",
        "last": "2026-12-02",
        "reason": "重要会议",
    }
    assert chief.submit("/desk-duties/special-period", **period).status_code == 303
    shown = preview(chief, form)
    assert "有2个岗位排不出人" in shown
    told = shown.partition('<ul class="plain">')[2].partition("</ul>")[0]
    assert told == ("<li>12-02 08:00 驻地带班</li><li>12-02 08:00 副班</li>")


def test_whoever_has_borne_two_more_than_most_is_named(web, chief):
    three = {ON_CALL: ["沈立群"], LEAD: ["周敏", "无职", "镇长"]}
    shown = preview(chief, rotation(web, "three_shifts", "2026-12-01", "2026-12-03", **three))
    assert "夜班3次，多数人0次" in shown
    two = {LEADER: ["沈立群", "镇长"], LEAD: ["周敏", "无职"]}
    even = preview(chief, rotation(web, "double_lead", "2026-12-01", "2026-12-04", **two))
    assert "多数人" not in even


def test_a_pattern_whose_words_were_not_seen_is_to_be_verified(web, chief):
    shown = chief.get("/roster/rotation").text
    line = next(one for one in shown.split("<li>") if "早班、中班、晚班" in one)
    assert "待核" in line
    assert "待核" not in next(one for one in shown.split("<li>") if "乡镇三级值班" in one)
