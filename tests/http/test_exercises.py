"""演练 through its pages: planned, played, held up by what is real, turned real with one key, evaluated."""

from __future__ import annotations

import re

import pytest

from contingency_plans.exercise import ExerciseStage
from desk.access import Role
from domain.incident import IncidentOpened
from escalation.sweep import sweep
from projections.exercises import exercise_rows
from tests.support.exercise_pages import SCENARIO, planned, press, row_of, shown, started
from tests.support.tree import ROOT

SHIPPED_TEXT = (ROOT / "contingency_plans/scenarios/flood_at_night.toml").read_text("utf-8")
STRIPE = "演练 · 不是真实事件"


@pytest.fixture
def chief(own_web):
    return own_web.browser(Role.SECTION_CHIEF, on_shift=True)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def passes(web, **time):
    web.clock.forward(**time)
    sweep(web.running.desk, web.clock.at)
    shown(web)


def test_planned_started_an_inject_taken_and_ended(own_web, chief, officer):
    exercise = planned(own_web, chief)
    assert press(chief, exercise, "start").status_code == 303
    passes(own_web, seconds=1)
    page = officer.get(f"/exercises/{exercise}").text
    assert "石桥村村民（女，急促）" in page
    assert "真实未了事件 0 起" in page
    call = officer.get(f"/exercises/{exercise}/call?inject=i01").text
    assert "水进屋了" in call
    assert STRIPE in call
    taken = officer.submit(f"/exercises/{exercise}/calls", what="石桥村进水", inject="i01")
    incident = officer.get(taken.headers["location"]).text
    assert "演2026-0001" in incident
    assert STRIPE in incident
    assert press(chief, exercise, "end", words="完毕").status_code == 303
    assert row_of(own_web, exercise).exercise.stage is ExerciseStage.ENDED
    assert own_web.running.boards.board().incidents == ()


def test_the_desks_own_form_is_always_real(own_web, chief, officer):
    exercise = started(own_web, chief)
    assert officer.submit(f"/exercises/{exercise}/joining").status_code == 303
    assert STRIPE in officer.get("/").text
    officer.take_call("真有人被困")
    [opened] = own_web.log.since(0, 10_000, (IncidentOpened.TOPIC,))
    assert opened.meta.exercise is None
    desk = officer.get("/").text
    assert "真实未了事件 1 起" in desk


def test_one_press_leaves_it_and_what_is_over_has_no_stripe(own_web, chief, officer):
    exercise = started(own_web, chief)
    officer.submit(f"/exercises/{exercise}/joining")
    assert STRIPE in officer.get("/rules").text
    officer.submit("/exercises/leaving")
    assert STRIPE not in officer.get("/rules").text
    officer.submit(f"/exercises/{exercise}/joining")
    press(chief, exercise, "end")
    assert STRIPE not in officer.get("/rules").text


def test_the_lists_of_the_two_forms_are_never_mixed(own_web, chief, officer):
    exercise = started(own_web, chief)
    officer.take_call("真火灾")
    officer.submit(f"/exercises/{exercise}/calls", what="假山洪")
    desk = officer.get("/").text
    choices = desk[desk.index('name="same_as"') :].partition("</select>")[0]
    assert "真火灾" in choices
    assert "假山洪" not in choices
    call = officer.get(f"/exercises/{exercise}/call").text
    choices = call[call.index('name="same_as"') :].partition("</select>")[0]
    assert "假山洪" in choices
    assert "真火灾" not in choices


def test_it_does_not_start_while_a_real_top_alarm_is_open_and_is_told_which(
    own_web, chief, officer
):
    exercise = planned(own_web, chief)
    officer.take_call("煤矿透水", dead=3)
    refused = press(chief, exercise, "start")
    assert refused.status_code == 409
    assert "有真实重大告警未了结" in refused.text


def test_a_real_alarm_holds_it_up_by_itself_and_every_board_says_so(own_web, chief, officer):
    exercise = started(own_web, chief)
    officer.take_call("煤矿透水", dead=3)
    own_web.running.look_at_exercises()
    shown(own_web)
    assert row_of(own_web, exercise).exercise.stage is ExerciseStage.HELD_UP
    for page in (officer.get("/").text, own_web.wall().get("/wall").text):
        assert re.search("真实告警，演练已自行暂停：2026-0001 煤矿透水", page)
    assert press(chief, exercise, "continuation").status_code == 409


def test_with_one_key_it_is_real_and_everybody_is_told(own_web, chief, officer):
    exercise = started(own_web, chief)
    taken = officer.submit(f"/exercises/{exercise}/calls", what="石桥村进水", trapped="3")
    played = taken.headers["location"].partition("?")[0].rsplit("/", 1)[1]
    done = officer.submit(f"/exercises/{exercise}/reality", like=played)
    real = officer.get(done.headers["location"]).text
    assert "石桥村进水" in real
    assert "2026-0001" in real
    assert STRIPE not in real
    shown(own_web)
    for page in (officer.get("/").text, own_web.wall().get("/wall").text):
        assert "真实事件，不是演练" in page
    assert row_of(own_web, exercise).exercise.stage is ExerciseStage.ENDED
    again = officer.submit(f"/exercises/{exercise}/reality")
    assert again.headers["location"] == done.headers["location"]


def test_evaluated_by_five_points_it_makes_a_paper(own_web, chief, officer):
    exercise = started(own_web, chief)
    press(chief, exercise, "end")
    points = {"grade": ["good"] * 5, "words": ["按时接报"] * 5}
    assert press(chief, exercise, "evaluation", **points).status_code == 303
    paper = officer.get(f"/exercises/{exercise}/paper").text
    assert "应急演练评估表" in paper
    assert paper.count("按时接报") == 5
    assert STRIPE in paper
    short = {"grade": ["good"] * 5, "words": ["好"] * 4 + [""]}
    assert press(chief, exercise, "evaluation", **short).status_code == 409


def test_a_scenario_file_of_ones_own_is_read_or_refused_by_line(own_web, chief):
    evaluator = str(own_web.people["周敏"])
    wrong = {"file": ("a.toml", b"id = \n", "text/plain")}
    ours = {"csrf": own_web.vault.csrf(chief.token), "evaluator": evaluator}
    refused = chief.client.post("/exercises", data=ours, files=wrong)
    assert refused.status_code in (409, 422)
    assert "a.toml:1" in refused.text
    nothing = chief.submit("/exercises", evaluator=evaluator)
    assert "请选一个演练脚本" in nothing.text
    assert own_web.running.boards.read(lambda f: exercise_rows(f.rows)) == []


def test_who_is_not_on_the_list_is_named_as_not_sent_to(own_web, chief, officer):
    exercise = started(own_web, chief)
    officer.submit(f"/exercises/{exercise}/calls", what="石桥村进水", dead="1")
    shown(own_web)
    page = officer.get(f"/exercises/{exercise}").text
    assert "未发送：演练，不在名单" in page
    desk = officer.get("/").text
    assert "演练：不在名单，不发送、不拨打" in desk


@pytest.mark.parametrize("content", [SHIPPED_TEXT.encode("gb18030"), b"", b"# " + b"x" * 300_000])
def test_a_chosen_file_that_cannot_be_read_plans_nothing_else_instead(own_web, chief, content):
    ours = {"csrf": own_web.vault.csrf(chief.token), "evaluator": str(own_web.people["周敏"])}
    file = {"file": ("a.toml", content, "text/plain")}
    refused = chief.client.post("/exercises", data=ours | {"scenario": SCENARIO}, files=file)
    assert refused.status_code == 409
    assert "a.toml:" in refused.text
    assert own_web.running.boards.read(lambda f: exercise_rows(f.rows)) == []


def test_whoever_joined_the_older_of_two_keeps_the_stripe_and_the_boards_say_there_are_more(
    own_web, chief, officer
):
    older, newer = started(own_web, chief), started(own_web, chief)
    assert officer.submit(f"/exercises/{older}/joining").status_code == 303
    number = row_of(own_web, older).exercise.planned.number
    assert f"正在参加 {number}" in officer.get("/plans").text
    board = own_web.running.boards.board()
    assert (board.exercise.id, board.exercise.others) == (newer, 1)
    for page in (officer.get("/").text, own_web.wall().get("/wall").text):
        assert "另有 1 场演练进行中" in page
    assert press(chief, older, "end", words="完毕").status_code == 303
    assert STRIPE not in officer.get("/plans").text
    assert "另有" not in own_web.wall().get("/wall").text
