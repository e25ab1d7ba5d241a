"""回执密钥: published once, changed by both keys, and said to be another when it is another."""

from __future__ import annotations

import pytest

from domain.receipt_key import (
    ReceiptKeyPublished,
    ReceiptKeyReplaced,
    ReceiptKeyRotated,
    evolve,
    publish,
    receipt_key_id,
    rotate,
)
from domain.shift import CheckedIn, DutyPost
from tests.support.given import given
from tests.support.ladder import minute, unit_id

FIRST = ReceiptKeyPublished(public="one")


def publishing(public):
    return lambda known: publish(known, public=public)


def rotating(public):
    return lambda known: rotate(known, public=public, by_old="o", by_new="n")


def test_a_key_is_published_once_and_another_one_is_said_to_be_another():
    first = given(evolve).when(publishing("one")).then(FIRST)
    first.when(publishing("one")).then_nothing_happens()
    other = first.when(publishing("two")).then(ReceiptKeyReplaced(public="two"))
    assert other.state.all == ("one", "two")


def test_a_key_is_changed_with_both_signatures_and_the_old_one_stays_known():
    changed = (
        given(evolve, FIRST)
        .when(rotating("two"))
        .then(ReceiptKeyRotated(public="two", by_old="o", by_new="n"))
    )
    changed.when(rotating("two")).then_nothing_happens()
    changed.when(publishing("two")).then_nothing_happens()
    assert (changed.state.public, changed.state.earlier) == ("two", ("one",))


def test_an_office_has_one_key_and_nothing_else_is_of_it():
    assert receipt_key_id(unit_id("a")) != receipt_key_id(unit_id("b"))
    came = CheckedIn(person=unit_id("gu"), post=DutyPost.STANDBY, arrived=minute(0))
    for known in (None, given(evolve, FIRST).state):
        with pytest.raises(TypeError, match="receipt key"):
            evolve(known, came)
