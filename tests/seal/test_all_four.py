"""An office at work with sealer, witnesses and a board, all of them processes: who tampers with it is told by each."""

from __future__ import annotations

import json
import random

import pytest

from tests.support.patience import until
from tests.support.posted import posted
from tests.support.shell import Shell
from tests.support.tampering import TAMPERINGS


@pytest.fixture
def post(tmp_path):
    with posted(tmp_path) as post:
        post.is_watched_whole()
        post.takes_calls(2)
        post.is_watched_whole()
        assert (post.sealer_says(), post.witness_says(), post.board.alarm) == (None,) * 3
        yield post


@pytest.mark.parametrize("kind", ["edit", "truncate"])
def test_a_log_rewritten_while_the_server_runs_is_told_by_everybody(post, kind):
    """The board's link stays up all the while: nobody reloads a wall."""
    greeted = post.board.greetings
    first_bad = TAMPERINGS[kind](post.world(), random.Random(kind))
    assert until(post.sealer_says) == until(post.witness_says) == first_bad
    assert until(lambda: post.board.alarm) == "other"
    assert post.board.greetings == greeted
    assert elsewhere(post)["fault"]["seq"] >= first_bad


def elsewhere(post):
    """What an auditor finds who brings nothing but the other office's checkpoint and the sealer's key."""
    brought = "--checkpoints", post.newest_elsewhere(), "--key", post.folder / "seal" / "key.pub"
    ended = Shell(post.folder)("verify", post.folder / "office", *brought, "--json")
    return json.loads(ended.out)
