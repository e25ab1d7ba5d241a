"""The tree of RFC 6962 over the leaves of a log: roots, and proofs that anybody can check with a few hashes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desk.log.chain import Hashing

Leaves = Callable[[int, int], Sequence[bytes]]  # from one index to before another, counted from 0
Proof = tuple[bytes, ...]

RUN = 256  # leaves whose root is remembered


class Tree:
    """Reads leaves as they are asked for, and remembers the roots of whole runs: they never change.

    Event `seq` of a log is leaf `seq - 1`. Not thread-safe.
    """

    def __init__(self, hashing: Hashing, leaves: Leaves) -> None:
        self._hashing = hashing
        self._leaves = leaves
        self._runs: dict[tuple[int, int], bytes] = {}

    def root(self, size: int) -> bytes:
        """Of the first `size` leaves."""
        return self._hash(0, size) if size else self._hashing.of(b"")

    def inclusion(self, index: int, size: int) -> Proof:
        """That leaf `index` is one of the first `size` (RFC 6962 §2.1.1), nearest first."""
        _require(0 <= index < size)
        return tuple(self._path(index, 0, size))

    def consistency(self, old: int, size: int) -> Proof:
        """That the first `old` leaves are still the first of `size` (RFC 6962 §2.1.2)."""
        _require(0 <= old <= size)
        return tuple(self._bridge(old, 0, size, whole=True)) if 0 < old < size else ()

    def peaks(self, size: int) -> Proof:
        """Roots of the whole trees that the first `size` leaves are made of, the largest first."""
        found, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                found.append(self._hash(start, start + (1 << level)))
                start += 1 << level
        return tuple(found)

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._hash(middle, end)]
        return [*self._path(index, middle, end), self._hash(start, middle)]

    def _bridge(self, old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        """`whole`: the old tree is this very part, so that its root is known to whoever checks."""
        if old == end:
            return [] if whole else [self._hash(start, end)]
        middle = start + _split(end - start)
        if old <= middle:
            return [*self._bridge(old, start, middle, whole=whole), self._hash(middle, end)]
        return [*self._bridge(old, middle, end, whole=False), self._hash(start, middle)]

    def _hash(self, start: int, end: int) -> bytes:
        known = self._runs.get((start, end))
        if known is not None:
            return known
        size = end - start
        if size <= RUN:
            found = _root(self._hashing, self._leaves(start, end))
        else:
            middle = start + _split(size)
            found = self._hashing.node(self._hash(start, middle), self._hash(middle, end))
        if size >= RUN and not size & (size - 1):
            self._runs[start, end] = found
        return found


def _require(sane: bool) -> None:
    if not sane:
        raise ValueError("no such part of the tree")


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _root(hashing: Hashing, leaves: Sequence[bytes]) -> bytes:
    level = list(leaves)
    while (
        len(level) > 1
    ):  # an odd one out moves up as it is: the same tree as splitting by powers of two
        pairs = [
            hashing.node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = [*pairs, *level[len(pairs) * 2 :]]
    return level[0]


def is_included(
    hashing: Hashing, leaf: bytes, index: int, size: int, proof: Proof, root: bytes
) -> bool:
    """RFC 9162 §2.1.3.2. Whatever is odd about a proof, it proves nothing."""
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
    hashing: Hashing, old: int, old_root: bytes, size: int, root: bytes, proof: Proof
) -> bool:
    """RFC 9162 §2.1.4.2. An empty tree is the beginning of every other, and has one root."""
    if not 0 <= old <= size:
        return False
    if old == 0:
        return not proof and old_root == hashing.of(b"")
    if old == size:
        return not proof and old_root == root
    path = (old_root, *proof) if not old & (old - 1) else proof
    return bool(path) and _leads(hashing, old, old_root, size, root, path)


def _leads(
    hashing: Hashing, old: int, old_root: bytes, size: int, root: bytes, path: Proof
) -> bool:
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
