"""The office every story of these tests happens at."""

import pytest

from tests.support.office import an_office


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()
