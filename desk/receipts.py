"""回执: signed by a key of the office's own, so that whoever keeps one can show what the log had said.

A receipt is one line, `SEQ:CHAIN MICROSECONDS COMMAND SIGNATURE KEY`; signature and key are base64. What is
signed is the text of `said_by`: the store's name, and the first three parts on a line each.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desk.desk import Desk
from desk.draft import Draft
from desk.log.envelope import Receipt
from desk.log.instants import microseconds
from desk.vault.keys import KEY_BYTES, make_key
from domain import receipt_key as keys
from domain.kernel import Refused, Value, fold
from domain.receipt_key import ReceiptKey, receipt_key_id

FILE, NEXT = "receipt.key", "receipt.key.next"
LINE = re.compile(
    r"(0|[1-9][0-9]{0,17}):([0-9a-f]{64}) ([0-9]{1,18}) ([0-9a-f-]{36})"
    r" ([A-Za-z0-9+/]{86}==) ([A-Za-z0-9+/]{43}=)",
    re.ASCII,
)


class ReceiptForged(Refused):
    """回执的签名不对，不是本系统所签"""

    EN: ClassVar[str] = "The receipt's signature is wrong: no such receipt was given"


class PublishReceiptKey(Value):
    public: str


class RotateReceiptKey(Value):
    public: str
    by_old: str
    by_new: str


class ReceiptKeyAnswer(Value):
    public: str


class SignedReceipt(NamedTuple):
    """As somebody kept it; whether the signature holds is asked with `require_genuine`."""

    seq: int
    chain: str
    at_us: int
    command: UUID
    signature: str
    key: str


class ReceiptSigner:
    """Signs when an answer is written, never while anybody waits for the log."""

    def __init__(self, store: UUID, key: Ed25519PrivateKey) -> None:
        self._store, self._key = store, key
        self.public = _base64(key.public_key().public_bytes_raw())

    def line(self, receipt: Receipt) -> str:
        at_us = microseconds(receipt.recorded_at)
        text = said_by(self._store, receipt.seq, receipt.chain, at_us, receipt.command_id)
        named = f"{receipt.seq}:{receipt.chain} {at_us} {receipt.command_id}"
        return f"{named} {self.sign(text)} {self.public}"

    def sign(self, text: str) -> str:
        return _base64(self._key.sign(text.encode()))


def origin(store: UUID) -> str:
    return f"shoubao/receipt/{store}"


def said_by(store: UUID, seq: int, chain: str, at_us: int, command: UUID) -> str:
    return f"{origin(store)}\n{seq}\n{chain}\n{at_us}\n{command}\n"


def change_of_key(store: UUID, old: str, new: str) -> str:
    """What both keys sign when one follows the other."""
    return f"shoubao/receipt-key/{store}\n{old}\n{new}\n"


def receipt_of_line(line: str) -> SignedReceipt | None:
    """None: it is no such line."""
    found = LINE.fullmatch(line.strip())
    if not found:
        return None
    seq, chain, at_us, command, signature, key = found.groups()
    try:
        return SignedReceipt(int(seq), chain, int(at_us), UUID(command), signature, key)
    except ValueError:
        return None


def require_genuine(store: UUID, one: SignedReceipt) -> None:
    """Raises ReceiptForged. Whether the log names the key is another question."""
    text = said_by(store, one.seq, one.chain, one.at_us, one.command)
    if not is_signed(one.key, one.signature, text):
        raise ReceiptForged(one.seq)


def is_signed(public: str, signature: str, text: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def open_signer(
    folder: Path, store: UUID, entropy: Callable[[int], bytes], published: str | None
) -> ReceiptSigner:
    """The key in its file, made where there is none. A change that a power cut interrupted is carried through."""
    path, coming = folder / FILE, folder / NEXT
    if coming.exists() and _signer(coming, store).public == published:
        os.replace(coming, path)
    if not path.exists():
        make_key(path, entropy(KEY_BYTES))
    return _signer(path, store)


def rotated(folder: Path, store: UUID, entropy: Callable[[int], bytes]) -> RotateReceiptKey:
    """The new key stands beside the old one until the log names it: then `open_signer` takes it."""
    (folder / NEXT).unlink(missing_ok=True)
    make_key(folder / NEXT, entropy(KEY_BYTES))
    old, new = _signer(folder / FILE, store), _signer(folder / NEXT, store)
    text = change_of_key(store, old.public, new.public)
    return RotateReceiptKey(public=new.public, by_old=old.sign(text), by_new=new.sign(text))


def published_key(desk: Desk) -> ReceiptKey | None:
    """What the log names."""
    history = desk.log.stream(receipt_key_id(desk.log.store_id))
    return fold(keys.evolve, None, (one.event for one in history))


def publish_receipt_key(draft: Draft, publishing: PublishReceiptKey) -> ReceiptKeyAnswer:
    id = receipt_key_id(draft.register.office.store_id)
    known = draft.load(id, keys.evolve)
    draft.record(id, keys.publish(known, public=publishing.public))
    return ReceiptKeyAnswer(public=publishing.public)


def rotate_receipt_key(draft: Draft, rotating: RotateReceiptKey) -> ReceiptKeyAnswer:
    """Raises ReceiptForged unless both keys signed."""
    store = draft.register.office.store_id
    known = draft.require(receipt_key_id(store), keys.evolve)
    text = change_of_key(store, known.public, rotating.public)
    for key, signature in ((known.public, rotating.by_old), (rotating.public, rotating.by_new)):
        if known.public != rotating.public and not is_signed(key, signature, text):
            raise ReceiptForged(key)
    told = keys.rotate(
        known, public=rotating.public, by_old=rotating.by_old, by_new=rotating.by_new
    )
    draft.record(receipt_key_id(store), told)
    return ReceiptKeyAnswer(public=rotating.public)


def _signer(path: Path, store: UUID) -> ReceiptSigner:
    return ReceiptSigner(store, Ed25519PrivateKey.from_private_bytes(path.read_bytes()))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
