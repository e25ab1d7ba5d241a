"""Proofs to try: a recursion written straight from RFC 6962, drawn proofs, and every way one may be changed."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from desk.log.chain import SHA256, Hashing
from desk.log.tree import RUN, Proof, Tree, is_consistent, is_included

SIZES = (1, 2, 3, 4, 5, 7, 8, 33, RUN - 1, RUN, RUN + 1, 2 * RUN, 5 * RUN + 3)
LARGEST = 3 * RUN


def straight_from_the_rfc(hashing: Hashing, leaves: list[bytes]) -> bytes:
    """MTH of §2.1, as it stands there."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashing.of(b"")
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    left, right = (straight_from_the_rfc(hashing, part) for part in (leaves[:k], leaves[k:]))
    return hashing.of(b"\x01" + left + right)


@cache
def grown(hashing: Hashing, size: int) -> tuple[list[bytes], Tree]:
    leaves = [hashing.of(b"\x00" + one.to_bytes(4)) for one in range(size)]
    return leaves, Tree(hashing, lambda start, end: leaves[start:end])


class Asked(NamedTuple):
    """One question to the verifier. `old` None: is the leaf at `index` in the tree?"""

    index: int
    leaf: bytes
    old: int | None
    size: int
    root: bytes
    proof: Proof

    @staticmethod
    def drawn(chance: Random) -> Asked:
        size = chance.randint(2, LARGEST)
        leaves, tree = grown(SHA256, size)
        if chance.random() < 0.5:
            index = chance.randrange(size)
            return Asked(
                index, leaves[index], None, size, tree.root(size), tree.inclusion(index, size)
            )
        old = chance.randint(1, size - 1)
        return Asked(0, tree.root(old), old, size, tree.root(size), tree.consistency(old, size))

    def holds(self) -> bool:
        if self.old is None:
            return is_included(SHA256, self.leaf, self.index, self.size, self.proof, self.root)
        return is_consistent(SHA256, self.old, self.leaf, self.size, self.root, self.proof)


def mutated(chance: Random, asked: Asked) -> Asked:
    """One thing is another than it was: the question then is about something that is not so."""
    while (changed := chance.choice(CHANGES)(chance, asked)) == asked:
        pass
    return changed


def _bit(chance: Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) * 8)
    return (int.from_bytes(data) ^ 1 << at).to_bytes(len(data))


def _in_proof(chance: Random, asked: Asked) -> Asked:
    at, proof = chance.randrange(len(asked.proof)), list(asked.proof)
    proof[at] = _bit(chance, proof[at])
    return asked._replace(proof=tuple(proof))


def _dropped(chance: Random, asked: Asked) -> Asked:
    at = chance.randrange(len(asked.proof))
    return asked._replace(proof=(*asked.proof[:at], *asked.proof[at + 1 :]))


def _added(chance: Random, asked: Asked) -> Asked:
    at = chance.randint(0, len(asked.proof))
    more = chance.choice((chance.randbytes(32), asked.root, asked.leaf, *asked.proof))
    return asked._replace(proof=(*asked.proof[:at], more, *asked.proof[at:]))


def _swapped(chance: Random, asked: Asked) -> Asked:
    proof = list(asked.proof)
    one, other = chance.randrange(len(proof)), chance.randrange(len(proof))
    proof[one], proof[other] = proof[other], proof[one]
    return asked._replace(proof=tuple(proof))


def _elsewhere(chance: Random, asked: Asked) -> Asked:
    """Another leaf of the same tree, under this one's proof; another old size."""
    if asked.old is None:
        return asked._replace(index=chance.randrange(asked.size))
    return asked._replace(old=chance.randint(0, asked.size))


def _another_tree(chance: Random, asked: Asked) -> Asked:
    """Size and root together, as a checkpoint signs them: a root alone does not know its size."""
    size = max(asked.index + 1, asked.old or 1, chance.randint(2, LARGEST))
    return asked._replace(size=size, root=grown(SHA256, size)[1].root(size))


CHANGES = (
    _in_proof,
    _dropped,
    _added,
    _swapped,
    _elsewhere,
    lambda chance, asked: asked._replace(leaf=_bit(chance, asked.leaf)),
    lambda chance, asked: asked._replace(root=_bit(chance, asked.root)),
    _another_tree,
)
