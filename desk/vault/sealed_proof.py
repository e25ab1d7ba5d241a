"""Whether the words that a log holds sealed can be opened by the vault and key beside it, without opening one for work."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk.vault.accounts import VaultBroken
from desk.vault.fitting import key_fits
from desk.vault.keys import NONCE_BYTES, derived, read_master_key
from desk.vault.vault import DATABASE, KEY

SEALED = re.compile(rb'"box":"[^"]+","subject":"([0-9a-f-]{36})"')  # canonical: keys are sorted
HOLDS_ONE = "SELECT state FROM event WHERE instr(state, ?)"
MARK = b'"box":"'


def prove_sealed(folder: Path, log: Path) -> int:
    """Of a vault that nobody writes to: returns how many subjects the log names. Raises VaultBroken."""
    if not key_fits(folder):
        raise VaultBroken(f"{KEY} does not belong to this {DATABASE}")
    wrapping = AESGCM(
        derived(read_master_key(folder / KEY, _no_chance, make=False), "subject keys")
    )
    keys = _wrapped_keys(folder / DATABASE)
    subjects = _subjects(log)
    for subject in subjects:
        if subject.bytes not in keys:
            raise VaultBroken(f"{DATABASE} lacks the key of a word that the log holds sealed")
        _unwrap(wrapping, subject, keys[subject.bytes])
    return len(subjects)


def _subjects(log: Path) -> set[UUID]:
    with closing(_reading(log)) as reading:
        return {
            UUID(found.decode())
            for (state,) in reading.execute(HOLDS_ONE, (MARK,))
            for found in SEALED.findall(state)
        }


def _wrapped_keys(vault: Path) -> dict[bytes, bytes | None]:
    """None: erased, which is lawful."""
    with closing(_reading(vault)) as reading:
        return dict(reading.execute("SELECT subject, wrapped FROM subject_key"))


def _unwrap(wrapping: AESGCM, subject: UUID, wrapped: bytes | None) -> None:
    if wrapped is None:
        return
    try:
        wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], subject.bytes)
    except InvalidTag as error:
        raise VaultBroken("a subject's key cannot be unwrapped") from error


def _reading(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


def _no_chance(count: int) -> bytes:
    raise AssertionError("nothing is made here")
