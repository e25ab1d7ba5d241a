"""A ring goes on until a named person answers; the answer is a lease; nobody is rung twice for one bundle."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain.escalation_policy import Duty, Manner
from domain.kernel import fold
from domain.notice import (
    Acknowledged,
    AckWay,
    Attempted,
    AttemptsSummed,
    NothingRings,
    Outcome,
    RingCause,
    RingEnded,
    RingGoesOn,
    RingJoined,
    Rung,
    evolve,
    notice_id,
)
from domain.notice_commands import (
    Pledge,
    PromiseTooLong,
    Ring,
    SpokenUnheard,
    acknowledge,
    attempted,
    end,
    look,
    ring,
    sum_attempts,
)
from domain.ring_manners import RingManners
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

MANNERS = RingManners()
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
INCIDENT, LEADER = unit_id("incident"), unit_id("leader")
ONE, TWO = unit_id("clock one"), unit_id("clock two")
CALLING = Ring(INCIDENT, LEADER, Duty.LEADER, RingCause.STEP, Manner.RING, (ONE,))
RUNG = Rung(
    incident=INCIDENT,
    person=LEADER,
    duty=Duty.LEADER,
    number=1,
    cause=RingCause.STEP,
    manner=Manner.RING,
    clocks=(ONE,),
    at=NINE,
    next_at=NINE + HOUR,
)
PLEDGE = Pledge(LEADER, AckWay.PAGE, "我来办", minute(2), timedelta(minutes=10))


def answered(until):
    return Acknowledged(
        number=1,
        person=LEADER,
        way=AckWay.PAGE,
        words="我来办",
        acknowledged=minute(2),
        until=until,
        dial=None,
        read_back=False,
        next_at=until,
    )


def rings(calling=CALLING, at=NINE):
    return lambda notice: ring(notice, calling, at=at, manners=MANNERS)


def answers(pledge=PLEDGE, number=1, until=NINE + HOUR):
    return lambda n: acknowledge(n, pledge, number=number, until=until)


def looked(at, *open_clocks, open_matter=True):
    return lambda n: look(n, open_clocks=open_clocks, open_matter=open_matter, as_of=at)


def test_a_step_rings():
    given(evolve).when(rings()).then(RUNG)


def test_a_second_clock_within_ten_minutes_is_listed_and_not_rung():
    at = NINE + 9 * MINUTE
    joined = RingJoined(number=1, clocks=(TWO,), at=at, next_at=at + HOUR)
    more = CALLING._replace(clocks=(ONE, TWO))
    both = given(evolve, RUNG).when(rings(more, at)).then(joined)
    both.when(rings(more, at)).then_nothing_happens()


@pytest.mark.parametrize(
    ("calling", "minutes"),
    [(CALLING, 10), (CALLING._replace(manner=Manner.SIREN), 1)],
    ids=["the window is over", "it is louder"],
)
def test_it_rings_anew_with_all_its_clocks(calling, minutes):
    [rung] = rings(calling._replace(clocks=(TWO,)), NINE + minutes * MINUTE)(
        given(evolve, RUNG).state
    )
    assert (rung.number, rung.clocks) == (2, (ONE, TWO))


def test_a_clock_that_comes_while_he_is_on_it_is_listed_and_does_not_ring_him_a_second_time():
    until, at = NINE + 12 * MINUTE, NINE + 5 * MINUTE
    joined = RingJoined(number=1, clocks=(TWO,), at=at, next_at=until)
    more = CALLING._replace(clocks=(TWO,))
    both = given(evolve, RUNG, answered(until)).when(rings(more, at)).then(joined)
    both.when(looked(at, ONE, TWO)).then_nothing_happens()
    [again] = looked(until, ONE, TWO)(both.state)
    assert (again.number, again.clocks) == (2, (ONE, TWO))


def test_that_the_incident_has_become_grave_rings_anew_once():
    grave = CALLING._replace(cause=RingCause.GRAVE)
    at = NINE + MINUTE
    anew = replace(RUNG, number=2, cause=RingCause.GRAVE, at=at, next_at=at + HOUR)
    heard = given(evolve, RUNG).when(rings(grave, at)).then(anew)
    heard.when(rings(grave, at + MINUTE)).then_nothing_happens()


def test_a_grave_incident_rings_without_a_clock_until_it_is_answered_or_over():
    grave = replace(RUNG, cause=RingCause.GRAVE, clocks=())
    [goes_on] = looked(NINE + HOUR)(given(evolve, grave).state)
    assert isinstance(goes_on, RingGoesOn)
    for over in (
        looked(NINE + HOUR, open_matter=False)(given(evolve, grave).state),
        looked(NINE + HOUR)(given(evolve, grave, answered(NINE + HOUR)).state),
    ):
        assert [type(one) for one in over] == [RingEnded]


def test_asked_again_at_the_same_moment_nothing_more_is_recorded():
    at = NINE + HOUR
    goes_on = RingGoesOn(number=1, at=at, next_at=at + HOUR)
    told = given(evolve, RUNG).when(looked(at, ONE)).then(goes_on)
    told.when(looked(at, ONE)).then_nothing_happens()


def test_what_has_ended_is_rung_anew_whatever_was_promised():
    until = NINE + 12 * MINUTE
    over = given(evolve, RUNG, answered(until), *end(fold(evolve, None, [RUNG]), at=NINE))
    [rung] = rings(at=NINE + MINUTE)(over.state)
    assert (rung.number, rung.clocks) == (2, (ONE,))


def test_it_is_quiet_until_the_promise_and_then_rings_the_same_person_again():
    until = NINE + 12 * MINUTE
    quiet = given(evolve, RUNG).when(answers()).then(answered(until))
    assert not quiet.state.is_ringing
    quiet.when(looked(until - MINUTE, ONE)).then_nothing_happens()
    [again] = looked(until, ONE)(quiet.state)
    assert (again.number, again.cause, again.person) == (2, RingCause.PROMISE_OVER, LEADER)


def test_no_promise_lasts_beyond_the_next_due_time():
    due = NINE + 5 * MINUTE
    given(evolve, RUNG).when(answers(until=due)).then(answered(due))
    open_ended = PLEDGE._replace(promised=None)
    given(evolve, RUNG).when(answers(open_ended, until=due)).then(answered(due))


def test_with_its_clocks_met_it_ends():
    ended = RingEnded(number=1, at=NINE + HOUR, next_at=None)
    over = given(evolve, RUNG).when(looked(NINE + HOUR)).then(ended)
    over.when(lambda n: end(n, at=NINE + HOUR)).then_nothing_happens()
    over.when(looked(NINE + 2 * HOUR)).then_nothing_happens()
    over.when(answers()).then_refused(NothingRings)


def test_hours_without_an_answer_are_on_record_ever_more_seldom_and_it_goes_on():
    ringing, at = given(evolve, RUNG), NINE
    for hours in (1, 1, 2, 4, 8, 16, 24, 24):
        at += hours * HOUR
        [goes_on] = looked(at, ONE)(ringing.state)
        ringing = ringing.and_then(goes_on)
        assert (goes_on.number, goes_on.at) == (1, at)
        assert ringing.state.is_ringing


def test_what_is_only_spoken_is_over_after_an_hour_and_nobody_need_answer():
    spoken = given(evolve, replace(RUNG, manner=Manner.VOICE))
    [over] = looked(NINE + HOUR, ONE)(spoken.state)
    assert isinstance(over, RingEnded)


def test_an_answer_to_an_earlier_ring_answers_nothing():
    given(evolve, RUNG).when(answers(number=2)).then_refused(NothingRings)


@pytest.mark.parametrize("promised", [timedelta(0), timedelta(minutes=-1), timedelta(days=2)])
def test_a_promise_that_is_none_is_refused(promised):
    pledge = PLEDGE._replace(promised=promised)
    given(evolve, RUNG).when(answers(pledge)).then_refused(PromiseTooLong)


def test_spoken_words_are_written_down_and_read_back():
    spoken = PLEDGE._replace(way=AckWay.SPOKEN)
    given(evolve, RUNG).when(answers(spoken)).then_refused(SpokenUnheard)
    given(evolve, RUNG).when(answers(spoken._replace(words=" ", read_back=True))).then_refused(
        SpokenUnheard
    )


def test_of_the_attempts_the_first_and_each_change_are_told():
    attempt = Attempted(
        number=1,
        channel="sms",
        address="13900000001",
        outcome=Outcome.REJECTED,
        said="500",
        at=NINE,
        attempts=1,
    )
    told = given(evolve, RUNG).when(lambda n: attempted(n, attempt)).then(attempt)
    told.when(lambda n: attempted(n, attempt)).then_nothing_happens()
    changed = replace(attempt, outcome=Outcome.ACCEPTED, attempts=4)
    told.when(lambda n: attempted(n, changed)).then(changed)


def test_every_hour_says_what_the_rest_were_unless_there_were_none():
    none = AttemptsSummed(number=1, channel="sms", accepted=0, rejected=0, unknown=0, upto=NINE)
    given(evolve, RUNG).when(lambda n: sum_attempts(n, none)).then_nothing_happens()
    some = AttemptsSummed(number=1, channel="sms", accepted=0, rejected=59, unknown=1, upto=NINE)
    given(evolve, RUNG).when(lambda n: sum_attempts(n, some)).then(some)


def test_one_incident_and_person_have_one_notice_the_desk_one_per_post():
    assert notice_id(INCIDENT, LEADER, Duty.LEADER) == notice_id(INCIDENT, LEADER, Duty.PRINCIPAL)
    assert notice_id(INCIDENT, None, Duty.LEADER) != notice_id(INCIDENT, None, Duty.OFFICER)
