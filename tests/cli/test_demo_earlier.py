"""The demonstration has something to replay: an incident whose figures, level and time were restated."""

from __future__ import annotations

from datetime import UTC, datetime

from api.clock import VirtualClock, new_id
from api.demo import seed
from desk.log.log import open_log
from domain.facts import Figure
from domain.incident import FactStated, IncidentClosed, LevelDecided, OccurrenceStated
from domain.words import Level
from projections.incident_file import gather

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_an_incident_of_the_night_turned_out_otherwise_and_is_closed(tmp_path):
    seed(tmp_path, NOW)
    log = open_log(tmp_path, VirtualClock(NOW), new_store_id=new_id())
    [closed] = [one for one in log.since(0, 10_000) if isinstance(one.event, IncidentClosed)]
    file = gather(log, closed.originator_id)
    log.close()
    told = [one.event for one in file.history]
    facts = [one.fact for one in told if isinstance(one, FactStated)]
    injured = [one.value for one in facts if one.figure is Figure.INJURED]
    levels = [one.level for one in told if isinstance(one, LevelDecided)]
    assert injured == [2, 5, 4]
    assert levels == [Level.IV, Level.III, Level.IV]
    assert [one for one in told if isinstance(one, OccurrenceStated)]
    assert not [one for one in file.deadlines.values() if one.open and one.due_at < NOW]
