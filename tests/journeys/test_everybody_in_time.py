"""Where everybody reports in time nobody is charged: with entries typed later, corrections, upgrades and outages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.incidents import (
    AnnulIncident,
    AssignClass,
    MarkSensitivity,
    MergeIncidents,
    StateFacts,
    StateOccurrence,
    annul_incident,
    assign_class,
    mark_sensitivity,
    merge_incidents,
    state_facts,
    state_occurrence,
)
from desk.office import DoubtClock, ExplainClock, doubt_clock, explain_clock
from domain.facts import Fact, Figure
from domain.incident import Means
from domain.office import DoubtKind
from domain.times import Basis, Precision, moment
from domain.words import Channel, Level
from escalation.verdicts import Verdicts
from tests.support.office import an_office
from tests.support.timely import Ladder
from tests.support.timely_lines import LINES


def as_it_should_be(ladder):
    ladder.everybody_reports()


def all_in_writing(ladder):
    ladder.way = Channel.WRITTEN
    ladder.everybody_reports()


def typed_three_hours_later(ladder):
    ladder.lag = timedelta(hours=3)
    ladder.everybody_reports()


def typed_the_next_day(ladder):
    ladder.lag = timedelta(hours=20)
    ladder.everybody_reports()


def followed_up(ladder):
    ladder.everybody_reports()
    for _ in range(2):
        ladder.passes(hours=11)
        ladder.everybody_follows_up()


def raised_at_once(ladder):
    ladder.level(Level.III)
    ladder.passes(minutes=1)
    ladder.level(Level.II)
    ladder.everybody_reports()


def raised_the_next_day(ladder):
    ladder.everybody_reports()
    ladder.passes(hours=10)
    ladder.level(Level.I)
    ladder.everybody_reports()


def lowered(ladder):
    ladder.level(Level.II)
    ladder.everybody_reports()
    ladder.passes(hours=3)
    ladder.level(Level.IV)
    ladder.everybody_reports()


def happened_later_than_said(ladder):
    ladder.everybody_reports()
    corrected = ladder.now(minutes=-1)
    ladder.does(state_occurrence, StateOccurrence, occurred=corrected, reason="核实")
    ladder.everybody_reports()


def happened_a_little_earlier(ladder):
    corrected = ladder.now(minutes=-2)
    ladder.does(state_occurrence, StateOccurrence, occurred=corrected, reason="核实")
    ladder.everybody_reports()


def sometime_this_hour(ladder):
    hour = moment(ladder.world, Basis.ORAL, Precision.HOUR)
    ladder.does(state_occurrence, StateOccurrence, occurred=hour, reason="目击者说")
    ladder.everybody_reports()


def taken_for_something_else(ladder):
    klass, subtype = ladder.setting.klass, ladder.setting.subtypes[0]
    ladder.does(assign_class, AssignClass, klass="unknown")
    ladder.everybody_reports()
    ladder.does(assign_class, AssignClass, klass=klass, subtype=subtype)
    ladder.everybody_reports()


def sensitive(ladder):
    ladder.does(mark_sensitivity, MarkSensitivity, sensitive=True)
    ladder.everybody_reports()


def graver_by_the_hour(ladder):
    for dead in (0, 1, 3, 10):
        fact = Fact(figure=Figure.DEAD, value=dead, as_of=ladder.now())
        ladder.does(state_facts, StateFacts, facts=(fact,))
        ladder.everybody_reports()
        ladder.passes(minutes=30)


def clock_in_doubt(ladder):
    office, now = ladder.office, ladder.office.clock.at
    office.do(doubt_clock, DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=9))
    ladder.everybody_reports()
    office.do(explain_clock, ExplainClock(explanation="已核对", follow_wall=False))
    Verdicts(office.desk).reach(office.clock.at)


def program_down_for_a_night(ladder):
    """Told by phone while the program stood still; nothing was swept, all of it typed at once."""
    ladder.lag = timedelta(hours=9)
    ladder.everybody_reports()
    Verdicts(ladder.office.desk).reach(ladder.office.clock.at)


def told_twice(ladder):
    ladder.everybody_reports()
    for one in list(ladder.office.clocks(ladder.incident).values())[:3]:
        ladder.passes(minutes=5)
        ladder.report(one.terms)


def heard_from_elsewhere_too(ladder):
    ladder.everybody_reports()
    ladder.passes(minutes=10)
    ladder.learns(ladder.office.city, Means.OTHER)
    ladder.office.call("又有人来电", same_as=ladder.incident, received=ladder.now())
    ladder.everybody_reports()


def opened_twice(ladder):
    twin = ladder.office.call(
        "同一件事", received=ladder.now(), klass=ladder.setting.klass
    ).incident
    merging = MergeIncidents(duplicate=twin, survivor=ladder.incident, reason="同一事件")
    ladder.office.do(merge_incidents, merging)
    ladder.everybody_reports()


HISTORIES = (
    as_it_should_be,
    all_in_writing,
    typed_three_hours_later,
    typed_the_next_day,
    followed_up,
    raised_at_once,
    raised_the_next_day,
    lowered,
    happened_later_than_said,
    happened_a_little_earlier,
    sometime_this_hour,
    taken_for_something_else,
    sensitive,
    graver_by_the_hour,
    clock_in_doubt,
    program_down_for_a_night,
    told_twice,
    heard_from_elsewhere_too,
    opened_twice,
)


@pytest.fixture(params=LINES, scope="module")
def setting(request, tmp_path_factory):
    office = an_office(tmp_path_factory.mktemp("office"), presets=LINES[request.param].presets)
    yield Ladder(office, LINES[request.param])
    office.log.close()


@pytest.fixture
def ladder(setting):
    setting.begins()
    return setting


@pytest.mark.parametrize("history", HISTORIES, ids=lambda one: one.__name__)
def test_nobody_is_charged(ladder, history):
    number = HISTORIES.index(history)
    levels = ladder.setting.levels
    ladder.happens(levels[number % len(levels)], subtype=number)
    history(ladder)
    ladder.ends()
    assert ladder.charged() == []
    assert ladder.ran_out() == []
    assert ladder.kept() & ladder.setting.rules


def test_what_never_happened_charges_nobody(ladder):
    ladder.happens(Level.II)
    ladder.does(annul_incident, AnnulIncident, reason="误报")
    ladder.passes(days=40)
    assert ladder.charged() == []


def test_who_is_late_in_such_a_ladder_is_charged(tmp_path):
    """The histories above could tell."""
    setting = LINES["work safety"]
    office = an_office(tmp_path, presets=setting.presets)
    ladder = Ladder(office, setting)
    ladder.happens(Level.III)
    ladder.passes(hours=3)
    ladder.everybody_reports()
    assert {one.obligor for one in ladder.charged()} >= {office.works, office.county}
    office.log.close()
