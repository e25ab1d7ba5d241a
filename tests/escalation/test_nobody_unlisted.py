"""Random exercises: no message leaves for anybody who is not on the list, and each that leaves says what it is.

Three hundred here; ten thousand with the long proofs (tests/prove).
"""

from __future__ import annotations

from tests.support.leaving import judge

SEED, SOME = 20261126, 300


def test_no_message_leaves_for_an_unlisted_recipient_in_random_exercises():
    left, wrong = judge(range(SEED, SEED + SOME))
    assert wrong == []
    assert min(left["real"], left["exercise"]) > SOME / 2  # it could have failed


def test_without_the_list_the_same_exercises_would_have_reached_others(monkeypatch):
    monkeypatch.setattr("escalation.reach._may_carry", lambda *_: True)
    _, wrong = judge(range(SEED, SEED + SOME))
    assert len(wrong) > SOME / 2
