"""Whatever on record names an incident belongs to its dossier, or is a list of the desk's that names others too."""

from __future__ import annotations

import pytest

from desk.dossier.rows import Rows
from desk.log.log import FILE
from domain.incident import IncidentOpened
from projections.dossier_streams import file_of, positions_of
from tests.support.nights import a_busy_night
from tests.support.serving import a_staffed_office

LISTS = (
    "series.",
    "handover.",
    "exercise.",
    "telling.",
    "desk-duty.",
    "spot-check.",
    "dossier.",
    "document.",
)
OFFICE = ("office.", "unit.", "person.")


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    folder = tmp_path_factory.mktemp("night")
    with a_staffed_office(folder) as office:
        a_busy_night(office)
        incidents = [one.originator_id for one in office.events(IncidentOpened.TOPIC)]
    with Rows(folder / FILE) as rows:
        yield rows, incidents


def held(rows, incident):
    file = file_of(rows, incident, rows.newest)
    return list(rows.at(positions_of(rows, file, rows.newest)))


def test_no_event_that_names_it_is_left_behind(night):
    rows, incidents = night
    everything = list(rows.between(1, rows.newest))
    for incident in incidents:
        inside = {row.seq for row in held(rows, incident)}
        named = [row for row in everything if str(incident).encode() in row.state]
        left = {row.topic for row in named if row.seq not in inside}
        assert not {one for one in left if not one.startswith(LISTS)}, left


def test_nothing_of_another_incident_comes_along(night):
    rows, incidents = night
    for incident in incidents:
        others = {one.bytes for one in incidents} - {incident.bytes}
        inside = held(rows, incident)
        assert not others & {row.originator_id for row in inside}
        opened = [row for row in inside if row.topic == IncidentOpened.TOPIC]
        assert len(opened) == 1


def test_whole_streams_come_along_and_the_office_with_them(night):
    rows, incidents = night
    inside = held(rows, incidents[0])
    streams = {row.originator_id for row in inside}
    whole = [row.seq for row in rows.between(1, rows.newest) if row.originator_id in streams]
    assert [row.seq for row in inside] == whole
    assert inside[0].topic.startswith(OFFICE)


def test_as_the_log_stood_at_an_earlier_position(night):
    rows, incidents = night
    [opened, *_] = [
        row.seq for row in held(rows, incidents[2]) if row.topic == IncidentOpened.TOPIC
    ]
    file = file_of(rows, incidents[2], opened + 3)
    assert max(positions_of(rows, file, opened + 3)) <= opened + 3
    assert file_of(rows, incidents[2], opened - 1) is None
