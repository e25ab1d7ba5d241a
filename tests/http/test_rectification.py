"""整改 through the round's page: asked by a day, told on the board when it is forgotten, done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.access import Role
from escalation.sweep import sweep
from tests.support.spot_pages import a_round, press, unit_of


@pytest.fixture
def page(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def town(own_web):
    return own_web.town


def shown(page, check):
    return page.get(f"/spot-checks/{check}").text


def test_what_was_found_wanting_is_put_right_by_a_day_or_is_told_on_the_board(own_web, page, town):
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "answer")
    press(page, check, town, "result", outcome="leader_absent", leader_in_place="false")
    press(page, check, town, "rectification", what="带班领导到岗带班", due="2026-11-24 12:00")
    press(page, check, town, "ending", reason="")
    assert "整改 11-24 12:00:00 前" in shown(page, check)
    own_web.clock.forward(hours=4)
    sweep(own_web.running.desk, own_web.clock.at)
    own_web.running.boards.wait_for(own_web.log.position, 60)
    assert "逾期 1" in page.get("/").text
    press(page, check, town, "rectified", words="已到岗")
    assert "已到岗" in shown(page, check)
    assert str(check) not in page.get("/").text


def test_without_a_day_the_usual_time_holds(own_web, page, town):
    check = a_round(own_web, page)
    press(page, check, town, "calls")
    press(page, check, town, "result", outcome="no_answer")
    press(page, check, town, "rectification", what="补齐值班员")
    asked = unit_of(own_web, check, town).rectification.asked
    assert asked.due_at == own_web.clock.at + timedelta(days=3)
