"""演练 through its pages: one planned and started by the chief."""

from __future__ import annotations

from uuid import UUID

from projections.exercises import EXERCISES

SCENARIO = "flood-at-night"


def planned(web, chief, **more):
    told = {"scenario": SCENARIO, "pace": "1", "evaluator": str(web.people["周敏"])} | more
    done = chief.submit("/exercises", **told)
    assert done.status_code == 303, done.text
    return UUID(done.headers["location"].rsplit("/", 1)[1])


def press(browser, exercise, key, **fields):
    return browser.submit(f"/exercises/{exercise}/{key}", **fields)


def started(web, chief, **more):
    exercise = planned(web, chief, **more)
    assert press(chief, exercise, "start").status_code == 303
    return exercise


def row_of(web, exercise):
    return web.running.boards.read(lambda follower: follower.rows[EXERCISES.name].get(exercise))


def shown(web):
    """Whatever is on record is folded."""
    assert web.running.boards.wait_for(web.log.head().seq, 60)
