"""An exercise in the browser: striped on desk, wall and phone, left with one press, turned real with one key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from contingency_plans.scenario_file import shipped_scenarios
from desk.exercise_course import RealOpen, StartExercise, start_exercise
from desk.exercises import (
    EndExercise,
    EvaluateExercise,
    ExerciseAnswer,
    PlanExercise,
    Recipients,
    end_exercise,
    evaluate_exercise,
    plan_exercise,
)
from tests.support.exercised import points
from tests.support.nights import a_shift
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOUBAO_SCREENSHOTS")
STRIPE = "演练 · 不是真实事件"


def finished(office, exercise):
    """Ended and evaluated by its five points."""
    office.do(end_exercise, EndExercise(exercise=exercise, words="演练目标已达到"))
    evaluating = EvaluateExercise(
        exercise=exercise,
        points=points("按预案到位"),
        suggestions="补充夜间照明",
        findings=(),
        evaluated=office.at(),
    )
    office.do(evaluate_exercise, evaluating)
    return exercise


def an_exercise(office):
    scenario = next(one for one in shipped_scenarios() if one.id == "flood-at-night")
    command = PlanExercise(
        scenario=scenario,
        pace=1,
        plans=(),
        recipients=Recipients(),
        evaluator=office.people["周敏"],
    )
    exercise = office.do(plan_exercise, command).answer(ExerciseAnswer).exercise
    real = RealOpen(seq=office.log.position, incidents=())
    office.do(start_exercise, StartExercise(exercise=exercise, real=real))
    return exercise


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercise")
    with a_staffed_office(folder) as office:
        a_shift(office)
        over = finished(office, an_exercise(office))
        exercise = an_exercise(office)
    with serving(folder) as server:
        server.exercise, server.over = exercise, over
        yield server


def shot(page, name):
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"exercise-{name}.png"))


def fits(page):
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def stripes(page):
    return page.locator(".stripe").all_inner_texts()


def take_a_call(page):
    page.click("form[action$='/joining'] button")
    page.locator(".injects a").first.click()
    shot(page, "call-desk")
    page.fill("[name=what]", "石桥村进水，三户被困")
    page.fill("[name=trapped]", "7")
    page.click(".send button.main")
    page.locator(".title.exercise").wait_for()
    assert STRIPE in stripes(page)[0]
    shot(page, "incident-desk")


def seen_on_the_phone(screen):
    assert STRIPE in stripes(screen.page)[0]
    assert fits(screen.page)
    shot(screen.page, "phone")


def test_an_exercise_from_its_first_call_to_something_real(open_screen, server):
    base = f"/exercises/{server.exercise}"
    desk = open_screen(server, "zhiban", base, size=DESK)
    page = desk.page
    take_a_call(page)
    wall = open_screen(server, "zhuren", "/wall", size=WALL).wait_for_link("live").page
    assert any("演练进行中" in one for one in stripes(wall))
    assert wall.locator(".card.exercise").count()
    shot(wall, "wall")
    seen_on_the_phone(open_screen(server, "zhuren", "/phone", size=PHONE))
    desk.go(base)
    page.click("form[action$='/reality'] button")
    page.wait_for_url(lambda url: "/incidents/" in url)
    assert stripes(page) == []
    wall.get_by_text("真实事件，不是演练").wait_for()
    shot(wall, "wall-real")
    assert desk.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE, WALL], ids=["desk", "phone", "wall"])
@pytest.mark.parametrize("path", ["", "/call", "/paper"])
def test_its_pages_fit_every_screen_and_are_accessible(kept_window, server, axe, path, size):
    screen = kept_window(server, "zhuren", size=size, language="zh")
    screen.go(f"/exercises/{server.exercise}{path}")
    shot(screen.page, f"one{path.replace('/', '-')}-{size[0]}")
    assert fits(screen.page)
    assert STRIPE in stripes(screen.page)[0]
    assert screen.violations(axe) == []
    assert screen.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["", "/paper"])
def test_when_it_is_over_its_pages_are_still_an_exercises(kept_window, server, axe, path, size):
    screen = kept_window(server, "zhuren", size=size, language="zh")
    screen.go(f"/exercises/{server.over}{path}")
    for one in screen.page.locator("details").all():
        one.evaluate("details => (details.open = true)")
    shot(screen.page, f"over{path.replace('/', '-')}-{size[0]}")
    assert fits(screen.page)
    assert STRIPE in stripes(screen.page)[0]
    assert "补充夜间照明" in screen.page.locator("main").inner_html()
    assert "演练控制" not in screen.page.locator("main").inner_text()
    assert screen.violations(axe) == []
    assert screen.complaints == []
