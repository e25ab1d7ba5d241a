"""Who held which post at a minute is told as it was known then and as it is known now, and where they differ."""

from __future__ import annotations

import pytest

from domain.person import PersonProfile, PersonRegistered, PostLeft, PostTaken
from domain.shift import DutyPost, Seat
from projections.posts_in_time import posts_in_time
from tests.support.duty_log import UNIT, DutyLog, at
from tests.support.ladder import unit_id

LEAD, SECOND = DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER
ZHOU, LI, WANG = (unit_id(name) for name in ("周敏", "李强", "王芳"))
DAY = 24 * 60


@pytest.fixture
def log():
    """Two days, set the day before; the watch begins with the first of them."""
    log = DutyLog()
    log.now = -60
    log.first = log.set_shift(0, DAY, lead_officer="周敏", second_officer="王芳")
    log.second = log.set_shift(DAY, 2 * DAY, lead_officer="李强")
    log.now = 0
    log.begin(log.first)
    return log


def told(log, minute):
    return posts_in_time(log, UNIT, log.shifts, at(minute))


def both(reading):
    """Of each post, who held it as known then and now."""
    return {one.post: (one.then, one.now) for one in reading.lines}


def test_the_lead_officer_of_the_shift_that_the_watch_rests_with_is_accountable(log):
    log.now = DAY + 7
    log.pass_on(log.second)
    for minute, who in ((0, ZHOU), (DAY, ZHOU), (DAY + 6, ZHOU), (DAY + 7, LI), (5 * DAY, LI)):
        assert told(log, minute).now.accountable == who
        assert told(log, minute).then.accountable == who
    late = told(log, DAY + 6)
    assert (late.now.watching.id, [one.id for one in late.now.beside]) == (log.first, [log.second])
    assert not late.other_shift
    assert not late.other_officer


def test_before_the_watch_began_nobody_was(log):
    before = told(log, -1)
    assert (before.now.watching, before.now.accountable, before.lines) == (None, None, ())
    assert before.now.beside == ()


def test_a_substitution_before_the_shift_holds_for_all_of_it(log):
    log.now = DAY - 30
    log.set_shift(DAY, 2 * DAY, lead_officer="王芳")
    log.now = DAY
    log.pass_on(log.second)
    assert both(told(log, DAY)) == {LEAD: ((WANG,), (WANG,))}


def test_a_substitution_while_the_shift_runs_holds_from_then_on(log):
    log.now = 180
    log.set_shift(0, DAY, lead_officer="李强", second_officer="王芳")
    assert both(told(log, 179)) == {LEAD: ((ZHOU,), (ZHOU,)), SECOND: ((WANG,), (WANG,))}
    assert both(told(log, 180))[LEAD] == ((LI,), (LI,))
    assert not told(log, 179).other_officer


def test_what_is_put_right_afterwards_differs_from_what_was_known_then(log):
    log.now = DAY
    log.pass_on(log.second)
    log.now = DAY + 60
    log.set_shift(0, DAY, lead_officer="李强", second_officer="王芳")
    reading = told(log, 180)
    assert both(reading) == {LEAD: ((ZHOU,), (LI,)), SECOND: ((WANG,), (WANG,))}
    assert [one.differs for one in reading.lines] == [True, False]
    assert reading.other_officer
    assert not reading.other_shift


def test_a_shift_runs_until_it_is_relieved_however_late(log):
    log.now = DAY + 20
    log.set_shift(0, DAY, lead_officer="李强", second_officer="王芳")
    log.now = DAY + 30
    log.pass_on(log.second)
    assert told(log, DAY).now.accountable == ZHOU
    assert told(log, DAY + 20).now.accountable == LI


def test_one_that_takes_the_watch_early_runs_from_then_on(log):
    log.now = DAY - 20
    log.pass_on(log.second)
    log.now = DAY - 10
    log.set_shift(DAY, 2 * DAY, lead_officer="王芳")
    assert told(log, DAY - 15).now.accountable == LI
    assert told(log, DAY - 10).now.accountable == WANG


def test_one_post_put_right_leaves_the_history_of_the_others_alone(log):
    log.now = 180
    log.set_shift(0, DAY, lead_officer="李强", second_officer="王芳")
    log.now = DAY
    log.pass_on(log.second)
    log.set_shift(0, DAY, lead_officer="李强", second_officer="周敏")
    assert both(told(log, 60)) == {LEAD: ((ZHOU,), (ZHOU,)), SECOND: ((WANG,), (ZHOU,))}


def test_a_dropped_shift_was_known_then(log):
    third = log.set_shift(100, 200, lead_officer="李强")
    log.now = 150
    log.drop(third)
    assert [one.id for one in told(log, 149).then.beside] == [third]
    assert told(log, 149).now.beside == ()
    assert told(log, 200).then.beside == ()


def test_who_had_come_by_then(log):
    log.now = 9
    log.check_in(log.first, "周敏")
    seat = Seat(post=LEAD, person=ZHOU)
    assert seat not in told(log, 8).now.watching.arrived
    assert told(log, 9).now.watching.arrived[seat].earliest == at(9)
    log.now = 30
    assert list(told(log, 30).now.watching.arrived) == [seat]
    assert told(log, 30).now.watching.unnamed == ()
    log.now = DAY
    log.pass_on(log.second)
    log.set_shift(0, DAY, lead_officer="李强", second_officer="王芳")
    assert told(log, 30).now.watching.unnamed == (seat,)
    assert told(log, 30).then.watching.unnamed == ()


def test_a_take_over_and_a_stay_on_are_told_as_changes(log):
    log.now = DAY + 60
    log.stay_on(60)
    log.now = DAY + 90
    log.take_over(log.second)
    topics = [one.topic for one in told(log, DAY + 60).changes]
    assert topics == [
        "shift.set", "shift.set", "watch.began", "watch.stayed-on", "watch.taken-over"
    ]  # fmt: skip
    assert told(log, DAY + 89).now.accountable == ZHOU
    assert told(log, DAY + 90).now.accountable == LI


def test_the_posts_on_the_register_are_those_of_that_moment(log):
    def tenure(kind, post, **when):
        log.write(ZHOU, [kind(person=ZHOU, post=post, unit=UNIT, **when)])

    profile = PersonProfile(name="周敏", unit=UNIT)
    log.write(ZHOU, [PersonRegistered(person=ZHOU, profile=profile)])
    tenure(PostTaken, "科员", since=at(-9000))
    log.now = 600
    tenure(PostLeft, "科员", until=at(300))
    tenure(PostTaken, "副主任", since=at(300))
    reading = told(log, 300)
    [zhou] = [one for one in reading.people if one.person == ZHOU]
    assert ([one.post for one in zhou.then], [one.post for one in zhou.now]) == (
        ["科员"],
        ["副主任"],
    )
    assert zhou.differs
    earlier = next(one for one in told(log, 299).people if one.person == ZHOU)
    assert ([one.post for one in earlier.now], earlier.differs) == (["科员"], False)
