"""Checkpoints as C2SP signed notes, and who signed them."""

from __future__ import annotations

import base64
import hashlib
import re
from struct import unpack
from typing import NamedTuple

from desk.dossier.verifier.ed25519 import ed25519_holds
from desk.dossier.verifier.words import Wrong

SIGNED, COSIGNED = 1, 4
CHECKPOINT = re.compile(
    r"(shoubao/log/[0-9a-f-]{36})\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\nchain ([A-Za-z0-9+/]{43}=)\n"
)
SIGNATURE = re.compile("\u2014 ([^ \\s+]+) ([A-Za-z0-9+/]+=*)")


class Key(NamedTuple):
    """Under a name; kind 1: the log's own, kind 4: a witness's."""

    name: str
    kind: int
    public: bytes

    @property
    def hash(self) -> bytes:
        named = f"{self.name}\n".encode() + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:4]


class Checkpoint(NamedTuple):
    """`signatures`: name and what was signed, its first four bytes the key's hash."""

    text: str
    origin: str
    size: int
    root: bytes
    chain: bytes
    signatures: tuple[tuple[str, bytes], ...]


def key_of(written: str) -> Key:
    """NAME+HASH+KEY, as C2SP writes it. Raises Wrong."""
    name, _, rest = written.strip().partition("+")
    hashed, _, packed = rest.partition("+")
    content = _bytes(packed)
    if not name or len(content) != 33 or content[0] not in (SIGNED, COSIGNED):
        raise Wrong("key", written.strip(), code=2)
    key = Key(name, content[0], content[1:])
    if key.hash.hex() != hashed:
        raise Wrong("key", written.strip(), code=2)
    return key


def checkpoint_of(content: bytes, where: str) -> Checkpoint:
    """With signatures or without. Raises Wrong."""
    try:
        text, _, tail = content.decode("utf-8").partition("\n\n")
    except ValueError:
        raise Wrong("checkpoint", where) from None
    found = CHECKPOINT.fullmatch(f"{text}\n" if _ else text)
    signed = [SIGNATURE.fullmatch(line) for line in tail.split("\n")[:-1]]
    if not found or not all(signed) or (tail and not tail.endswith("\n")) or bool(_) != bool(tail):
        raise Wrong("checkpoint", where)
    root, chain = _bytes(found[3]), _bytes(found[4])
    signatures = tuple((one[1], _bytes(one[2])) for one in signed if one)
    if len(root) != 32 or len(chain) != 32 or not all(blob for _, blob in signatures):
        raise Wrong("checkpoint", where)
    return Checkpoint(found[0], found[1], int(found[2]), root, chain, signatures)


def signed_at(checkpoint: Checkpoint, key: Key) -> int | None:
    """Seconds since 1970 at which a witness signed it, 0 for the log itself; None: it did not. Raises Wrong."""
    own = [
        blob[4:]
        for name, blob in checkpoint.signatures
        if name == key.name and blob[:4] == key.hash
    ]
    if not all(_holds(checkpoint.text, key, blob) for blob in own):
        raise Wrong("signature", f"{checkpoint.size} {key.name}")
    if not own:
        return None
    return max(unpack(">Q", blob[:8])[0] for blob in own) if key.kind == COSIGNED else 0


def _holds(text: str, key: Key, signed: bytes) -> bool:
    if key.kind == SIGNED:
        return ed25519_holds(key.public, signed, text.encode())
    if len(signed) != 72:
        return False
    seconds = unpack(">Q", signed[:8])[0]
    message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
    return ed25519_holds(key.public, signed[8:], message)


def _bytes(text: str) -> bytes:
    """b"" for what is not written as base64 has to be."""
    try:
        found = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return b""
    return found if base64.b64encode(found).decode() == text else b""
