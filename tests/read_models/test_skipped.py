"""A report over a level's head keeps the duty to copy that level, until it has been told."""

from domain.words import Tier
from projections.skipped import skipped


def owed(office, incident):
    network = office.desk.register().network
    return [one[:3] for one in skipped(office.file(incident), network, str)]


def test_the_level_that_was_passed_over_is_owed_a_copy_until_it_has_one(office):
    incident = office.call().incident
    office.by_word(incident, office.town, office.city)
    assert owed(office, incident) == [(str(office.town), str(office.city), str(office.county))]
    office.by_word(incident, office.town, office.county)
    assert owed(office, incident) == []


def test_step_by_step_nobody_is_passed_over(office):
    incident = office.call().incident
    office.by_word(incident, office.town, office.county)
    office.by_word(incident, office.county, office.city)
    assert owed(office, incident) == []


def test_whoever_stands_outside_the_ladder_passes_over_nobody(office):
    aside = office.unit("邻县", Tier.COUNTY)
    incident = office.call().incident
    office.by_word(incident, office.town, aside)
    assert owed(office, incident) == []
