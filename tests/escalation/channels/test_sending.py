"""The policy by a clock that is moved: when which channel is asked, how often, and that nothing is given up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.notice import Outcome
from escalation.sending import Way, due, pause_after
from tests.support.an_hour import MANNERS, AnHour, after, ring

TAKEN, REFUSED, NOTHING = Outcome.ACCEPTED, Outcome.REJECTED, Outcome.UNKNOWN
ALL_TAKEN = {"短信": TAKEN, "邮件": TAKEN}


def test_the_first_channel_at_once_the_second_after_half_a_minute():
    hour = AnHour(ALL_TAKEN)
    hour.rings(ring(1))
    hour.passes(seconds=60)
    assert hour.sent == [(0, "短信", (1,), False), (30, "邮件", (1,), False)]


def test_whoever_answers_in_half_a_minute_hears_no_second_channel():
    hour, rung = AnHour(ALL_TAKEN), ring(1)
    hour.rings(rung)
    hour.passes(seconds=29)
    hour.is_acknowledged(rung)
    hour.passes(seconds=3600)
    assert hour.sent == [(0, "短信", (1,), False)]


def test_what_was_accepted_is_repeated_after_five_minutes_for_as_long_as_nobody_answers():
    hour = AnHour(ALL_TAKEN)
    hour.rings(ring(1))
    hour.passes(seconds=3600)
    assert hour.of("短信") == [0, *range(301, 3600, 301)]
    assert hour.of("邮件") == [30, *range(331, 3600, 301)]


@pytest.mark.parametrize("outcome", [REFUSED, NOTHING])
def test_what_failed_is_tried_again_ever_more_slowly_and_never_given_up(outcome):
    hour = AnHour({"短信": outcome, "邮件": outcome})
    hour.rings(ring(1))
    hour.passes(seconds=3600)
    asked = hour.of("短信")
    pauses = [later - sooner - 1 for sooner, later in itertools.pairwise(asked)]
    assert pauses[:7] == [1, 2, 4, 8, 16, 32, 60]
    assert set(pauses[6:]) == {60}
    assert asked[-1] > 3500


def test_a_channel_that_takes_it_at_last_is_asked_no_more_until_the_repetition():
    hour = AnHour({"短信": lambda at: TAKEN if at > 40 else REFUSED, "邮件": TAKEN})
    hour.rings(ring(1))
    hour.passes(seconds=340)
    assert hour.of("短信") == [0, 2, 5, 10, 19, 36, 69]


def test_a_message_under_way_is_not_sent_a_second_time():
    hour = AnHour(ALL_TAKEN, takes=1000)
    hour.rings(ring(1))
    hour.passes(seconds=900)
    assert len(hour.of("短信")) == 1


def test_a_hung_first_channel_holds_up_no_second():
    hour = AnHour(ALL_TAKEN, takes=1000)
    hour.rings(ring(1))
    hour.passes(seconds=60)
    assert hour.of("邮件") == [30]


def test_a_broken_channel_counts_as_none_and_the_next_one_takes_its_turn():
    hour = AnHour(ALL_TAKEN)
    hour.shut = frozenset({"短信"})
    hour.rings(ring(1))
    hour.passes(seconds=10)
    assert hour.sent == [(0, "邮件", (1,), False)]


def test_a_corrected_number_is_rung_at_once_and_the_wrong_one_no_more():
    hour, wrong = AnHour({"短信": REFUSED, "邮件": REFUSED}), ring(1, ways=[Way("短信", "1")])
    hour.rings(wrong)
    hour.passes(seconds=100)
    right = Way("短信", "2")
    corrected = ring(1, ways=[right])
    [send] = due([corrected], hour.tried, frozenset(), MANNERS, after(100))
    assert (send.way, send.repetition) == (right, 0)


def test_ten_rings_in_ten_minutes_are_ten_messages():
    hour = AnHour(ALL_TAKEN)
    hour.rings(*(ring(one, rung_at=one) for one in range(1, 11)))
    hour.passes(seconds=20)
    assert [(rings, storm) for _, _, rings, storm in hour.sent] == [
        ((one,), False) for one in range(1, 11)
    ]


def test_the_eleventh_ring_and_all_that_follow_are_one_message_a_minute():
    hour = AnHour({"短信": TAKEN, "邮件": TAKEN})
    only = ring(0).ways[:1]
    hour.rings(*(ring(one, rung_at=one, ways=only) for one in range(1, 101)))
    hour.passes(seconds=300)
    storm = [(second, len(rings)) for second, _, rings, storm in hour.sent if storm]
    assert storm == [(11, 1), (71, 60), (131, 29)]
    assert len(hour.sent) == 13


def test_many_at_once_are_one_message_from_the_first():
    hour = AnHour(ALL_TAKEN)
    hour.rings(*(ring(one) for one in range(1, 41)))
    hour.passes(seconds=60)
    assert [(second, channel, len(rings)) for second, channel, rings, _ in hour.sent] == [
        (0, "短信", 40),
        (30, "邮件", 40),
    ]


def test_a_refused_message_of_a_storm_is_tried_again_by_the_backoff():
    hour = AnHour({"短信": REFUSED, "邮件": REFUSED})
    hour.rings(*(ring(one, ways=ring(0).ways[:1]) for one in range(1, 21)))
    hour.passes(seconds=30)
    assert hour.of("短信") == [0, 2, 5, 10, 19]


def test_an_exercise_waits_for_what_is_real_and_is_no_part_of_its_storm():
    hour = AnHour(ALL_TAKEN)
    hour.rings(*(ring(one, exercise=True) for one in range(1, 10)), ring(10))
    hour.passes(seconds=1)
    assert hour.sent[0] == (0, "短信", (10,), False)
    assert all(len(rings) == 1 for _, _, rings, _ in hour.sent)


def test_whoever_has_heard_nothing_goes_before_a_repetition():
    hour = AnHour(ALL_TAKEN)
    hour.rings(ring(1))
    hour.passes(seconds=301)
    sends = due([ring(1), ring(2, rung_at=301)], hour.tried, frozenset(), MANNERS, after(301))
    assert [one.rings[0].notice.int for one in sends if one.way.channel == "短信"] == [2, 1]


@given(st.integers(min_value=1, max_value=10_000))
def test_a_pause_is_never_longer_than_the_longest(failures):
    assert pause_after(failures, MANNERS) <= MANNERS.retry_at_most_every
    assert pause_after(failures + 1, MANNERS) >= pause_after(failures, MANNERS)


OUTCOMES = st.sampled_from([TAKEN, REFUSED, NOTHING])


@settings(max_examples=15, deadline=None)
@given(
    answers=st.lists(OUTCOMES, min_size=20, max_size=20),
    rung=st.lists(st.integers(0, 1500), min_size=1, max_size=12),
    takes=st.sampled_from([1, 10]),
)
def test_in_any_hour_nobody_is_rung_twice_for_one_bundle_and_nothing_is_given_up(
    answers, rung, takes
):
    hour = AnHour({"短信": lambda at: answers[at % 20], "邮件": lambda at: answers[at % 7]}, takes)
    hour.rings(*(ring(one, rung_at=at) for one, at in enumerate(rung)))
    hour.passes(seconds=2400)
    for (one, at), channel in itertools.product(enumerate(rung), ("短信", "邮件")):
        asked = [second for second, way, rings, _ in hour.sent if way == channel and one in rings]
        turn = at + (30 if channel == "邮件" else 0)
        assert turn <= asked[0] <= turn + 60  # in a storm a minute later
        assert asked[-1] >= 2400 - 301 - 61 - takes
        for sooner, later in itertools.pairwise(asked):
            taken = hour.outcome_of(channel, sooner + takes) is TAKEN
            assert later - sooner >= takes + (300 if taken else 1)
