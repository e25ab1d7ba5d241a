"""抽签: which desks are asked, and in which order: anybody who has the seed and the weights draws the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from domain.spot_check import SpotCheck
from domain.spot_check_words import Candidate


def draw(seed: str, candidates: Sequence[Candidate], size: int) -> tuple[UUID, ...]:
    """Drawn one after the other, none twice; a desk has as many lots as it weighs.

    The lots lie in the order of the desks' ids. The n-th draw, from 0, takes lot number
    sha256("seed:n") modulo the lots left: whole numbers alone, the same on every machine.
    """
    left = sorted(candidates, key=lambda one: str(one.unit))
    drawn: list[UUID] = []
    while left and len(drawn) < size:
        drawn.append(left.pop(_place(seed, len(drawn), left)).unit)
    return tuple(drawn)


def is_as_drawn(check: SpotCheck) -> bool:
    """Drawn again from what is on record, they are the same."""
    began = check.began
    return draw(began.seed, began.candidates, began.sample.size) == began.drawn


def _place(seed: str, number: int, left: Sequence[Candidate]) -> int:
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    lot = int.from_bytes(digest) % sum(one.weight for one in left)
    for place, one in enumerate(left):
        lot -= one.weight
        if lot < 0:
            return place
    raise AssertionError("there are as many lots as the weights say")
