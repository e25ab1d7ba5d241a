"""An office whose log is followed."""

import pytest

from tests.support.office import an_office
from tests.support.views import caught_up, close, follower


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


@pytest.fixture
def look(office, tmp_path):
    """A follower of the office's log, caught up at every look."""
    live = follower(office.log, tmp_path / "views.db")
    yield lambda: caught_up(live)
    close(live)
