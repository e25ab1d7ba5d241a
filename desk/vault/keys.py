"""The master key in its file, what is derived from it, and the keys of single subjects."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, Select, select, update
from sqlalchemy.dialects.sqlite import insert

from desk.log.instants import microseconds
from desk.vault import tables
from desk.vault.accounts import VaultBroken
from domain.actors import Sealed
from domain.kernel import Refused

Entropy = Callable[[int], bytes]

KEY_BYTES = 32
NONCE_BYTES = 12
PROBE = b"shoubao vault v1"
CACHED_KEYS_MAX = 4096


def make_key(path: Path, key: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def read_master_key(path: Path, entropy: Entropy, *, make: bool) -> bytes:
    """32 bytes in a file of their own. Raises VaultBroken when they are not there and not to be made."""
    if make and not path.exists():
        make_key(path, entropy(KEY_BYTES))
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise VaultBroken(f"{path.name} is missing: without it sealed words stay sealed") from None
    if len(key) != KEY_BYTES:
        raise VaultBroken(f"{path.name} is damaged")
    return key


def _sync_folder(folder: Path) -> None:
    """A power cut must not leave words sealed under a key whose file has no name yet."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def derived(master: bytes, purpose: str) -> bytes:
    """One key a purpose, so that knowing one tells nothing about another."""
    return hmac.new(master, purpose.encode(), hashlib.sha256).digest()


class SubjectErased(Refused):
    """此人信息已按规定删除，不再登记"""

    EN: ClassVar[str] = "What was known about this person is erased; nothing more is recorded"


class SubjectKeys:
    """Seals and reveals words about one person with that person's key; an erased key blinds them."""

    def __init__(self, engine: Engine, master: bytes, entropy: Entropy) -> None:
        self._engine = engine
        self._wrapping = AESGCM(derived(master, "subject keys"))
        self._entropy = entropy
        self._known: dict[UUID, AESGCM] = {}
        self._lock = threading.Lock()

    def seal(self, subject: UUID, field: str, word: str) -> Sealed:
        """The subject's key is on the disk before this returns. Raises SubjectErased."""
        nonce = self._entropy(NONCE_BYTES)
        box = self._key(subject).encrypt(nonce, word.encode(), _bound(subject, field))
        return Sealed(subject=subject, box=base64.b64encode(nonce + box).decode())

    def reveal(self, sealed: Sealed, field: str) -> str | None:
        """None once the key is erased; raises VaultBroken for a damaged box."""
        key = self._stored(sealed.subject)
        if key is None:
            return None
        try:
            box = base64.b64decode(sealed.box, validate=True)
            bound = _bound(sealed.subject, field)
            return key.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound).decode()
        except (InvalidTag, ValueError) as error:
            raise VaultBroken("a sealed word cannot be opened") from error

    def erase(self, subject: UUID, at: datetime, reason: str) -> bool:
        """Says whether there was a key. The subject never gets another one."""
        gone = {"wrapped": None, "erased_at": microseconds(at), "reason": reason}
        here = tables.subject_keys.c.subject == subject.bytes
        with self._lock:
            self._known.pop(subject, None)
            with tables.writing(self._engine).begin() as connection:
                erasing = update(tables.subject_keys).where(
                    here, tables.subject_keys.c.wrapped.is_not(None)
                )
                erased = connection.execute(erasing.values(gone)).rowcount == 1
            self._forget_in_files()
        return erased

    def _forget_in_files(self) -> None:
        """What was overwritten in the database must not live on in its write-ahead log.

        Raises VaultBroken while somebody reads an old state; asked again it tries again.
        """
        raw = self._engine.raw_connection()
        try:
            busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            raw.close()
        if busy:
            raise VaultBroken("the key is erased but a reader holds its old bytes; erase it again")

    def _key(self, subject: UUID) -> AESGCM:
        with self._lock:
            return self._known.get(subject) or self._made(subject)

    def _made(self, subject: UUID) -> AESGCM:
        fresh = self._entropy(KEY_BYTES)
        nonce = self._entropy(NONCE_BYTES)
        wrapped = nonce + self._wrapping.encrypt(nonce, fresh, subject.bytes)
        adding = insert(tables.subject_keys).values(subject=subject.bytes, wrapped=wrapped)
        with tables.writing(self._engine).begin() as connection:
            connection.execute(adding.on_conflict_do_nothing())
            found = connection.execute(_wrapped_key(subject)).scalar()
        if found is None:
            raise SubjectErased(subject)
        return self._remember(subject, found)

    def _stored(self, subject: UUID) -> AESGCM | None:
        with self._lock:
            if subject in self._known:
                return self._known[subject]
            with self._engine.connect() as connection:
                wrapped = connection.execute(_wrapped_key(subject)).scalar()
            return self._remember(subject, wrapped) if wrapped else None

    def _remember(self, subject: UUID, wrapped: bytes) -> AESGCM:
        nonce, box = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            key = AESGCM(self._wrapping.decrypt(nonce, box, subject.bytes))
        except InvalidTag as error:
            raise VaultBroken("a subject's key cannot be unwrapped") from error
        if len(self._known) >= CACHED_KEYS_MAX:
            self._known.clear()
        self._known[subject] = key
        return key


def _wrapped_key(subject: UUID) -> Select[Any]:
    return select(tables.subject_keys.c.wrapped).where(
        tables.subject_keys.c.subject == subject.bytes
    )


def _bound(subject: UUID, field: str) -> bytes:
    """A box moved to another person or field does not open."""
    return subject.bytes + field.encode()
