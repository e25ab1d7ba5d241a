"""What is owed again and again, and what ends it; what falls away with its incident and what does not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain import deadline as deadlines
from domain.deadline import Standing
from domain.deadline_commands import look
from domain.deadline_events import DeadlineSuperseded, Superseding
from domain.incident import ClassAssigned, IncidentAnnulled, IncidentClosed, IncidentMerged
from domain.incident_marks import ResponseEnded, ResponseStarted
from domain.rulebook import RuleBook
from domain.words import IncidentClass, Level, Stage
from tests.support.ladder import CITY, Story, a_fire, minute, unit_id


def test_a_follow_up_is_owed_again_after_every_report_until_the_final_one():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.level(Level.II, minute(1))
    story.reports_to(*CITY, minute(20))
    first = str(story.reports[0].id)
    assert story.clock("K01", *CITY, first).due_at == minute(20 + 720).earliest
    story.reports_to(*CITY, minute(500), stage=Stage.FOLLOW_UP)
    assert story.clock("K01", *CITY, first).standing is Standing.MET
    assert story.clock("K01", *CITY, str(story.reports[1].id)).open
    story.reports_to(*CITY, minute(900), stage=Stage.FINAL)
    assert not any(one.open for one in story.deadlines.values() if one.terms.rule == "K01")


def test_no_follow_up_is_owed_that_would_be_due_after_the_response_ended():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.level(Level.II, minute(1))
    story.reports_to(*CITY, minute(20))
    story.tell(ResponseEnded(ended=minute(60)))
    [follow_up] = [one for one in story.deadlines.values() if one.terms.rule == "K01"]
    assert follow_up.standing is Standing.SUPERSEDED


def test_another_response_after_the_end_goes_on_with_the_follow_ups():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.level(Level.II, minute(1))
    story.reports_to(*CITY, minute(20))
    story.tell(ResponseStarted(started=minute(30)), ResponseEnded(ended=minute(60)))
    story.tell(ResponseStarted(started=minute(90)))
    assert (story.incident.response_started, story.incident.response_ended) == (minute(30), None)
    [follow_up] = [one for one in story.deadlines.values() if one.terms.rule == "K01"]
    assert (follow_up.standing, follow_up.uncounted) == (Standing.RUNNING, None)
    story.tell(ResponseEnded(ended=minute(120)))
    [follow_up] = [one for one in story.deadlines.values() if one.terms.rule == "K01"]
    assert follow_up.standing is Standing.SUPERSEDED


def ran_out(story: Story) -> list[str]:
    """Every clock that was due in the ten days after nine is looked at."""
    for id, clock in story.deadlines.items():
        for event in look(clock, as_of=minute(14_400).earliest, manners=story.book.manners):
            story.deadlines[id] = deadlines.evolve(story.deadlines[id], event)
    return [one.terms.rule for one in story.deadlines.values() if one.standing is Standing.RAN_OUT]


def test_an_end_put_on_record_late_takes_back_the_follow_ups_that_ran_out_meanwhile():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.level(Level.II, minute(1))
    story.reports_to(*CITY, minute(20))
    assert "K01" in ran_out(story)
    story.tell(ResponseEnded(ended=minute(60)))
    [follow_up] = [one for one in story.deadlines.values() if one.terms.rule == "K01"]
    assert follow_up.standing is Standing.SUPERSEDED


def test_a_follow_up_that_ran_out_before_the_end_stays_owed_though_the_incident_is_closed():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.level(Level.II, minute(1))
    story.reports_to(*CITY, minute(20))
    assert "K01" in ran_out(story)
    story.tell(ResponseEnded(ended=minute(2_000)), IncidentClosed(reason="处置完毕"))
    [follow_up] = [one for one in story.deadlines.values() if one.terms.rule == "K01"]
    assert follow_up.standing is Standing.RAN_OUT


def test_closing_an_incident_stops_the_follow_ups_and_no_other_clock():
    story = Story(occurred=minute(0), presets=("wuhan",))
    story.knows("county", minute(0))
    story.level(Level.II, minute(1))
    story.reports_to("county", "province", minute(20))
    decisions = story.tell(IncidentClosed(reason=""))
    reasons = {e.reason for _, e in decisions if isinstance(e, DeadlineSuperseded)}
    assert reasons == {Superseding.CLOSED}
    assert story.clock("B03", *CITY).standing is Standing.RUNNING
    assert story.settle() == []


def test_what_never_was_or_is_another_incident_owes_nothing():
    for end, reason in (
        (IncidentAnnulled(reason="误报"), Superseding.ANNULLED),
        (IncidentMerged(survivor=unit_id("other"), reason=""), Superseding.MERGED),
    ):
        story = a_fire(level=Level.II, at=45)
        decisions = story.tell(end)
        assert {event.reason for _, event in decisions} == {reason}
        assert not any(one.open for one in story.deadlines.values())
        assert story.settle() == []


def test_another_class_starts_its_own_clocks_and_the_wrong_ones_fall_away():
    story = Story(occurred=minute(0))
    story.knows("county emergency", minute(0))
    assert story.clock("C03", "county emergency", "city emergency").open
    story.tell(ClassAssigned(klass=IncidentClass.NATURAL_DISASTER))
    assert story.clock("F01", "county emergency", "city emergency").open
    assert not story.clock("C03", "county emergency", "city emergency").open


def test_an_outside_source_knows_and_owes_nothing():
    story = Story(occurred=minute(0), presets=("wuhan",))
    story.knows("paper", minute(0))
    assert story.clocks == set()


def test_a_rule_that_no_longer_speaks_of_such_a_level_is_another_and_frees_nobody():
    story = a_fire()
    rules = tuple(
        replace(one, applies_to=replace(one.applies_to, levels=(Level.IV,)))
        if one.id == "B01"
        else one
        for one in story.book.rules
    )
    story.book = replace(story.book, rules=rules)
    assert story.settle() == []
    assert story.clock("B01", *CITY).standing is Standing.RUNNING


def another_book(story: Story, **applies: object) -> RuleBook:
    """The same, but that C03 is gone or speaks of something else."""
    others = tuple(one for one in story.book.rules if one.id != "C03")
    ours = story.book.get("C03")
    assert ours
    changed = replace(ours, applies_to=replace(ours.applies_to, **applies))
    return replace(story.book, rules=(*others, changed) if applies else others)


@pytest.mark.parametrize("applies", [{}, {"classes": (IncidentClass.PUBLIC_HEALTH,)}])
def test_a_running_clock_is_judged_by_the_rule_that_set_it(applies):
    story = Story(occurred=minute(0))
    story.knows("county emergency", minute(0))
    hop = ("county emergency", "city emergency")
    assert story.adopt(another_book(story, **applies)) == []
    assert story.clock("C03", *hop).open
    story.tell(ClassAssigned(klass=IncidentClass.NATURAL_DISASTER))
    assert story.clock("C03", *hop).standing is Standing.SUPERSEDED
