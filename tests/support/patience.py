"""Waiting for another thread or process: as long as it takes, and never for ever."""

from __future__ import annotations

import time

PATIENCE_SECONDS = 60


def until(holds, seconds=PATIENCE_SECONDS):
    """Returns what `holds` answers once that is true; fails when it never is."""
    gives_up = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < gives_up, "waited in vain"
        time.sleep(0.005)
    return found


def undisturbed(log, look):
    """What `look` answers when nothing was written from its begin to its end."""

    def looked():
        before, found = log.position, look()
        return log.position == before and (found,)

    return until(looked)[0]


def patient(boards):
    """A page waits two seconds for the views to show what its form did; a test's, as long as it takes."""
    wait_for = boards.wait_for

    def waiting(seq, seconds):
        return wait_for(seq, max(seconds, PATIENCE_SECONDS))

    boards.wait_for = waiting
