"""The office whose clocks are watched."""

import sqlite3
from contextlib import closing
from uuid import UUID

import pytest

from desk.log.instants import microseconds
from tests.support.office import an_office


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


@pytest.fixture
def sicken(office, tmp_path):
    """Alarms of streams that are no deadlines, as a defect might leave them: nothing runs them out."""

    def sickened(count, at):
        rows = [(UUID(int=n + 1).bytes, microseconds(at)) for n in range(count)]
        with closing(sqlite3.connect(tmp_path / "log.db", timeout=5)) as raw:
            raw.executemany("INSERT INTO due (originator_id, next_at) VALUES (?,?)", rows)
            raw.commit()

    return sickened
