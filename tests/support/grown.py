"""A log of another office, of which a witness sees only what it signs."""

from __future__ import annotations

from desk.log.chain import SHA256
from desk.log.note import Checkpoint, Note, Signer
from desk.log.tree import Tree
from desk.seal.other_logs import asking
from tests.support.sealing import a_key

ORIGIN = "shoubao/log/5a0e2c6e-0000-4000-8000-000000000001"
SIGNER = Signer(ORIGIN, a_key(b"l"))


class Grown:
    """A log of which only leaves are known; `word` makes one history another."""

    def __init__(self, word="", hashing=SHA256):
        self.leaves = [hashing.of(f"{word}{n}".encode()) for n in range(40)]
        self.tree = Tree(hashing, lambda start, end: self.leaves[start:end])

    def asks(self, old, size, *, signer=SIGNER, origin=ORIGIN, proof=None):
        text = Checkpoint(origin, size, self.tree.root(size), bytes(32)).text()
        shown = self.tree.consistency(old, size) if proof is None else proof
        return asking(old, shown, str(Note(text, (signer.sign(text),))))
