"""A clock is set whole and right at once: whatever history will ask of it stands in its first event."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from domain.deadline_events import DeadlineRestated, DeadlineSet, Uncounted
from domain.escalation_policy import Escalation, resolve
from domain.incident import LevelDecided
from domain.rule import Bindingness, Citation, ClockStart, Form
from domain.times import Precision
from domain.words import Level, Line, Stage
from tests.support.ladder import CITY, Story, a_fire, minute, unit_id

STATUTORY = a_fire().book.policy("statutory")
assert STATUTORY


WHOLE = DeadlineSet(
    incident=unit_id("incident"),
    rule="B01",
    line=Line.GOVERNMENT,
    preset="wuhan",
    reporting_entity=unit_id("county"),
    recipient=unit_id("city"),
    stage=Stage.FIRST,
    channel=None,
    occasion="",
    form=Form.CLOCK,
    start_kind=ClockStart.LEARNED,
    start=minute(0),
    limit_seconds=7_200,
    due_at=minute(120).earliest,
    late_after=minute(120).earliest,
    uncounted=None,
    level_at_start=Level.UNKNOWN,
    level_known=None,
    bindingness=Bindingness.SHALL,
    confirmed=True,
    citation=Citation(document="武汉市人民政府文件", number="武政〔2020〕27号", article="第三部分"),
    escalation=resolve(STATUTORY, timedelta(hours=2), own=True),
    next_at=minute(60).earliest,
)


def test_every_word_of_a_clock_is_frozen_when_it_is_set():
    assert a_fire().clock("B01", *CITY).terms == WHOLE


def test_the_clock_of_another_unit_wakes_nobody_here_for_it():
    story = Story(occurred=minute(0), presets=("wuhan",))
    story.knows("county emergency", minute(0))
    clock = next(one for one in story.deadlines.values() if one.terms.rule == "C03")
    assert clock.terms.escalation == resolve(STATUTORY, timedelta(hours=2), own=False)
    assert clock.terms.escalation != resolve(STATUTORY, timedelta(hours=2), own=True)


def test_a_rule_without_its_policy_rings_nobody_and_says_which_is_missing():
    story = a_fire()
    story.deadlines.clear()
    story.book = replace(story.book, policies=())
    story.settle()
    assert story.clock("B01", *CITY).terms.escalation == Escalation(policy="statutory")


def test_only_what_turns_on_the_level_asks_when_the_level_was_known():
    story = Story(occurred=minute(0))
    story.tell(LevelDecided(level=Level.III, previous=Level.UNKNOWN, decided=minute(5)))
    story.knows("works", minute(10))
    [clock] = {one.terms for one in story.deadlines.values() if one.terms.rule == "C02"}
    assert clock.level_known is None


def set_late(minutes: int) -> DeadlineSet:
    """The level is known so many minutes after nine; B03 gives half an hour from the knowing."""
    story = a_fire()
    [(_, happened)] = [
        (id, one)
        for id, one in story.level(Level.II, minute(minutes))
        if isinstance(one, DeadlineSet) and one.rule == "B03"
    ]
    return happened


@pytest.mark.parametrize(
    ("minutes", "why"),
    [(29, None), (30, Uncounted.LEVEL_KNOWN_AFTER), (45, Uncounted.LEVEL_KNOWN_AFTER)],
)
def test_what_had_run_out_when_the_level_was_known_counts_for_nobody_from_the_start(minutes, why):
    assert set_late(minutes).uncounted is why


@pytest.mark.parametrize(
    ("knew", "why"), [(59, None), (60, Uncounted.LEARNED_AFTER), (90, Uncounted.LEARNED_AFTER)]
)
def test_what_had_run_out_when_the_unit_came_to_know_counts_for_nobody_from_the_start(knew, why):
    story = Story(occurred=minute(0))
    decided = story.knows("works", minute(knew))
    clocks = [
        one for _, one in decided if isinstance(one, DeadlineSet) and one.limit_seconds == 3_600
    ]
    assert clocks
    starts = {one.start_kind for one in clocks}
    assert {one.uncounted for one in clocks} == {why if ClockStart.OCCURRED in starts else None}


def test_nothing_set_is_stated_again_in_the_same_breath():
    for story in (a_fire(level=Level.II, at=45), a_fire()):
        story.deadlines.clear()
        assert [one for _, one in story.settle() if isinstance(one, DeadlineRestated)] == []


def test_a_rule_in_force_from_a_day_on_is_in_force_from_that_day_in_beijing():
    eve = datetime.fromisoformat("2026-05-12T00:30:00+08:00")
    story = a_fire()
    ours = story.book.get("B01")
    assert ours
    story.book = replace(story.book, rules=(replace(ours, valid_from=date(2026, 5, 12)),))
    story.deadlines.clear()
    at = replace(minute(0, Precision.MINUTE), earliest=eve, latest=eve)
    known = replace(story.incident.knowledge[0], learned=at)
    story.incident = replace(story.incident, knowledge=(known,), occurred=at)
    assert len(story.settle()) == 1
    story.deadlines.clear()
    before = replace(at, earliest=eve - timedelta(hours=1), latest=eve - timedelta(hours=1))
    known = replace(known, learned=before)
    story.incident = replace(story.incident, knowledge=(known,), occurred=before)
    assert story.settle() == []
