"""Every recurring timer stands in one list; a late or failed run is never the last."""

import pytest

from escalation import timers
from escalation.timers import scheduler
from tests.support.patience import until


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(timers, "KICK_EVERY_SECONDS", 0.02)
    monkeypatch.setattr(timers, "CLOCK_LOOK_EVERY_SECONDS", 0.02)


def nothing():
    """Wakes nobody."""


def test_the_list():
    listed = scheduler(
        kick=nothing,
        look_at_clock=nothing,
        look_at_sound=nothing,
        look_at_day=nothing,
        look_at_exercises=nothing,
        anchor_readings=nothing,
    ).get_jobs()
    every = {one.id: one.trigger.interval.total_seconds() for one in listed}
    assert every == {
        "kick-the-waiter": 5,
        "look-at-the-clock": 1,
        "look-at-the-sound": 5,
        "look-at-the-day": 20,
        "look-at-the-exercises": 1,
        "anchor-the-readings": 60,
    }


@pytest.mark.usefixtures("hurried")
def test_late_runs_are_made_up_for_once_and_never_dropped():
    running = scheduler(
        kick=nothing,
        look_at_clock=nothing,
        look_at_sound=nothing,
        look_at_day=nothing,
        look_at_exercises=nothing,
        anchor_readings=nothing,
    )
    running.start(paused=True)
    try:
        for one in running.get_jobs():
            assert (one.misfire_grace_time, one.coalesce, one.max_instances) == (None, True, 1)
    finally:
        running.shutdown()


@pytest.mark.usefixtures("hurried")
def test_a_run_that_fails_is_not_the_last():
    kicks, looks = [], []

    def kick():
        kicks.append(len(kicks))
        raise OSError("the waiter is not there")

    running = scheduler(
        kick=kick,
        look_at_clock=lambda: looks.append(len(looks)),
        look_at_sound=nothing,
        look_at_day=nothing,
        look_at_exercises=nothing,
        anchor_readings=nothing,
    )
    running.start()
    try:
        until(lambda: len(kicks) >= 3 and len(looks) >= 3)
    finally:
        running.shutdown(wait=True)
