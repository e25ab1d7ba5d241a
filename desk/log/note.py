"""Signed notes and checkpoints as the transparency logs of the world write them (C2SP signed-note, tlog-checkpoint, tlog-cosignature)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from struct import pack, unpack
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desk.log.instants import EPOCH, instant

ED25519, COSIGNATURE = 1, 4  # what a key signs
DASH = "\u2014"
SIGNATURE = re.compile(rf"{DASH} ([^\s+]+) ([A-Za-z0-9+/]+=*)")
SIZE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
CHAIN = "chain "
NOTE_CHARS_MAX = 10_000


class NoteWrong(ValueError):
    """It is no note, or not one of this kind."""


class Checkpoint(NamedTuple):
    """A log's size, the root of its tree and the chain it ends in, as of one moment."""

    origin: str
    size: int
    root: bytes
    chain: bytes

    def text(self) -> str:
        chain = f"{CHAIN}{_base64(self.chain)}"
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n{chain}\n"


class Note(NamedTuple):
    """`text` is what is signed; `signatures` are lines, each of a name, a key's hash and what it signed."""

    text: str
    signatures: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text}\n" + "".join(f"{line}\n" for line in self.signatures)


class Verifier(NamedTuple):
    """A public key under a name; the kind tells a log's own signature from a witness's."""

    name: str
    kind: int
    public: bytes

    @property
    def hash(self) -> bytes:
        named = f"{self.name}\n".encode() + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:4]

    def __str__(self) -> str:
        key = _base64(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.hash.hex()}+{key}"


class Signer:
    """A private key under a name."""

    def __init__(self, name: str, key: Ed25519PrivateKey, kind: int = ED25519) -> None:
        self.verifier = Verifier(name, kind, key.public_key().public_bytes_raw())
        self._key = key

    def sign(self, text: str) -> str:
        return _line(self.verifier, self._key.sign(text.encode()))

    def cosign(self, text: str, at: datetime) -> str:
        """That whoever signs has seen this checkpoint follow on every earlier one."""
        seconds = int((at - EPOCH).total_seconds())
        return _line(self.verifier, pack(">Q", seconds) + self._key.sign(_cosigned(text, seconds)))


def origin_of(store_id: UUID) -> str:
    """A log's name: nothing about its office that would ever have to change."""
    return f"shoubao/log/{store_id}"


def verifier_of(text: str) -> Verifier:
    """Raises NoteWrong."""
    name, _, rest = text.strip().partition("+")
    hashed, _, key = rest.partition("+")
    bytes_of_key = _bytes(key)
    if not name or len(bytes_of_key) != 33 or bytes_of_key[0] not in (ED25519, COSIGNATURE):
        raise NoteWrong("no public key")
    verifier = Verifier(name, bytes_of_key[0], bytes_of_key[1:])
    if verifier.hash.hex() != hashed:
        raise NoteWrong("the key is not the one that is named")
    return verifier


def note_of(text: str) -> Note:
    """Raises NoteWrong. Every line that is not understood makes it wrong: nothing may be smuggled past whoever signs."""
    body, found, tail = text[:NOTE_CHARS_MAX].rpartition("\n\n")
    lines = tuple(tail.splitlines())
    if not found or not body or not tail.endswith("\n") or len(text) > NOTE_CHARS_MAX:
        raise NoteWrong("no signed note")
    if not lines or not all(SIGNATURE.fullmatch(line) for line in lines):
        raise NoteWrong("no signature")
    return Note(f"{body}\n", lines)


def checkpoint_of(text: str) -> Checkpoint:
    """Raises NoteWrong, unless it is exactly what `Checkpoint.text` writes."""
    lines = text.split("\n")
    if len(lines) != 5 or not SIZE.fullmatch(lines[1]) or not lines[3].startswith(CHAIN):
        raise NoteWrong("no checkpoint")
    chain = _bytes(lines[3].removeprefix(CHAIN))
    checkpoint = Checkpoint(lines[0], int(lines[1]), _bytes(lines[2]), chain)
    if checkpoint.text() != text or len(checkpoint.root) != 32 or len(chain) != 32:
        raise NoteWrong("no checkpoint")
    return checkpoint


def is_signed(note: Note, verifier: Verifier) -> bool:
    return any(_holds(note.text, verifier, signed) for signed in _signed_by(note, verifier))


def cosigned_at(note: Note, verifier: Verifier) -> datetime | None:
    """When a witness says it saw this, if it does; the latest of several."""
    seconds = [
        unpack(">Q", signed[:8])[0]
        for signed in _signed_by(note, verifier)
        if _holds(note.text, verifier, signed)
    ]
    return instant(max(seconds) * 1_000_000) if seconds else None


def _holds(text: str, verifier: Verifier, signed: bytes) -> bool:
    message, signature = text.encode(), signed
    if verifier.kind == COSIGNATURE:
        if len(signed) != 72:
            return False
        message, signature = _cosigned(text, unpack(">Q", signed[:8])[0]), signed[8:]
    try:
        Ed25519PublicKey.from_public_bytes(verifier.public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _signed_by(note: Note, verifier: Verifier) -> Sequence[bytes]:
    found = (SIGNATURE.fullmatch(line) for line in note.signatures)
    named = (_bytes(one[2]) for one in found if one and one[1] == verifier.name)
    return [one[4:] for one in named if one[:4] == verifier.hash]


def _line(verifier: Verifier, signed: bytes) -> str:
    return f"{DASH} {verifier.name} {_base64(verifier.hash + signed)}"


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteWrong("no base64") from None
