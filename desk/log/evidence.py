"""What others hold of a log, laid beside it: whoever may rewrite a log and all that is in it cannot rewrite these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desk.log.chain import Hashing
from desk.log.note import Checkpoint
from desk.log.tree import Tree

LEAF_BYTES = 32

Held = Mapping[
    int, str
]  # links of the chain by position, in hexadecimal: receipts, boards, manifests


class Fault(NamedTuple):
    """The first bad position, and why it is bad; position 0 is the log as a whole."""

    seq: int
    reason: str


class Evidence(NamedTuple):
    """`leaves`: what a witness kept of each event, from the first, 32 bytes each.

    `checkpoints` are signed by whom they should be; what is wrong with them in themselves is told as `faults`.
    """

    leaves: bytes = b""
    checkpoints: Sequence[Checkpoint] = ()
    faults: tuple[Fault, ...] = ()


NOTHING = Evidence()


class Proved(NamedTuple):
    """As much of a log as proves itself: leaves and links of the chain by position, from the stored bytes."""

    hashing: Hashing
    leaves: bytes
    links: bytes  # the first is the one before the first event
    whole: bool  # False: what follows was not read, since it proves nothing

    @property
    def size(self) -> int:
        return len(self.leaves) // LEAF_BYTES

    def link(self, seq: int) -> bytes:
        return self.links[seq * LEAF_BYTES : (seq + 1) * LEAF_BYTES]


def gainsaid(proved: Proved, held: Held, evidence: Evidence) -> Fault | None:
    """The first position that somebody else's record speaks against."""
    found = (
        _witness(proved, evidence.leaves),
        _links(proved, held),
        _roots(proved, evidence.checkpoints),
        *evidence.faults,
    )
    return min(filter(None, found), key=lambda one: one.seq, default=None)


def _witness(proved: Proved, leaves: bytes) -> Fault | None:
    """The one kind of evidence that says which event it is."""
    both = min(len(leaves) // LEAF_BYTES, proved.size)
    end = both * LEAF_BYTES
    if leaves[:end] != proved.leaves[:end]:
        return Fault(_differing(leaves, proved.leaves), "it is not the event that the witness saw")
    if proved.whole and len(leaves) // LEAF_BYTES > both:
        seen = len(leaves) // LEAF_BYTES
        return Fault(both + 1, f"the tail is cut: the witness saw {seen} events")
    return None


def _differing(one: bytes, other: bytes) -> int:
    """The first position whose leaf differs; they do differ."""
    start, end = 0, min(len(one), len(other)) // LEAF_BYTES
    while end - start > 1:
        middle = (start + end) // 2
        span = slice(start * LEAF_BYTES, middle * LEAF_BYTES)
        start, end = (start, middle) if one[span] != other[span] else (middle, end)
    return start + 1


def _links(proved: Proved, held: Held) -> Fault | None:
    for seq in sorted(held):
        if seq > proved.size:
            cut = Fault(proved.size + 1, f"the tail is cut: event {seq} was acknowledged")
            return cut if proved.whole else None
        if proved.link(seq).hex() != held[seq]:
            return Fault(seq, "the chain is not the one that was acknowledged")
    return None


def _roots(proved: Proved, checkpoints: Sequence[Checkpoint]) -> Fault | None:
    """All roots are of one tree, so that each checkpoint is the beginning of the next as well."""

    def leaves(start: int, end: int) -> list[bytes]:
        ends = range(start * LEAF_BYTES, end * LEAF_BYTES, LEAF_BYTES)
        return [proved.leaves[at : at + LEAF_BYTES] for at in ends]

    tree, sound = Tree(proved.hashing, leaves), 0
    for one in sorted(checkpoints, key=lambda one: one.size):
        if one.size > proved.size:
            cut = Fault(proved.size + 1, f"the tail is cut: {one.size} events were sealed")
            return cut if proved.whole else None
        if one.root != tree.root(one.size) or one.chain != proved.link(one.size):
            return Fault(one.size, f"it was sealed otherwise: something from {sound + 1} on")
        sound = one.size
    return None
