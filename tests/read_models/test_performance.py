"""A month's figures: what was due, in time, late, never told; as known when the month was over, later ones in the next issue."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desk.breaches import DecideBreach, decide_breach
from desk.conduct import RecordConduct, record_conduct
from desk.reports import CorrectReport, correct_report
from domain.conduct import Conduct
from domain.elements import Element, outline
from domain.verdict import Decision
from domain.words import Channel
from escalation.sweep import sweep
from projections.incident_file import gather
from projections.performance import Month, corrections, performance
from projections.up_to import UpTo
from tests.support.office import an_office

NOVEMBER = Month(date(2026, 11, 1))
LAST_NIGHT = datetime(2026, 11, 30, 12, tzinfo=UTC)  # 20:00 in Beijing


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path, at=LAST_NIGHT, presets=("wuhan",))
    yield office
    office.log.close()


def figures(office, *incidents, until=None, month=NOVEMBER):
    reading = UpTo.before(office.log, until or office.clock.at)
    files = [file for one in incidents if (file := gather(reading, one))]
    return {one.unit: one for one in performance(files, month)}


def county(office, *incidents, **more):
    one = figures(office, *incidents, **more)[office.county]
    return one.due, one.in_time, one.late, one.untold


def told_after(office, what="化工厂爆炸", **late):
    incident = office.call(what).incident
    office.clock.forward(**late)
    sweep(office.desk, office.clock.at)
    return incident, office.by_word(incident, office.county, office.city)


def test_in_time_late_and_never_told_are_three_things(office):
    prompt, _ = told_after(office, "一", minutes=30)
    late, _ = told_after(office, "二", minutes=121)
    silent = office.call("三").incident
    office.clock.forward(minutes=1)
    assert county(office, prompt, late, silent) == (2, 1, 1, 0)  # the third is not due yet
    office.clock.forward(hours=2)
    sweep(office.desk, office.clock.at)
    until = NOVEMBER.next.begins
    assert county(office, prompt, late, until=until) == (2, 1, 1, 0)
    one = figures(office, prompt, late)[office.county]
    assert (one.rate, one.lead, one.breaches) == (0.5, 75.5, {"late": 1})
    assert one.incidents == (prompt, late)
    assert [(hop.recipient, hop.due, hop.in_time) for hop in one.hops] == [(office.city, 2, 1)]


def test_nothing_due_is_no_rate(office):
    incident = office.call().incident
    assert figures(office, incident) == {}


def test_an_exercise_counts_nowhere(office):
    incident = office.call(exercise=office.works).incident
    office.clock.forward(minutes=130)
    sweep(office.desk, office.clock.at)
    assert figures(office, incident) == {}


def test_what_was_recorded_after_the_month_changes_its_issue_no_more(office):
    incident, report = told_after(office, minutes=150)
    office.clock.forward(hours=3)  # the month is over
    correction = CorrectReport(
        report=report, text="", reason="通话记录", corrected=office.at(), made=office.at(hours=-5)
    )
    office.do(correct_report, correction)
    ends = NOVEMBER.ends
    assert county(office, incident, until=ends) == (1, 0, 1, 0)
    issued = tuple(figures(office, incident, until=ends).values())
    office.clock.forward(seconds=1)
    known = tuple(figures(office, incident).values())
    [corrected] = corrections(issued, known)
    assert (corrected.before.in_time, corrected.after.in_time) == (0, 1)
    assert corrections(known, known) == ()


def test_other_kinds_count_once_a_person_confirmed_them(office):
    chief = office.person("徐主任")
    incident, _ = told_after(office, minutes=30)
    conduct = RecordConduct(
        incident=incident, unit=office.county, conduct=Conduct.TIME_AGREED, at=office.at()
    )
    office.do(record_conduct, conduct)
    office.clock.forward(seconds=1)
    assert figures(office, incident)[office.county].breaches == {}
    [breach] = office.file(incident).suspected
    deciding = DecideBreach(
        breach=breach,
        decision=Decision.CONFIRMED,
        reason="查实",
        decided=office.at(),
        person=chief,
    )
    office.do(decide_breach, deciding)
    office.clock.forward(seconds=1)
    assert figures(office, incident)[office.county].breaches == {"false": 1}


def test_a_month_is_beijings():
    assert NOVEMBER.ends == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert (str(NOVEMBER), str(NOVEMBER.next), str(NOVEMBER.before)) == (
        "2026-11",
        "2026-12",
        "2026-10",
    )
    assert str(Month(date(2026, 12, 1)).next) == "2027-01"


def test_papers_are_measured_by_the_elements_they_give(office):
    incident, _ = told_after(office, minutes=30)
    office.clock.forward(seconds=1)
    assert figures(office, incident)[office.county].complete is None
    text = outline({Element.TIME: "20时", Element.PLACE: "青石镇", Element.SOURCE: "电话"})
    office.by_word(incident, office.county, office.city, channel=Channel.WRITTEN, words=text)
    office.clock.forward(seconds=1)
    complete = figures(office, incident)[office.county].complete
    assert complete == 3 / 6  # five of a first report, and the unit where it happened
