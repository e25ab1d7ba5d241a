"""SHOUBAO_RATTLE=seed pytest …: what runs beside the requests goes at a pace of chance, so that luck shows itself.

Its threads begin late, rest before they look, and look unasked; timers run every moment; what reads or writes the log
or the views hesitates now and then. The same seed draws the same pauses, though not the same order of events.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
import re
import sys
import threading
import time
from pathlib import Path
from random import Random

VARIABLE = "SHOUBAO_RATTLE"
BESIDE = re.compile("boards|waiter|sender|replays|trail|lane .*|witness.*|APScheduler")
WOKEN_UNASKED = 0.3  # of all rests
HESITATES = 0.02  # of all reads and writes
HESITATES_SECONDS_MAX = 0.02
TIMER_SECONDS = (0.05, 1.5)  # instead of up to a minute
SWITCH_SECONDS = 0.0002


def rattle_if_asked():
    """Returns the seed; None: nobody asked."""
    seed = os.environ.get(VARIABLE)
    if seed:
        _rattle(_Chance(seed))
    return seed


def for_programs():
    """What makes the programs that a test starts rattle as well."""
    seed = os.environ.get(VARIABLE)
    here = Path(__file__).parent
    return {VARIABLE: seed, "PYTHONPATH": f"{here / 'rattled'}:{here.parents[1]}"} if seed else {}


class _Chance(threading.local):
    """Each thread has its own, named by its name and how many of that name there were before."""

    numbers = {}

    def __init__(self, seed):
        name = threading.current_thread().name
        number = next(self.numbers.setdefault(name, itertools.count()))
        self.of = Random(f"{seed} {name} {number}")

    def rest(self):
        """Mostly nothing, at times a third of a second; in seconds."""
        return 0.3 * self.of.random() ** 5

    def hesitate(self):
        if self.of.random() < HESITATES:
            time.sleep(self.of.uniform(0, HESITATES_SECONDS_MAX))


def _rattle(chance):
    sys.setswitchinterval(SWITCH_SECONDS)
    threading.Event.wait = _waiting(threading.Event.wait, chance)
    threading.Thread.run = _beginning(threading.Thread.run, chance)
    _rattle_timers(chance)
    _rattle_lanes(chance)
    _rattle_log(chance)


def _is_beside():
    return BESIDE.fullmatch(threading.current_thread().name)


def _waiting(wait, chance):
    """Where each of these threads comes by in every round."""

    @functools.wraps(wait)
    def rattled(event, timeout=None):
        if not _is_beside():
            return wait(event, timeout)
        unasked = timeout is not None and chance.of.random() < WOKEN_UNASKED
        came = wait(event, min(timeout, chance.of.random()) if unasked else timeout)
        time.sleep(chance.rest())
        return came

    return rattled


def _beginning(run, chance):
    @functools.wraps(run)
    def rattled(thread):
        if _is_beside():
            time.sleep(chance.rest())
        run(thread)

    return rattled


def _rattle_timers(chance):
    import api.running

    scheduler = api.running.scheduler

    def rattled(**jobs):
        timers = scheduler(**{name: _late(job, chance) for name, job in jobs.items()})
        for one in timers.get_jobs():
            seconds = one.trigger.interval.total_seconds()
            often = min(seconds, chance.of.uniform(*TIMER_SECONDS))
            timers.reschedule_job(one.id, trigger="interval", seconds=often)
        return timers

    api.running.scheduler = rattled


def _late(job, chance):
    @functools.wraps(job)
    def late():
        time.sleep(chance.rest())
        job()

    return late


def _rattle_lanes(chance):
    from escalation.channels.lane import Lane

    send = Lane._send

    async def rattled(lane, message, answered):
        await asyncio.sleep(chance.rest())
        await send(lane, message, answered)

    Lane._send = rattled


def _rattle_log(chance):
    from api.boards import Boards
    from api.hub import Hub
    from desk.log.log import Log
    from desk.log.recorder import LogRecorder
    from desk.log.writer import Writer

    for kind, names in {
        Writer: ("write",),
        Log: ("head", "_tell"),
        LogRecorder: ("stream", "since"),
        Boards: ("board", "read", "wait_for"),
        Hub: ("publish_soon",),
    }.items():
        for name in names:
            setattr(kind, name, _hesitating(getattr(kind, name), chance))


def _hesitating(does, chance):
    """Before and after: what it answers may be old by then."""

    @functools.wraps(does)
    def rattled(*given, **more):
        chance.hesitate()
        answer = does(*given, **more)
        chance.hesitate()
        return answer

    return rattled
