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
from desk.seal.records import Accepted, Gainsaid, Kind, Records, Sealed

BODY_BYTES_MAX = 20_000
PROOF_MAX = 63
SIZE_TYPE = "text/x.tlog.size"
OTHERWISE = "another history was sealed"
UNPROVEN = "what was sealed is not shown to go on from what was answered for"


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


class Seen:
    """What was answered for last of each log, and what its key signed that does not go with that.

    A contradiction stands until that very checkpoint is answered for, or a person accepts a restored copy.
    """

    def __init__(self) -> None:
        self.newest: dict[str, Note] = {}
        self.gainsaid: dict[str, dict[str, Gainsaid]] = {}  # by origin, and what was signed

    def take(self, one: Kind) -> None:
        if isinstance(one, Sealed):
            note = note_of(one.note)
            origin = checkpoint_of(note.text).origin
            self.newest[origin] = note
            self.gainsaid.get(origin, {}).pop(note.text, None)
        elif isinstance(one, Accepted):
            self.newest.pop(one.origin, None)
            self.gainsaid.pop(one.origin, None)
        elif isinstance(one, Gainsaid) and one.note:
            signed = self.gainsaid.setdefault(one.origin, {})
            signed.setdefault(note_of(one.note).text, one)

    def holds_against(self, note: Note, origin: str) -> bool:
        return note.text in self.gainsaid.get(origin, {})

    def contradictions(self) -> list[Gainsaid]:
        """The first of each log."""
        standing = sorted(self.gainsaid.items())
        return [next(iter(signed.values())) for _, signed in standing if signed]


class OtherLogs:
    """What is newest of each log is on the disk before it is answered for, and so is what contradicts it. Thread-safe.

    Raises FolderInUse, RecordsBroken, NoteWrong.
    """

    def __init__(self, folder: Path, signer: Signer, known: Iterable[Verifier]) -> None:
        self._lock = locked(folder / "lock")
        self._turn = threading.Lock()
        self._signer = signer
        self._known = {one.name: one for one in known}
        self._records = Records(folder / records.FILE)
        self._seen = seen_in(folder)

    @property
    def newest(self) -> dict[str, Note]:
        with self._turn:
            return dict(self._seen.newest)

    def contradictions(self) -> list[Gainsaid]:
        with self._turn:
            return self._seen.contradictions()

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
        new, note = asked.checkpoint, self._seen.newest.get(asked.checkpoint.origin)
        known = checkpoint_of(note.text) if note else None
        size = known.size if known else 0
        if asked.old > new.size:
            return Answer(400)
        if forked := known is not None and size == new.size and known.root != new.root:
            self._gainsay(asked, OTHERWISE, now)
        if forked or asked.old != size:
            return Answer(409, f"{size}\n", SIZE_TYPE)
        if not _follows(known, new, asked.proof):
            if new.size > size > 0:
                self._gainsay(asked, UNPROVEN, now)
            return Answer(422)
        line = self._signer.cosign(asked.note.text, now)
        signed = Note(asked.note.text, (*asked.note.signatures, line))
        self._keep(Sealed(at=now, note=str(signed)))
        return Answer(200, f"{line}\n")

    def _gainsay(self, asked: Asked, reason: str, now: datetime) -> None:
        """It is signed, and stays. OTHERWISE proves two histories; UNPROVEN asks for the proof that was not given."""
        new = asked.checkpoint
        if not self._seen.holds_against(asked.note, new.origin):
            note = str(asked.note)
            self._keep(Gainsaid(at=now, seq=new.size, reason=reason, origin=new.origin, note=note))

    def _keep(self, one: Sealed | Gainsaid) -> None:
        self._records.append(one)
        self._seen.take(one)

    def close(self) -> None:
        self._records.close()
        self._lock.close()


def seen_in(folder: Path) -> Seen:
    """Of a log whose restored copy was accepted, only what came after."""
    path, seen = folder / records.FILE, Seen()
    if path.exists():
        for one, _ in records.read(path):
            seen.take(one)
    return seen


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
