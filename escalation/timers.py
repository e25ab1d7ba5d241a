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
    every = {
        "kick-the-waiter": (kick, KICK_EVERY_SECONDS),
        "look-at-the-clock": (look_at_clock, CLOCK_LOOK_EVERY_SECONDS),
        "look-at-the-sound": (look_at_sound, SOUND_LOOK_EVERY_SECONDS),
        "look-at-the-day": (look_at_day, DAY_LOOK_EVERY_SECONDS),
        "look-at-the-exercises": (look_at_exercises, EXERCISE_LOOK_EVERY_SECONDS),
        "anchor-the-readings": (anchor_readings, ANCHOR_EVERY_SECONDS),
    }
    for name, (job, seconds) in every.items():
        timers.add_job(job, "interval", seconds=seconds, id=name)
    return timers
