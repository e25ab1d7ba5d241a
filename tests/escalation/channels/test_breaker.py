"""A channel that fails is left alone and probed; one wrong number closes it to nobody."""

from __future__ import annotations

from datetime import timedelta

from domain.notice import Outcome
from escalation.breaker import BROKEN, Breaker, Circuit, after, lets_through, sent
from tests.support.an_hour import NINE

LATER = NINE + timedelta(minutes=1)


def failing(breaker, times, *addresses, own=False):
    for one in range(times):
        address = addresses[one % len(addresses)]
        breaker = after(breaker, Outcome.REJECTED, address, NINE, own=own)
    return breaker


def test_five_failures_of_its_own_open_it_and_four_do_not():
    assert failing(Breaker(), 4, "1", own=True).circuit is Circuit.CLOSED
    opened = failing(Breaker(), 5, "1", own=True)
    assert opened.circuit is Circuit.OPEN
    assert not lets_through(opened, NINE)


def test_one_wrong_number_opens_nothing_however_often_it_is_refused():
    assert failing(Breaker(), 50, "1").circuit is Circuit.CLOSED
    assert failing(Breaker(), 5, "1", "2").circuit is Circuit.OPEN


def test_a_success_in_between_counts_from_the_beginning():
    breaker = after(failing(Breaker(), 4, "1", own=True), Outcome.ACCEPTED, "1", NINE)
    assert failing(breaker, 4, "1", own=True).circuit is Circuit.CLOSED


def test_after_a_minute_one_message_is_let_through_and_no_second():
    opened = failing(Breaker(), 5, "1", own=True)
    assert lets_through(opened, LATER)
    probing = sent(opened)
    assert not lets_through(probing, LATER + timedelta(hours=1))


def test_the_probe_closes_it_or_opens_it_for_another_minute():
    probing = sent(failing(Breaker(), 5, "1", own=True))
    assert after(probing, Outcome.ACCEPTED, "1", LATER) == Breaker()
    again = after(probing, Outcome.UNKNOWN, "1", LATER)
    assert again.circuit is Circuit.OPEN
    assert not lets_through(again, LATER + timedelta(seconds=59))


def test_one_known_to_be_broken_at_the_start_is_probed_at_once():
    assert lets_through(BROKEN, NINE)
    assert sent(BROKEN).circuit is Circuit.PROBING
