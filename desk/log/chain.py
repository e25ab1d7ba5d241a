"""The hash chain over stored bytes (docs/adr/0008). Pure: needs neither this program's classes nor a key."""

from __future__ import annotations

from hashlib import sha256
from struct import pack
from uuid import UUID

ALGORITHM = "sha256"


def genesis(store_id: UUID) -> bytes:
    """The link before the first event: it ties the chain to one store."""
    return sha256(b"shoubao log v1" + store_id.bytes).digest()


def leaf(
    seq: int,
    recorded_at_us: int,
    originator_id: bytes,
    originator_version: int,
    topic: str,
    version: int,
    state: bytes,
) -> bytes:
    """One event's hash. Lengths stand before variable parts, so that no two rows can read alike."""
    name = topic.encode()
    head = pack(">BQQQ", 0, seq, recorded_at_us, len(originator_id))
    middle = pack(">QQ", originator_version, len(name))
    tail = pack(">QQ", version, len(state))
    return sha256(b"".join((head, originator_id, middle, name, tail, state))).digest()


def link(previous: bytes, leaf: bytes) -> bytes:
    """0x02, because 0x01 begins a node of the RFC 6962 tree over the same leaves."""
    return sha256(b"\x02" + previous + leaf).digest()
