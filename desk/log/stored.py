"""A row as stored, before anybody understands it: a follower must outlive one it cannot read."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from desk.log.chain import SHA256
from desk.log.codec import decode
from desk.log.envelope import Recorded
from desk.log.instants import instant


class RawRow(NamedTuple):
    """The stored columns that a reader needs."""

    seq: int
    recorded_at_us: int
    originator_id: bytes
    originator_version: int
    topic: str
    version: int
    state: bytes

    @property
    def originator(self) -> UUID:
        return UUID(bytes=self.originator_id)

    @property
    def stream(self) -> str:
        return self.originator_id.hex()

    @property
    def mark(self) -> str:
        """Names this very event: no other history has it."""
        return SHA256.leaf(*self).hex()


def recorded(row: RawRow) -> Recorded:
    """Raises Undecodable."""
    event, meta = decode(row.topic, row.version, row.state)
    return Recorded(
        row.seq,
        instant(row.recorded_at_us),
        row.originator,
        row.originator_version,
        row.topic,
        event,
        meta,
    )
