"""Every recurring timer, in one list. APScheduler only wakes; what is due stands in the log."""

from __future__ import annotations

from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

KICK_EVERY_SECONDS = 5
CLOCK_LOOK_EVERY_SECONDS = 1
SOUND_LOOK_EVERY_SECONDS = 5
DAY_LOOK_EVERY_SECONDS = 20
EXERCISE_LOOK_EVERY_SECONDS = 1
ANCHOR_EVERY_SECONDS = 60


def scheduler(
    *,
    kick: Callable[[], None],
    look_at_clock: Callable[[], None],
    look_at_sound: Callable[[], None],
    look_at_day: Callable[[], None],
    look_at_exercises: Callable[[], None],
    anchor_readings: Callable[[], None],
) -> BackgroundScheduler:
    """Late, coalesced and missed runs are harmless here: every job looks at the log anew."""
    timers = BackgroundScheduler(
        timezone="Asia/Shanghai",
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    timers.add_job(kick, "interval", seconds=KICK_EVERY_SECONDS, id="kick-the-waiter")
    timers.add_job(
        look_at_clock, "interval", seconds=CLOCK_LOOK_EVERY_SECONDS, id="look-at-the-clock"
    )
    timers.add_job(
        look_at_sound, "interval", seconds=SOUND_LOOK_EVERY_SECONDS, id="look-at-the-sound"
    )
    timers.add_job(look_at_day, "interval", seconds=DAY_LOOK_EVERY_SECONDS, id="look-at-the-day")
    timers.add_job(
        look_at_exercises,
        "interval",
        seconds=EXERCISE_LOOK_EVERY_SECONDS,
        id="look-at-the-exercises",
    )
    timers.add_job(
        anchor_readings, "interval", seconds=ANCHOR_EVERY_SECONDS, id="anchor-the-readings"
    )
    return timers
