"""Twelve kinds of tampering with an office at work: its processes say so themselves, each in its own way."""

from __future__ import annotations

import json
import random
import re
import shutil

import pytest

from tests.support.patience import until
from tests.support.posted import posted
from tests.support.shell import Shell
from tests.support.tampering import TAMPERINGS

pytestmark = pytest.mark.prove

OF_CHECKPOINTS = {"delete checkpoints", "forged key"}  # the log itself may be as it was
HONEST_TURNS, CALLS_A_TURN = 24, 25
UNSERVED = re.compile("LogBroken|Undecodable")


@pytest.fixture
def post(tmp_path):
    """Watched whole, with a copy kept from before the newest calls; nobody has said anything yet."""
    with posted(tmp_path) as post:
        post.is_watched_whole()
        post.keeps_a_copy()
        post.takes_calls(3)
        post.is_watched_whole()
        assert (post.sealer_says(), post.witness_says(), post.board.alarm) == (None,) * 3
        shutil.copy(tmp_path / "seal" / "key.pub", tmp_path / "brought.pub")
        yield post


@pytest.mark.parametrize("kind", [one for one in TAMPERINGS if one not in OF_CHECKPOINTS])
def test_a_log_that_is_tampered_with_is_told_by_all_four(post, kind):
    post.server.stop()
    until(post.is_answered_for)  # the last word of a server that stops no board may have heard
    seen = post.board.held[0]
    first_bad = TAMPERINGS[kind](post.world(), random.Random(f"processes {kind}"))
    assert until(post.sealer_says) == until(post.witness_says) == first_bad
    assert says(post, "--witness", post.folder / "witness") == first_bad
    assert says(post, "--checkpoints", post.newest_elsewhere()) >= first_bad
    told = told_by_the_board(post)
    print(f"{kind}: position {first_bad} of {seen} that the board saw; there: {told}")
    assert told or first_bad > seen


@pytest.mark.parametrize("kind", sorted(OF_CHECKPOINTS))
def test_checkpoints_that_are_tampered_with_are_told_by_whoever_audits(post, kind):
    first_bad = TAMPERINGS[kind](post.world(), random.Random(f"processes {kind}"))
    beside = "--seal", post.folder / "seal", "--witness", post.folder / "witness"
    assert says(post, *beside) == first_bad


def test_an_honest_office_alarms_nobody(post):
    """Bursts of calls, a board that falls silent, a server that is stopped and one that is killed."""
    for turn in range(HONEST_TURNS):
        post.takes_calls(CALLS_A_TURN)
        if turn % 4 == 1:
            post.board.hangs_up()
        elif turn % 4 == 3:
            end = post.server.stop if turn % 8 == 3 else post.server.kill
            end()
            post.server.start()
    post.is_watched_whole()
    assert (post.sealer_says(), post.witness_says(), post.board.alarm) == (None,) * 3
    assert post.board.greetings > HONEST_TURNS // 2
    assert says(post, "--seal", post.folder / "seal", "--witness", post.folder / "witness") is None
    assert says(post, "--checkpoints", post.newest_elsewhere()) is None


def told_by_the_board(post):
    """Red, or without anybody to talk to: a log that does not prove itself is not served."""
    greeted = post.board.greetings
    try:
        post.server.start()
    except AssertionError as broken:
        return UNSERVED.findall(str(broken))
    until(lambda: post.board.greetings > greeted)
    return post.board.alarm


def says(post, *beside):
    """What `shoubao verify` finds first; None: nothing."""
    key = "--key", post.folder / "brought.pub"
    ended = Shell(post.folder)("verify", post.folder / "office", *beside, *key, "--json")
    fault = json.loads(ended.out)["fault"]
    assert ended.code == (1 if fault else 0), ended
    return fault and fault["seq"]
