"""Which way of hearing is earlier than the report of whoever owed one, over all incidents."""

from desk.incidents import RecordKnowledge, record_knowledge
from domain.incident import Means
from projections.source_league import source_league


def league(office, *incidents):
    files = [office.file(one) for one in incidents]
    found = source_league(files, office.county)
    return [(one.means, one.incidents, one.lead) for one in found]


def from_media(office, incident, minutes):
    knowing = RecordKnowledge(
        incident=incident,
        unit=office.county,
        learned=office.at(minutes=-minutes),
        means=Means.OTHER,
    )
    office.do(record_knowledge, knowing)


def test_each_way_is_measured_against_the_first_report_to_this_office(office):
    one, two = office.call("一").incident, office.call("二").incident
    from_media(office, one, 20)
    office.clock.forward(minutes=10)
    for incident in (one, two):
        office.by_word(incident, office.town, office.county)
    assert league(office, one, two) == [
        (Means.OTHER, 1, 30),
        (Means.CALL, 2, 10),
        (Means.REPORT, 2, 0),
    ]


def test_where_nobody_reported_there_is_nothing_to_be_earlier_than(office):
    assert league(office, office.call().incident) == [(Means.CALL, 1, None)]


def test_an_exercise_counts_nowhere(office):
    assert league(office, office.call(exercise=office.works).incident) == []
