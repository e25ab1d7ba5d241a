"""A hundred thousand proofs, each with one thing changed: none is believed."""

from __future__ import annotations

import random

import pytest

from tests.support.proofs import Asked, mutated

MUTATED = 100_000
A_PROOF = 25


@pytest.mark.prove
def test_no_changed_proof_is_ever_believed():
    seed = random.SystemRandom().getrandbits(32)
    chance, believed = random.Random(seed), []
    for _ in range(MUTATED // A_PROOF):
        asked = Asked.drawn(chance)
        assert asked.holds()
        believed += [one for one in (mutated(chance, asked) for _ in range(A_PROOF)) if one.holds()]
    print(f"\n{MUTATED:,} changed proofs, {len(believed)} believed, seed {seed}")
    assert not believed, seed
