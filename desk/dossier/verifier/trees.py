"""The tree of RFC 6962: grown leaf by leaf, and its proofs."""

from __future__ import annotations

from desk.dossier.verifier.hashes import Hashing


class Frontier:
    """The first `size` leaves as the roots of the whole trees they are made of, the largest first."""

    def __init__(self, hashing: Hashing, size: int, peaks: list[bytes]) -> None:
        self._node, self._empty = hashing.node, hashing.of(b"")
        self.size, self._peaks = size, peaks

    def add(self, leaf: bytes) -> None:
        full = self.size
        while full & 1:
            leaf, full = self._node(self._peaks.pop(), leaf), full >> 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return self._empty
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = self._node(peak, found)
        return found


def is_included(
    hashing: Hashing, leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes
) -> bool:
    """RFC 9162 §2.1.3.2."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = hashing.node(one, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = hashing.node(found, one)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    hashing: Hashing, old: int, old_root: bytes, size: int, root: bytes, proof: list[bytes]
) -> bool:
    """RFC 9162 §2.1.4.2, of 0 < old < size."""
    path = [old_root, *proof] if not old & old - 1 else proof
    if not path or not 0 < old < size:
        return False
    here, last = old - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    then = now = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            then, now = hashing.node(one, then), hashing.node(one, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = hashing.node(now, one)
        here, last = here >> 1, last >> 1
    return last == 0 and then == old_root and now == root
