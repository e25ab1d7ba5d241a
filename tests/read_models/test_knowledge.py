"""Who knew when from whom, how late it was typed, and who should have told this office and had not."""

from datetime import timedelta

from desk.incidents import RecordKnowledge, record_knowledge
from domain.incident import Means
from projections.knowledge import knowledge


def known(office, incident):
    register = office.desk.register()
    return knowledge(office.file(incident), office.county, register.book, register.network)


def learns(office, incident, unit, at, means=Means.OTHER):
    office.do(
        record_knowledge, RecordKnowledge(incident=incident, unit=unit, learned=at, means=means)
    )


def test_every_source_stands_in_the_order_of_its_time_and_a_late_entry_says_so(office):
    incident = office.call().incident
    learns(office, incident, office.town, office.at(minutes=-40))
    sources = known(office, incident).sources
    assert [one.unit for one in sources] == [office.town, office.county]
    late, prompt = (one.entered_after for one in sources)
    assert late // timedelta(minutes=1) == 40
    assert prompt is None
    learns(office, incident, office.town, office.at())
    assert [one.first for one in known(office, incident).sources] == [True, True, False]


def test_heard_from_elsewhere_the_unit_that_owed_a_report_is_named(office):
    incident = office.call().incident
    learns(office, incident, office.town, office.at(minutes=-40))
    [silent] = {one.unit: one for one in known(office, incident).silent}.values()
    assert (silent.unit, silent.told) == (office.town, None)
    office.clock.forward(minutes=30)
    office.by_word(incident, office.town, office.county)
    after = known(office, incident)
    assert after.lead == timedelta(minutes=30)
    assert after.silent[0].told == office.at()


def test_whoever_was_told_by_the_unit_itself_points_at_nobody(office):
    incident = office.call(caller=office.town).incident
    assert known(office, incident).silent == ()
