"""A file of leaves, 32 bytes an event: only ever longer, and on the disk before anybody relies on it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from desk.log.evidence import LEAF_BYTES


class Leaves:
    """Leaf `seq - 1` stands at 32 × (seq - 1). Half a leaf at the end was never relied on, and is cut off."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        os.fchmod(self._descriptor, 0o644)  # hashes: for everybody to hold a log against
        self.count = os.fstat(self._descriptor).st_size // LEAF_BYTES
        os.ftruncate(self._descriptor, self.count * LEAF_BYTES)

    def append(self, leaves: Sequence[bytes]) -> None:
        data = b"".join(leaves)
        if os.pwrite(self._descriptor, data, self.count * LEAF_BYTES) != len(data):
            raise OSError("the disk took half of it")
        os.fdatasync(self._descriptor)
        self.count += len(leaves)

    def between(self, start: int, end: int) -> list[bytes]:
        """From one index to before another, counted from 0: what a tree asks for."""
        data = os.pread(self._descriptor, (end - start) * LEAF_BYTES, start * LEAF_BYTES)
        return [data[at : at + LEAF_BYTES] for at in range(0, len(data), LEAF_BYTES)]

    def close(self) -> None:
        os.close(self._descriptor)
