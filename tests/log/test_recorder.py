"""The library's reading side works over our table; its writing side is shut."""

import pytest
from eventsourcing.persistence import Notification, StoredEvent

from desk.log.codec import Appended, Codec
from tests.support.log_fixtures import NINE, a_log, alarm, named, taken, write


@pytest.fixture
def log(tmp_path):
    log = a_log(tmp_path)
    for number in range(4):
        write(log, "事件", number)
    write(log, "时限", 0, alarm(NINE))
    yield log
    log.close()


@pytest.mark.parametrize(
    ("asked", "versions"),
    [
        ({}, [1, 2, 3, 4]),
        ({"gt": 2}, [3, 4]),
        ({"lte": 2}, [1, 2]),
        ({"gt": 1, "lte": 3, "desc": True}, [3, 2]),
        ({"desc": True, "limit": 1}, [4]),
        ({"limit": 2}, [1, 2]),
    ],
)
def test_a_stream_is_read_as_asked(log, asked, versions):
    found = log.recorder.select_events(named("事件"), **asked)
    assert [one.originator_version for one in found] == versions
    assert all(isinstance(one, StoredEvent) for one in found)
    assert {one.originator_id for one in found} == {named("事件")}


@pytest.mark.parametrize(
    ("asked", "positions"),
    [
        ({"start": None, "limit": 9}, [1, 2, 3, 4, 5]),
        ({"start": 1, "limit": 2}, [1, 2]),
        ({"start": 3, "limit": 9}, [3, 4, 5]),
        ({"start": 3, "limit": 9, "inclusive_of_start": False}, [4, 5]),
        ({"start": 2, "limit": 9, "stop": 3}, [2, 3]),
        ({"start": None, "limit": 9, "topics": ["deadline.resumed"]}, [5]),
        ({"start": 6, "limit": 9}, []),
    ],
)
def test_notifications_are_read_as_asked(log, asked, positions):
    found = log.recorder.select_notifications(**asked)
    assert [one.id for one in found] == positions
    assert all(isinstance(one, Notification) for one in found)
    assert log.recorder.max_notification_id() == 5


def test_nothing_is_written_round_the_writer(log):
    stored = Codec().to_stored_event(Appended(named("别的"), 1, taken(1)))
    with pytest.raises(PermissionError):
        log.recorder.insert_events([stored])
    assert log.head().seq == 5


def test_the_library_mapper_reads_what_the_log_wrote(log):
    [stored] = log.recorder.select_events(named("时限"))
    assert Codec().to_domain_event(stored) == Appended(named("时限"), 1, alarm(NINE))
