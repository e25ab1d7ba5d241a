"""After anything happened to an incident its clocks are settled: once, whatever the order it came to light in."""

from __future__ import annotations

from domain.deadline import Standing
from domain.deadline_events import (
    DeadlineRestated,
    DeadlineResumed,
    DeadlineSet,
    Uncounted,
)
from domain.incident import (
    Means,
    OccurrenceStated,
)
from domain.kernel import Event
from domain.times import Basis, Precision, moment
from domain.words import Channel, Level
from tests.support.ladder import CITY, NAMES, Story, a_fire, minute


def kinds(decisions, kind: type[Event]) -> int:
    return sum(isinstance(event, kind) for _, event in decisions)


def test_the_first_who_knows_starts_the_clocks_it_owes_and_nobody_elses():
    story = a_fire()
    assert story.clocks == {("B01", *CITY)}


def test_settled_again_nothing_happens():
    assert a_fire().settle() == []


def test_a_report_made_before_its_clock_existed_meets_it_in_the_same_breath():
    story = a_fire()
    story.reports_to(*CITY, minute(10))
    decisions = story.level(Level.III, minute(40))
    assert kinds(decisions, DeadlineSet) >= 1
    assert story.clock("B02", *CITY).met_at == minute(10)
    assert story.clock("B02", *CITY).seconds_late == 0


def test_a_graver_level_sets_the_stricter_clock_and_the_milder_falls_away_for_it():
    story = a_fire(level=Level.II, at=10)
    stricter, milder = story.clock("B03", *CITY), story.clock("B01", *CITY)
    assert stricter.due_at == minute(30).earliest
    assert stricter.uncounted is None
    assert milder.standing is Standing.SUPERSEDED


def test_a_stricter_limit_that_had_run_out_before_the_level_was_known_is_a_task_and_accuses_nobody():
    """§3.2: 升级前已超时(不计迟报). The milder clock goes on: an uncounted one frees nobody."""
    story = a_fire(level=Level.II, at=45)
    assert story.clock("B03", *CITY).uncounted is Uncounted.LEVEL_KNOWN_AFTER
    assert story.clock("B03", *CITY).open
    assert story.clock("B01", *CITY).standing is Standing.RUNNING


def test_a_level_lowered_brings_the_milder_clock_back_and_raised_again_the_stricter():
    story = a_fire(level=Level.II, at=5)
    lowered = story.level(Level.IV, minute(10))
    assert kinds(lowered, DeadlineResumed) == 1
    assert story.clock("B01", *CITY).standing is Standing.RUNNING
    assert story.clock("B03", *CITY).standing is Standing.SUPERSEDED
    story.level(Level.II, minute(15))
    assert story.clock("B03", *CITY).standing is Standing.RUNNING
    assert story.clock("B03", *CITY).uncounted is None
    assert story.clock("B01", *CITY).standing is Standing.SUPERSEDED


def test_raised_again_after_its_limit_had_passed_it_stays_uncounted_however_often_it_is_settled():
    story = a_fire(level=Level.II, at=5)
    story.level(Level.IV, minute(10))
    story.level(Level.II, minute(40))
    assert story.clock("B03", *CITY).uncounted is Uncounted.LEVEL_KNOWN_AFTER
    assert story.settle() == []
    story.knows("town", minute(41))
    assert story.clock("B03", *CITY).uncounted is Uncounted.LEVEL_KNOWN_AFTER


def test_what_was_due_before_the_level_changed_stays_owed():
    story = a_fire(level=Level.II, at=0)
    story.level(Level.IV, minute(31))
    assert story.clock("B03", *CITY).standing is Standing.RUNNING


def test_a_met_clock_keeps_its_verdict_when_the_level_changes():
    story = a_fire(level=Level.II, at=0)
    story.reports_to(*CITY, minute(35))
    story.level(Level.IV, minute(40))
    late = story.clock("B03", *CITY)
    assert (late.standing, late.seconds_late) == (Standing.MET, 300)


def test_an_earlier_report_that_comes_to_light_meets_it_and_a_later_one_changes_nothing():
    story = a_fire(level=Level.II, at=0)
    story.reports_to(*CITY, minute(35))
    story.reports_to(*CITY, minute(50))
    assert story.clock("B03", *CITY).met_at == minute(35)
    story.reports_to(*CITY, minute(20))
    assert story.clock("B03", *CITY).met_at == minute(20)
    assert story.clock("B03", *CITY).seconds_late == 0


def test_a_vague_report_takes_nothing_from_a_sure_one():
    story = a_fire(level=Level.II, at=0)
    story.reports_to(*CITY, minute(35))
    story.reports_to(*CITY, minute(-540, Precision.DAY))
    assert story.clock("B03", *CITY).met_at == minute(35)


def test_a_report_whose_time_is_corrected_gives_the_clock_its_verdict_anew():
    story = a_fire(level=Level.II, at=0)
    story.reports_to(*CITY, minute(25))
    story.reports[0] = story.reports[0]._replace(at=minute(38))
    story.settle()
    assert story.clock("B03", *CITY).seconds_late == 480
    assert story.settle() == []


def test_whoever_was_told_knows_since_the_report_as_its_time_is_known_now():
    story = Story(presets=("wuhan",))
    story.reports_to("town", "county", minute(0))
    story.reports[0] = story.reports[0]._replace(at=minute(20))
    story.settle()
    assert story.clock("B01", *CITY).due_at == minute(140).earliest


def test_an_occurrence_restated_moves_the_clocks_that_count_from_it_and_no_other():
    story = a_fire(level=Level.II, at=0)
    story.knows("works", minute(0), Means.OWN_SITE)
    before = story.clock("C02", "works", "county emergency").due_at
    decisions = story.tell(OccurrenceStated(occurred=minute(-10), reason="监控"))
    assert kinds(decisions, DeadlineRestated) == 1
    assert story.clock("B03", *CITY).due_at == minute(20).earliest
    assert story.clock("C02", "works", "county emergency").due_at == before


def test_a_time_that_officials_settled_on_moves_no_clock():
    story = a_fire(level=Level.II, at=0)
    agreed = moment(minute(50).earliest, Basis.AGREED)
    assert kinds(story.tell(OccurrenceStated(occurred=agreed)), DeadlineRestated) == 0
    assert story.clock("B03", *CITY).start == minute(0)
    silent = Story(occurred=agreed, presets=("wuhan",))
    silent.knows("county", minute(5))
    silent.level(Level.I, minute(5))
    assert silent.clock("B03", *CITY).start.basis is Basis.INFERRED
    assert silent.clock("B03", *CITY).due_at == minute(35).earliest


def test_a_unit_that_learned_after_the_limit_was_over_is_not_to_blame():
    """§3.2: already overdue when it learns is a breach of the unit below, not of this one."""
    story = Story(occurred=minute(-120), presets=("wuhan",))
    story.level(Level.I, minute(-120))
    story.knows("county", minute(0))
    assert story.clock("B03", *CITY).uncounted is Uncounted.LEARNED_AFTER


def test_on_every_hop_the_clock_starts_when_that_unit_was_told():
    story = Story(occurred=minute(0))
    story.knows("works", minute(0), Means.OWN_SITE)
    story.reports_to("works", "county emergency", minute(30))
    story.reports_to("county emergency", "city emergency", minute(100))
    assert story.clock("C03", "county emergency", "city emergency").seconds_late == 0
    assert story.clock("C03", "county emergency", "city emergency").start == minute(30)
    assert story.clock("C03", "city emergency", "province emergency").start == minute(100)


def test_the_ladder_goes_as_far_up_as_the_level_says():
    """第十条: 一般 to the city, 较大 to the province, 重大 and graver to the ministry."""
    hops = ["city emergency", "province emergency", "ministry"]
    for steps, level in enumerate((Level.IV, Level.III, Level.II), start=1):
        story = Story()
        for name in ("county emergency", "city emergency", "province emergency"):
            story.knows(name, minute(0))
        story.level(level, minute(1))
        told = {NAMES[one.terms.recipient] for one in story.deadlines.values() if one.open}
        assert [one for one in hops if one in told] == hops[:steps]


def test_a_report_made_over_the_recipients_head_does_not_answer():
    story = a_fire()
    story.reports_to("county", "province", minute(5))
    assert story.clock("B01", *CITY).standing is Standing.RUNNING


def test_what_must_be_written_is_not_answered_by_phone_and_the_other_way_round():
    story = Story(occurred=minute(0), presets=("county_hub",))
    story.knows("town", minute(0))
    story.reports_to("town", "county", minute(10), channel=Channel.PHONE)
    assert story.clock("B07-PHONE", "town", "county").standing is Standing.MET
    assert story.clock("B07-WRITTEN", "town", "county").standing is Standing.RUNNING
    story.reports_to("town", "county", minute(35), channel=Channel.WRITTEN)
    assert story.clock("B07-WRITTEN", "town", "county").seconds_late == 0
