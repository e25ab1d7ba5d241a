"""当时所知、现在所知: what was recorded later is a correction only where it was so by then."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from desk.incidents import (
    DecideLevel,
    RecordKnowledge,
    StateFacts,
    StateOccurrence,
    decide_level,
    record_knowledge,
    state_facts,
    state_occurrence,
)
from domain.facts import Fact, Figure
from domain.incident import Means
from domain.words import Level
from escalation.sweep import sweep
from projections.incident_file import NEWEST, gather
from projections.known_of_incident import known_of
from projections.then_and_now import Difference, KnownKind, compared
from tests.support.moves import MOVES, Moves


@pytest.fixture
def tank(office):
    return office.call("储罐爆炸", caller=office.town).incident


def moment(office):
    return office.log.head().seq, office.clock.at


def named(id):
    return str(id)


def lines(office, incident, seq, at):
    then, now = (gather(office.log, incident, upto) for upto in (seq, NEWEST))
    return compared(known_of(then, named) if then else {}, known_of(now, named), at)


def line(office, incident, then, kind, id):
    found = lines(office, incident, *then)
    return next(one for one in found if one.about.group is kind and one.about.id == id)


def counted(office, incident, value, **at):
    fact = Fact(figure=Figure.DEAD, value=value, as_of=office.at(**at))
    office.do(state_facts, StateFacts(incident=incident, facts=(fact,)))


def figure(told):
    return told and told.words[0][1]


def test_a_figure_of_that_minute_that_was_stated_later_is_a_correction(office, tank):
    counted(office, tank, 1)
    then = moment(office)
    office.clock.forward(hours=2)
    counted(office, tank, 3, hours=-2)
    dead = line(office, tank, then, KnownKind.FIGURES, "dead")
    assert (figure(dead.then), figure(dead.now)) == (1, 3)
    assert dead.difference is Difference.CORRECTED
    assert [figure(turn.told) for turn in dead.later] == [3]


def test_a_figure_that_grew_afterwards_is_none(office, tank):
    counted(office, tank, 1)
    then = moment(office)
    office.clock.forward(hours=2)
    counted(office, tank, 3)
    dead = line(office, tank, then, KnownKind.FIGURES, "dead")
    assert dead.difference is Difference.DEVELOPED


def test_a_correction_is_one_even_if_more_happened_after_it(office, tank):
    counted(office, tank, 1)
    then = moment(office)
    office.clock.forward(hours=2)
    counted(office, tank, 3, hours=-2)
    counted(office, tank, 9)
    dead = line(office, tank, then, KnownKind.FIGURES, "dead")
    assert (figure(dead.now), dead.difference) == (9, Difference.CORRECTED)
    assert [figure(turn.told) for turn in dead.later] == [3, 9]


def test_what_was_stated_and_taken_back_is_no_difference(office, tank):
    counted(office, tank, 1)
    then, as_of = moment(office), office.at()
    office.clock.forward(hours=2)
    for value in (3, 1):
        fact = Fact(figure=Figure.DEAD, value=value, as_of=as_of)
        office.do(state_facts, StateFacts(incident=tank, facts=(fact,)))
    dead = line(office, tank, then, KnownKind.FIGURES, "dead")
    assert (dead.difference, len(dead.later)) == (Difference.SAME, 2)


def test_what_already_was_so_and_had_not_reached_the_office_was_unknown_then(office, tank):
    then = moment(office)
    office.clock.forward(hours=1)
    counted(office, tank, 4, hours=-1)
    dead = line(office, tank, then, KnownKind.FIGURES, "dead")
    assert (dead.then, dead.difference) == (None, Difference.UNKNOWN)


def test_a_report_that_was_made_in_time_and_typed_late_changes_the_verdict_of_then(office, tank):
    clock, _ = office.clock_of(tank, "B01", office.county, office.city)
    made = office.at()
    office.clock.forward(hours=1, minutes=1)
    sweep(office.desk, office.clock.at)
    then = moment(office)
    office.by_word(tank, office.county, office.city, made)
    verdict = line(office, tank, then, KnownKind.CLOCKS, str(clock))
    assert verdict.difference is Difference.CORRECTED
    made_known = [one for one in lines(office, tank, *then) if one.about.group is KnownKind.REPORTS]
    told_by_the_town, typed_late = made_known
    assert told_by_the_town.difference is Difference.SAME
    assert typed_late.difference is Difference.UNKNOWN


def test_the_time_it_happened_is_corrected_and_a_level_is_decided(office, tank):
    stated = StateOccurrence(incident=tank, occurred=office.at(), reason="")
    office.do(state_occurrence, stated)
    then = moment(office)
    office.clock.forward(hours=1)
    restated = StateOccurrence(incident=tank, occurred=office.at(hours=-3), reason="监控")
    office.do(state_occurrence, restated)
    deciding = DecideLevel(incident=tank, level=Level.II, decided=office.at())
    office.do(decide_level, deciding)
    happened = line(office, tank, then, KnownKind.COURSE, "occurred")
    level = line(office, tank, then, KnownKind.COURSE, "level")
    assert (happened.difference, level.difference) == (Difference.CORRECTED, Difference.DEVELOPED)


def test_of_several_times_a_unit_is_said_to_have_known_the_first_one_counts(office, tank):
    then = moment(office)
    office.clock.forward(hours=1)
    for hours in (0, -1):
        learned = office.at(hours=hours)
        knowing = RecordKnowledge(
            incident=tank, unit=office.city, learned=learned, means=Means.OTHER
        )
        office.do(record_knowledge, knowing)
    knew = line(office, tank, then, KnownKind.KNOWLEDGE, str(office.city))
    assert knew.difference is Difference.UNKNOWN
    assert knew.now.since == then[1]


def test_before_it_was_opened_everything_is_unknown_or_later(office):
    before = moment(office)
    office.clock.forward(minutes=5)
    tank = office.call("储罐爆炸", caller=office.town).incident
    found = lines(office, tank, *before)
    assert found
    assert {one.then for one in found} == {None}
    assert {one.difference for one in found} <= {Difference.UNKNOWN, Difference.DEVELOPED}


@pytest.mark.parametrize("seed", range(4))
def test_known_then_is_what_a_log_that_ends_there_knows(office, seed):
    """Read at that moment, and told afterwards from the whole log."""
    lots, desk, read = random.Random(seed), Moves(office), []
    desk.play("call", 1)
    incident = office.call("储罐爆炸", caller=office.town).incident
    for move in lots.choices([*MOVES, "by word", "time"], k=25):
        known = known_of(gather(office.log, incident), named)
        read.append((moment(office), {a: t[-1].told for a, t in known.items() if t[-1].told}))
        desk.play(move, lots.randrange(12))
    for then, known in read:
        told = lines(office, incident, *then)
        assert {one.about: one.then for one in told if one.then} == known
        assert all(one.later for one in told if one.then != one.now)


def test_now_everything_is_as_known_now_however_long_nothing_is_recorded(office, tank):
    counted(office, tank, 1)
    office.clock.forward(hours=1)
    now = moment(office)
    assert {one.difference for one in lines(office, tank, *now)} == {Difference.SAME}
    assert lines(office, tank, now[0], now[1] + timedelta(hours=1)) == lines(office, tank, *now)
