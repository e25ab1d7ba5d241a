"""A witness for logs of other offices, asked over HTTP (C2SP tlog-witness): it remembers how far it saw each of them."""

from __future__ import annotations

import base64
import binascii
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from desk.log.chain import HASHINGS, can_hash
from desk.log.note import (
    Checkpoint,
    Note,
    NoteWrong,
    Signer,
    Verifier,
    checkpoint_of,
    is_signed,
    note_of,
)
from desk.log.tree import Proof, is_consistent
from desk.seal import records
from desk.seal.outpost import locked
from desk.seal.records import Accepted, Records, Sealed

BODY_BYTES_MAX = 20_000
PROOF_MAX = 63
SIZE_TYPE = "text/x.tlog.size"


class Answer(NamedTuple):
    """As C2SP names them: 200 with a cosignature, 400, 403, 404, 409 with the size that is known, 422."""

    status: int
    body: str = ""
    type: str = "text/plain; charset=utf-8"


class Asked(NamedTuple):
    """A log says it has grown from `old`, and shows how."""

    old: int
    proof: Proof
    note: Note
    checkpoint: Checkpoint


class OtherLogs:
    """What is newest of each log is on the disk before it is answered for. Thread-safe.

    Raises FolderInUse, RecordsBroken, NoteWrong.
    """

    def __init__(self, folder: Path, signer: Signer, known: Iterable[Verifier]) -> None:
        self._lock = locked(folder / "lock")
        self._turn = threading.Lock()
        self._signer = signer
        self._known = {one.name: one for one in known}
        self._records = Records(folder / records.FILE)
        self.newest = newest_in(folder)

    def add(self, body: bytes, now: datetime) -> Answer:
        try:
            asked = _asked(body)
        except (NoteWrong, UnicodeError):
            return Answer(400)
        verifier = self._known.get(asked.checkpoint.origin)
        if verifier is None:
            return Answer(404)
        if not is_signed(asked.note, verifier):
            return Answer(403)
        with self._turn:
            return self._answered(asked, now)

    def _answered(self, asked: Asked, now: datetime) -> Answer:
        new = asked.checkpoint
        note = self.newest.get(new.origin)
        known = checkpoint_of(note.text) if note else None
        size = known.size if known else 0
        if asked.old > new.size:
            return Answer(400)
        if asked.old != size or (known and size == new.size and known.root != new.root):
            return Answer(409, f"{size}\n", SIZE_TYPE)
        if not _follows(known, new, asked.proof):
            return Answer(422)
        line = self._signer.cosign(asked.note.text, now)
        note = Note(asked.note.text, (*asked.note.signatures, line))
        self._records.append(Sealed(at=now, note=str(note)))
        self.newest[new.origin] = note
        return Answer(200, f"{line}\n")

    def close(self) -> None:
        self._records.close()
        self._lock.close()


def newest_in(folder: Path) -> dict[str, Note]:
    """The newest checkpoint of each log. Of one whose restored copy was accepted, only what came after."""
    path, newest = folder / records.FILE, dict[str, Note]()
    if not path.exists():
        return newest
    for one, _ in records.read(path):
        if isinstance(one, Sealed):
            note = note_of(one.note)
            newest[checkpoint_of(note.text).origin] = note
        elif isinstance(one, Accepted):
            newest.pop(one.origin, None)
    return newest


def _follows(known: Checkpoint | None, new: Checkpoint, proof: Proof) -> bool:
    """With whichever hash the log was made: nobody finds a proof that holds with the other one."""
    if known is None:
        return not proof
    return any(
        is_consistent(hashing, known.size, known.root, new.size, new.root, proof)
        for hashing in HASHINGS.values()
        if can_hash(hashing)
    )


def _asked(body: bytes) -> Asked:
    """Raises NoteWrong, UnicodeError."""
    head, _, text = body[:BODY_BYTES_MAX].decode().partition("\n\n")
    first, *lines = head.split("\n")
    word, _, size = first.partition(" ")
    if word != "old" or not (size.isascii() and size.isdigit() and len(size) < 18):
        raise NoteWrong("no old size")
    if len(lines) > PROOF_MAX or len(body) > BODY_BYTES_MAX:
        raise NoteWrong("too long")
    note = note_of(text)
    return Asked(int(size), tuple(map(_hash, lines)), note, checkpoint_of(note.text))


def _hash(line: str) -> bytes:
    try:
        found = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        raise NoteWrong("no base64") from None
    if len(found) != 32:
        raise NoteWrong("no hash")
    return found


def asking(old: int, proof: Proof, note: str) -> bytes:
    """The body that asks."""
    lines = "".join(f"{base64.b64encode(one).decode()}\n" for one in proof)
    return f"old {old}\n{lines}\n{note}".encode()
