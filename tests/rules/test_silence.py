"""Silence is suspected only of whoever knew, was bound, was overdue for certain, and had said nothing that counts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain import deadline as deadlines
from domain.breach import BreachKind, Ground
from domain.conduct import BreachLinked, Conduct, ConductRecorded
from domain.deadline_events import DeadlineExcused
from domain.incident import Incident, IncidentAnnulled, Means, evolve
from domain.incident_commands import IncidentNotOpen, link_breach, record_conduct
from domain.suspicion import next_review, suspicions
from domain.times import Basis, Precision
from tests.support.given import refused
from tests.support.ladder import NINE, Story, minute, unit_id

HOUR, DAY = 60, 24 * 60
WORKS, COUNTY = "works", "county emergency"
CONCEALED, OMITTED = (WORKS, BreachKind.CONCEALED), (WORKS, BreachKind.OMITTED)
BY_OTHERS, WITHHELD = (Ground.FOUND_OUT_BY_OTHERS,), (Ground.DECIDED_NOT_TO_REPORT,)


def at_the_works() -> Story:
    """It happened at the works at nine, and they knew; they owe the county's emergency bureau word by ten."""
    story = Story(occurred=minute(0))
    story.knows(WORKS, minute(0), Means.OWN_SITE)
    return story


def found_out(at: int) -> Story:
    story = at_the_works()
    story.knows(COUNTY, minute(at), Means.DISCOVERED)
    return story


def test_silence_alone_is_suspected_of_nothing():
    assert at_the_works().suspected(30 * DAY) == {}


def test_whoever_was_not_told_and_finds_out_points_at_the_unit_that_kept_silent():
    assert found_out(3 * HOUR).suspected(4 * HOUR) == {CONCEALED: BY_OTHERS}


def test_before_it_was_overdue_there_was_nothing_to_find_out():
    assert CONCEALED not in found_out(HOUR).suspected(4 * HOUR)


@pytest.mark.parametrize("found", [3 * HOUR, 5 * HOUR])
def test_found_out_within_four_hours_whoever_then_speaks_was_late_and_no_more(found):
    story = found_out(found)
    story.reports_to(WORKS, COUNTY, minute(found + 30))
    suspected = story.suspected(2 * DAY)
    assert suspected == ({CONCEALED: BY_OTHERS} if found > 5 * HOUR else {})


def test_found_out_after_more_than_four_hours_of_silence_speaking_comes_too_late():
    story = found_out(5 * HOUR + 1)
    story.reports_to(WORKS, COUNTY, minute(6 * HOUR))
    assert story.suspected(7 * HOUR) == {CONCEALED: BY_OTHERS}


def test_whoever_spoke_before_was_not_found_out():
    story = found_out(6 * HOUR)
    story.reports_to(WORKS, COUNTY, minute(6 * HOUR))
    assert story.suspected(7 * HOUR) == {}


def test_a_newspaper_may_find_out_but_no_unit_finds_itself_out():
    story = at_the_works()
    story.knows(WORKS, minute(3 * HOUR), Means.DISCOVERED)
    assert story.suspected(4 * HOUR) == {}
    story.knows("paper", minute(3 * HOUR), Means.DISCOVERED)
    assert story.suspected(4 * HOUR) == {CONCEALED: BY_OTHERS}


def test_an_authority_that_kept_silent_is_presumed_negligent_once_its_grace_is_over():
    story = Story(occurred=minute(0))
    story.knows(COUNTY, minute(0))
    story.knows("city emergency", minute(5 * HOUR), Means.DISCOVERED)
    silent = {(COUNTY, BreachKind.OMITTED): (Ground.NEVER_REPORTED,)}
    assert story.suspected(2 * HOUR + DAY - 1) == {}
    assert story.suspected(2 * HOUR + DAY) == silent


def test_nobody_has_omitted_what_nobody_above_has_heard_of():
    story = Story(occurred=minute(0))
    story.knows(COUNTY, minute(0))
    story.knows("paper", minute(5 * HOUR), Means.DISCOVERED)
    assert story.suspected(3 * DAY) == {}


def test_withholding_is_concealment_once_it_is_overdue_and_never_before():
    story = at_the_works()
    story.behaves(WORKS, Conduct.WITHHELD, minute(10))
    assert story.suspected(HOUR) == {}
    assert story.suspected(HOUR + 1) == {CONCEALED: WITHHELD}


@pytest.mark.parametrize(
    ("conduct", "ground"),
    [
        (Conduct.EVIDENCE_ALTERED, Ground.EVIDENCE_ALTERED),
        (Conduct.OBSTRUCTED, Ground.OBSTRUCTED),
    ],
)
def test_altered_evidence_and_obstruction_count_as_withholding(conduct, ground):
    story = at_the_works()
    story.behaves(WORKS, conduct, minute(10))
    assert story.suspected(2 * HOUR) == {CONCEALED: (ground,)}


def test_whoever_withholds_and_comes_forward_truthfully_within_a_day_was_late():
    story = at_the_works()
    story.behaves(WORKS, Conduct.WITHHELD, minute(10))
    story.reports_to(WORKS, COUNTY, minute(HOUR + DAY))
    assert story.suspected(3 * DAY) == {}


def test_whoever_comes_forward_after_more_than_a_day_has_concealed_it_till_then():
    story = at_the_works()
    story.behaves(WORKS, Conduct.WITHHELD, minute(10))
    story.reports_to(WORKS, COUNTY, minute(HOUR + DAY + 1))
    assert story.suspected(3 * DAY) == {CONCEALED: WITHHELD}


def test_whoever_withholds_and_then_lies_has_not_come_forward():
    story = at_the_works()
    story.behaves(WORKS, Conduct.WITHHELD, minute(10))
    story.reports_to(WORKS, COUNTY, minute(2 * HOUR), untrue=True)
    assert story.suspected(3 * HOUR)[CONCEALED] == WITHHELD


def test_what_was_said_before_it_was_withheld_does_not_own_up_to_it():
    story = at_the_works()
    story.reports_to(WORKS, COUNTY, minute(5))
    story.behaves(WORKS, Conduct.WITHHELD, minute(10))
    assert (
        story.suspected(3 * DAY) == {}
    )  # it had reported: what else it kept back is about figures


def test_an_authority_that_withheld_and_was_found_out_has_concealed():
    story = Story(occurred=minute(0))
    story.knows(COUNTY, minute(0))
    story.behaves(COUNTY, Conduct.WITHHELD, minute(10))
    story.knows("city emergency", minute(9 * HOUR), Means.DISCOVERED)
    story.reports_to(COUNTY, "city emergency", minute(10 * HOUR))
    assert story.suspected(11 * HOUR) == {(COUNTY, BreachKind.CONCEALED): WITHHELD}


def test_silence_towards_the_public_is_another_matter():
    story = at_the_works()
    story.behaves(WORKS, Conduct.WITHHELD, minute(10), kept_from="paper")
    assert story.suspected(3 * DAY) == {}


def test_a_word_to_a_subordinate_or_to_a_bystander_is_no_report():
    story = Story(occurred=minute(0), presets=("wuhan",))
    story.knows("county", minute(0))
    story.reports_to("county", "town", minute(10))
    story.knows("city", minute(5 * HOUR))
    assert (("county", BreachKind.OMITTED)) in story.suspected(3 * DAY)


def test_a_limit_that_only_an_hour_or_a_day_is_known_of_is_over_when_all_of_it_is():
    story = Story(occurred=minute(0, Precision.HOUR))
    story.knows(WORKS, minute(0, Precision.HOUR), Means.OWN_SITE)
    story.behaves(WORKS, Conduct.WITHHELD, minute(10))
    assert story.suspected(2 * HOUR - 1) == {}
    assert story.suspected(2 * HOUR) == {CONCEALED: WITHHELD}


def test_an_excused_clock_is_no_duty_and_an_incident_that_never_was_is_nothing():
    story = found_out(3 * HOUR)
    clock = story.clock("C02", WORKS, COUNTY)
    excused = DeadlineExcused(reason="通信中断", next_at=None)
    story.deadlines[story.clock_id(clock)] = deadlines.evolve(clock, excused)
    assert story.suspected(4 * HOUR) == {}
    annulled = found_out(3 * HOUR)
    annulled.tell(IncidentAnnulled(reason="误报"))
    assert annulled.suspected(4 * HOUR) == {}


def test_a_suspicion_says_on_what_it_rests():
    story = Story(occurred=minute(0))
    story.knows(WORKS, replace(minute(0), basis=Basis.INFERRED), Means.OWN_SITE)
    story.knows(COUNTY, minute(3 * HOUR), Means.DISCOVERED)
    as_of = minute(4 * HOUR).earliest
    [charge] = suspicions(story.situation, story.network, as_of)
    clock = story.clock("C02", WORKS, COUNTY)
    assert charge.recipient == unit_id(COUNTY)
    assert (charge.rule, charge.deadline) == ("C02", story.clock_id(clock))
    assert charge.evidence == (charge.deadline,)
    assert charge.on_assumption


def test_the_log_is_looked_at_again_when_the_grace_of_the_silent_is_over():
    story = at_the_works()
    over = minute(HOUR + DAY).earliest
    assert next_review(story.situation, story.network, NINE) == over
    assert next_review(story.situation, story.network, over) is None
    story.reports_to(WORKS, COUNTY, minute(HOUR))
    of_the_county = minute(HOUR + 2 * HOUR + DAY).earliest
    assert next_review(story.situation, story.network, NINE) == of_the_county


HELD = ConductRecorded(
    unit=unit_id(WORKS), conduct=Conduct.WITHHELD, at=minute(9), kept_from=None, source="笔录"
)


def opened() -> Incident:
    return at_the_works().incident


def test_conduct_is_put_on_record_once_and_a_breach_is_linked_once():
    breach = unit_id("breach")
    state = evolve(evolve(opened(), HELD), BreachLinked(breach=breach))
    assert record_conduct(opened(), HELD) == [HELD]
    assert record_conduct(state, HELD) == []
    assert link_breach(opened(), breach=breach) == [BreachLinked(breach=breach)]
    assert link_breach(state, breach=breach) == []


def test_nothing_is_put_on_record_about_what_never_was():
    annulled = evolve(opened(), IncidentAnnulled(reason="误报"))
    with refused(IncidentNotOpen):
        record_conduct(annulled, HELD)
