"""A channel breaks down once and recovers once, however often it is told."""

from __future__ import annotations

from functools import partial

from domain.channel import (
    ChannelBrokeDown,
    ChannelRecovered,
    ChannelWithdrawn,
    break_down,
    evolve,
    recover,
    withdraw,
)
from tests.support.an_hour import NINE
from tests.support.given import given

BROKE = ChannelBrokeDown(channel="短信", failures=5, said="10 秒内无结果", at=NINE)
BACK = ChannelRecovered(channel="短信", at=NINE)
breaks = partial(break_down, channel="短信", failures=5, said="10 秒内无结果", at=NINE)


def test_a_channel_that_fails_has_broken_down_once():
    given(evolve).when(breaks).then(BROKE).when(breaks).then_nothing_happens()


def test_it_recovers_once_and_may_break_down_again():
    back = given(evolve, BROKE).when(partial(recover, at=NINE)).then(BACK)
    back.when(partial(recover, at=NINE)).then_nothing_happens()
    back.when(breaks).then(BROKE)


def test_one_that_never_broke_down_has_nothing_to_recover_from():
    given(evolve).when(partial(recover, at=NINE)).then_nothing_happens()


def test_one_that_is_used_no_more_is_broken_no_more():
    gone = ChannelWithdrawn(channel="短信", at=NINE)
    given(evolve, BROKE).when(partial(withdraw, at=NINE)).then(gone)
    given(evolve).when(partial(withdraw, at=NINE)).then_nothing_happens()
    given(evolve, BROKE, gone).when(partial(withdraw, at=NINE)).then_nothing_happens()
