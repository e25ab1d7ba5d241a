"""What is hashed of a log, and with what (docs/adr/0008, 0046). Pure: needs neither this program's classes nor a key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from struct import pack
from uuid import UUID


class Hashing:
    """One of the hash functions a log may be made with; every digest has 32 bytes."""

    def __init__(self, name: str, of: Callable[[bytes], bytes]) -> None:
        self.name = name
        self.of = of

    def genesis(self, store_id: UUID) -> bytes:
        """The link before the first event: it ties the chain to one store."""
        return self.of(b"shoubao log v1" + store_id.bytes)

    def leaf(
        self,
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
        return self.of(b"".join((head, originator_id, middle, name, tail, state)))

    def link(self, previous: bytes, leaf: bytes) -> bytes:
        """0x02, because 0x01 begins a node of the tree over the same leaves."""
        return self.of(b"\x02" + previous + leaf)

    def node(self, left: bytes, right: bytes) -> bytes:
        """RFC 6962 §2.1."""
        return self.of(b"\x01" + left + right)


SHA256 = Hashing("sha256", lambda data: hashlib.sha256(data).digest())
SM3 = Hashing("sm3", lambda data: hashlib.new("sm3", data).digest())  # GB/T 32905-2016
HASHINGS = {one.name: one for one in (SHA256, SM3)}


def can_hash(hashing: Hashing) -> bool:
    """Some builds of OpenSSL leave SM3 out."""
    return hashing.name in hashlib.algorithms_available
