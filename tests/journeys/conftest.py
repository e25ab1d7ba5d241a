"""One night at the duty desk of 临江区, from nine o'clock on."""

import pytest

from tests.support.duty_night import DutyNight
from tests.support.office import an_office


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


@pytest.fixture
def night(office, tmp_path):
    night = DutyNight(office, tmp_path / "views.db")
    yield night
    night.over()
