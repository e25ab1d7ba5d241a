"""Ten thousand random exercises: not one message leaves for anybody who is not on the list."""

from __future__ import annotations

import os

import pytest

from tests.support.leaving import judge

pytestmark = pytest.mark.prove

EXERCISES = 10_000
SEED = int(os.environ.get("SHOUBAO_SEED", "20261126"))


def test_no_message_leaves_for_an_unlisted_recipient_in_ten_thousand_random_exercises():
    left, wrong = judge(range(SEED, SEED + EXERCISES))
    assert wrong == []
    assert min(left["real"], left["exercise"]) > EXERCISES / 2
