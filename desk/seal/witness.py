"""A second pair of eyes on one log: reads it itself, and answers for the sealer's checkpoints that agree."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desk.log.evidence import Fault
from desk.log.note import (
    Checkpoint,
    Note,
    NoteWrong,
    Signer,
    Verifier,
    checkpoint_of,
    is_signed,
    note_of,
    verifier_of,
)
from desk.seal import records
from desk.seal.kept import checkpoints_in
from desk.seal.keys import published
from desk.seal.outpost import Outpost
from desk.seal.records import Accepted, Gainsaid, RecordsBroken, Sealed
from desk.seal.source import Place

TRUSTED = "seal.pub"  # the sealer's key as it was first met, or as a person brought it


class LocalWitness:
    """`seal` is the sealer's folder, of which only what everybody may read is read."""

    def __init__(self, outpost: Outpost, signer: Signer, seal: Path) -> None:
        self.outpost, self._keeper = outpost, outpost.keeper
        self._signer, self._seal = signer, seal
        self.size = max(checkpoints_in(outpost.folder).notes, default=0)
        self.doubt: Fault | None = None
        self._place = self._keeper.place_at(min(self.size, self._keeper.head.seq))
        self._offset = 0

    @property
    def fault(self) -> Fault | None:
        return self.outpost.fault or self.doubt

    def look(self, reread: int, now: datetime) -> bool:
        """Whether there is more to be done at once."""
        taken = self.outpost.look(reread, now)
        if not self.outpost.fault:
            self._answer(now)
        return len(taken) > 0

    def _answer(self, now: datetime) -> None:
        """To every checkpoint since the last look, up to one that is ahead of what was read here."""
        path = self._seal / records.FILE
        if not path.exists():
            return
        if path.stat().st_size < self._offset:
            self.doubt = Fault(self.size, "the sealer's file has lost checkpoints")
            return
        try:
            if self.doubt:
                self._offset = max(self._offset, _accepted_in(path))
            self._read(path, now)
        except (RecordsBroken, NoteWrong):
            self.doubt = Fault(self.size, "the sealer's file cannot be read")

    def _read(self, path: Path, now: datetime) -> None:
        for one, end in records.read(path, self._offset):
            if isinstance(one, Sealed) and not self._taken(one, now):
                return
            self._offset = end

    def _taken(self, one: Sealed, now: datetime) -> bool:
        """False: not yet, or never. What was answered for before is passed over."""
        note = note_of(one.note)
        checkpoint = checkpoint_of(note.text)
        if checkpoint.size <= self.size:
            return True
        if checkpoint.size > self._keeper.head.seq:
            return False
        if self._doubted(note, checkpoint, now):
            return False
        signed = (*note.signatures, self._signer.cosign(note.text, now))
        self.outpost.records.append(Sealed(at=now, note=str(Note(note.text, signed))))
        self.size = checkpoint.size
        return True

    def _doubted(self, note: Note, checkpoint: Checkpoint, now: datetime) -> bool:
        reason = self._against(note, checkpoint)
        doubt = Fault(checkpoint.size, reason) if reason else None
        if doubt and doubt != self.doubt:
            self.outpost.records.append(Gainsaid(at=now, seq=doubt.seq, reason=doubt.reason))
        self.doubt = doubt
        return doubt is not None

    def _against(self, note: Note, checkpoint: Checkpoint) -> str:
        """By its own leaves: they tell it whether this follows on all it answered for."""
        self._place = self._keeper.place_at(checkpoint.size, self._place)
        if not is_signed(note, self.trusted()):
            return "it is not signed with the key that is trusted"
        if checkpoint.origin != self.outpost.origin:
            return "it is of another log"
        sealed_as = Place(checkpoint.size, checkpoint.chain)
        same = checkpoint.root == self._keeper.tree.root(checkpoint.size)
        return "" if same and sealed_as == self._place else "another history was sealed"

    def trusted(self) -> Verifier:
        """On first use what the sealer publishes. Raises NoteWrong, OSError."""
        path = self.outpost.folder / TRUSTED
        if not path.exists():
            trust(self.outpost.folder, published(self._seal))
        return verifier_of(path.read_text(encoding="utf-8"))


def trust(folder: Path, verifier: Verifier) -> None:
    """From now on this key and no other."""
    fresh = folder / f".{TRUSTED}.new"
    fresh.write_text(f"{verifier}\n", encoding="utf-8")
    fresh.chmod(0o644)
    fresh.replace(folder / TRUSTED)


def _accepted_in(path: Path) -> int:
    """Behind the last copy that a person accepted at the sealer: what it signed before is of another history."""
    return max((end for one, end in records.read(path) if isinstance(one, Accepted)), default=0)
