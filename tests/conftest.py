"""No drawn example is timed: a busy machine fails no test. And no test pays for all the others."""

import gc

from hypothesis import settings

from tests.support.rattling import VARIABLE, rattle_if_asked

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

RATTLED = rattle_if_asked()


def pytest_terminal_summary(terminalreporter):
    if RATTLED:
        terminalreporter.write_line(f"rattled with {VARIABLE}={RATTLED}")


def pytest_collection_finish():
    """The tests themselves stay: a collection need not go through all of them again each time.

    Nor need it come at every seven hundredth thing that is made: so it took a tenth of all the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
