"""The timeline of a review: by the world's time as exactly as it is known, and no figure that is not certain."""

from __future__ import annotations

from datetime import timedelta

from domain.after_action import TurningPointChosen
from domain.deadline_events import DeadlineRanOut, DeadlineSet
from domain.report import ReportMade
from domain.times import Basis, Precision, moment
from escalation.sweep import sweep
from projections.hop_table import hop_table
from projections.review_timeline import Strand, timeline
from tests.support.ladder import unit_id

DAY = timedelta(days=1)


def name(id):
    return str(id)


def lines_of(office, incident, *points):
    return timeline(office.file(incident).history, points, name)


def test_what_was_told_late_stands_where_it_happened_and_says_by_how_much(office):
    incident = office.call("化工厂爆炸", caller=office.town).incident
    office.clock.forward(hours=2)
    office.by_word(incident, office.county, office.city, made=office.at(minutes=-90))
    lines = lines_of(office, incident)
    assert [one.at for one in lines] == sorted(one.at for one in lines)
    [told] = [one for one in lines if one.line.topic == ReportMade.TOPIC and one.later]
    assert (told.later, told.strand) == (90, Strand.REPORT)


def test_a_day_is_no_minute(office):
    """Of a report that a paper dates to its day nobody can say how many minutes it took."""
    incident = office.call("化工厂爆炸", caller=office.town).incident
    office.clock.forward(days=1)
    midnight = moment(office.clock.at - DAY / 4, Basis.DOCUMENT, Precision.DAY)
    office.by_word(incident, office.county, office.city, made=midnight)
    rows = hop_table(office.file(incident), name)
    ours = [one for one in rows if one.who == str(office.county) and one.now.met]
    assert ours
    assert {one.minutes_used for one in ours} == {None}
    told = [one for one in lines_of(office, incident) if one.said == midnight]
    assert told
    assert {(one.at, one.later) for one in told} == {(midnight.earliest, 0)}


def test_of_a_report_to_the_minute_the_minutes_are_told(office):
    incident = office.call("化工厂爆炸", caller=office.town).incident
    office.clock.forward(minutes=12)
    office.by_word(incident, office.county, office.city)
    used = {
        one.minutes_used
        for one in hop_table(office.file(incident), name)
        if one.who == str(office.county) and one.now.met
    }
    assert used == {12}


def test_a_clock_stands_where_it_ran_out_and_its_setting_only_where_it_turned_things(office):
    incident = office.call("化工厂爆炸", caller=office.town).incident
    office.clock.forward(days=1)
    sweep(office.desk, office.clock.at)
    lines = lines_of(office, incident)
    over = [one for one in lines if one.line.topic == DeadlineRanOut.TOPIC]
    assert over
    assert all(one.at < office.clock.at - DAY / 2 and one.strand is Strand.CLOCK for one in over)
    assert not [one for one in lines if one.line.topic == DeadlineSet.TOPIC]
    seq = next(
        one.seq for one in office.file(incident).history if isinstance(one.event, DeadlineSet)
    )
    point = TurningPointChosen(point=unit_id("point"), seq=seq, words="限时太短")
    [shown] = [one for one in lines_of(office, incident, point) if one.point]
    assert (shown.line.seq, shown.line.topic) == (seq, DeadlineSet.TOPIC)
