"""A roster through the desk: one event when it is confirmed, its shifts when it is published, gaps never."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest

from desk.draft import Unknown
from desk.look import LookAt, look_at
from desk.roster import RosterAnswer, TrainPerson, train_person
from desk.watch import TakeOverWatch, take_over_watch
from domain.attendance_events import LateNoted
from domain.kernel import ReasonMissing
from domain.person import DutyTrained
from domain.roster import NothingDrafted, RosterDrafted, RosterPublished
from domain.roster_check import RosterUnsound
from domain.shift import ShiftDropped, ShiftGone, ShiftRevised, ShiftSet
from escalation.sweep import sweep
from tests.support.rosters import Desk, a_shift, at

NOBODY = UUID(int=0)


@pytest.fixture
def desk(office):
    return Desk(office)


@pytest.fixture
def published(desk):
    desk.draft(*desk.days(desk.zhou, desk.wang, desk.han, desk.sun))
    assert desk.publish().answer(RosterAnswer).changed == 4
    return desk


def count(desk, event):
    return len(desk.office.events(event.TOPIC))


def test_a_draft_is_one_event_and_sets_no_shift(desk):
    before = desk.office.log.head().seq
    desk.draft(*desk.days(desk.zhou, desk.wang))
    assert desk.office.log.head().seq == before + 1
    assert (count(desk, RosterDrafted), desk.shifts) == (1, {})


def test_publishing_sets_every_shift_in_one_command(published):
    assert count(published, ShiftSet) == 4
    assert [published.lead(day) for day in (1, 2, 3, 4)] == [
        published.zhou,
        published.wang,
        published.han,
        published.sun,
    ]
    with pytest.raises(NothingDrafted):
        published.publish()


def test_published_anew_only_what_changed_is_touched_and_what_is_gone_is_dropped(published):
    early = a_shift(4, published.sun, published.leader, hour=8, hours=12)
    late = a_shift(4, published.zhou, published.leader, hour=20, hours=12)
    days = published.days(published.zhou, published.han, published.han)
    published.draft(*days, early, late)
    with pytest.raises(ReasonMissing):
        published.publish()
    assert published.publish(why="临时调整").answer(RosterAnswer).changed == 3
    assert (count(published, ShiftRevised), count(published, ShiftSet)) == (2, 5)
    published.draft(*days, a_shift(4, published.sun, published.leader))
    published.publish(why="恢复")
    assert count(published, ShiftDropped) == 1


def test_a_gap_is_never_published_and_nothing_of_it_is_set(desk):
    first, _, third = desk.days(desk.zhou, desk.wang, desk.han)
    desk.draft(first, third)
    with pytest.raises(RosterUnsound):
        desk.publish(why="就这样")
    assert desk.shifts == {}
    assert count(desk, RosterPublished) == 0


def test_a_holiday_is_published_before_the_days_around_it_with_a_reason(published):
    published.draft(*published.days(published.zhou, first=6), first=6, last=6)
    with pytest.raises(ReasonMissing):
        published.publish(first=6, last=6)
    published.publish(first=6, last=6, why="节日先排")
    assert published.lead(6) == published.zhou


def test_what_has_begun_is_history(published):
    published.office.clock.at = at(2, 12)
    days = published.days(published.sun, published.sun, published.sun, published.zhou)
    published.draft(*days)
    published.publish(why="连班")
    leads = [published.lead(day) for day in (1, 2, 3, 4)]
    assert leads == [published.zhou, published.wang, published.sun, published.zhou]


def test_a_person_nobody_registered_is_on_no_roster(desk):
    with pytest.raises(Unknown):
        desk.draft(a_shift(1, NOBODY))


def test_a_dropped_shift_cannot_be_relieved_to(published):
    id, _ = published.shifts[4]
    published.draft(*published.days(published.zhou, published.wang, published.han))
    published.publish()
    assert count(published, ShiftDropped) == 1
    taking = TakeOverWatch(relief=id, reason="x", taken=published.office.at())
    with pytest.raises(ShiftGone):
        published.office.do(take_over_watch, taking)


def test_training_is_recorded_once(desk):
    for _ in range(2):
        desk.office.do(train_person, TrainPerson(person=desk.zhou, on=at(1).date()))
    assert count(desk, DutyTrained) == 1
    desk.draft(*desk.days(desk.wang))
    with pytest.raises(ReasonMissing):
        desk.publish()


def test_for_a_dropped_shift_nobody_is_awaited(published):
    published.draft(*published.days(published.zhou, published.wang, published.han))
    published.publish()
    published.office.clock.at = at(4, 9)
    sweep(published.office.desk, published.office.clock.at)
    late = [one.event for one in published.office.events(LateNoted.TOPIC)]
    assert published.sun not in {person for one in late for person in one.persons}


def test_an_alarm_is_read_once_however_many_kinds_it_is_tried_as(published, monkeypatch):
    office, reads = published.office, Counter()
    read = office.log.stream

    def counted(id):
        reads[id] += 1
        return read(id)

    office.clock.at = at(1, 9)
    [(alarm, _)] = office.log.due(office.clock.at, 10)
    monkeypatch.setattr(office.log, "stream", counted)
    office.do(look_at, LookAt(streams=(alarm,), as_of=office.clock.at))
    assert reads[alarm] == 1
