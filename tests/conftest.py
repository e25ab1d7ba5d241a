"""No drawn example is timed: a busy machine fails no test. And no test pays for all the others."""

import gc

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish():
    """The tests themselves stay: a collection need not go through all of them again each time."""
    gc.collect()
    gc.freeze()
