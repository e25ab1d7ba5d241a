"""What witnesses answered to a sealer's checkpoints, each answer checked and kept beside them."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from pathlib import Path

from desk.log.note import Note, NoteWrong, Verifier, checkpoint_of, cosigned_at, note_of
from desk.seal import records
from desk.seal.keys import published
from desk.seal.outpost import Outpost
from desk.seal.records import Accepted, Cosigned, RecordsBroken, Sealed
from desk.seal.state import Anchor


class Answers:
    """The newest answer of each witness; and how long the oldest event has waited for one."""

    def __init__(self, outpost: Outpost) -> None:
        self._outpost = outpost
        self.anchors = _anchors(outpost.records.path)
        self._waiting: deque[tuple[int, datetime]] = deque()

    @property
    def anchored(self) -> int:
        return max((one.size for one in self.anchors.values()), default=0)

    def take(self, text: str, line: str, verifier: Verifier, now: datetime) -> bool:
        """Whether it is that witness's word on a checkpoint of the history in force. Raises NoteWrong."""
        checkpoint, keeper = checkpoint_of(text), self._outpost.keeper
        size, known = checkpoint.size, self.anchors.get(verifier.name)
        if cosigned_at(Note(text, (line,)), verifier) is None or size > keeper.head.seq:
            return False
        if checkpoint.root != keeper.tree.root(size):
            return False
        if known is None or known.size < size:
            self._outpost.records.append(Cosigned(at=now, size=size, name=verifier.name, line=line))
            self.anchors[verifier.name] = Anchor(verifier.name, size, now)
        return True

    def waiting_since(self, seen: int, now: datetime) -> datetime | None:
        """When the oldest event came that nobody has answered for; None: there is none."""
        while self._waiting and self._waiting[0][0] <= self.anchored:
            self._waiting.popleft()
        newest = self._waiting[-1][0] if self._waiting else self.anchored
        if seen > newest:
            self._waiting.append((seen, now))
        return self._waiting[0][1] if self._waiting else None


def _anchors(path: Path) -> dict[str, Anchor]:
    anchors: dict[str, Anchor] = {}
    for one, _ in records.read(path):
        if isinstance(one, Cosigned):
            anchors[one.name] = Anchor(one.name, one.size, one.at)
        elif isinstance(one, Accepted):
            anchors = {name: found for name, found in anchors.items() if found.size <= one.after}
    return anchors


class BesideUs:
    """A witness on the same machine: its file is read, and nobody asks anybody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._offset = 0

    def look(self, _: object, answers: Answers, now: datetime) -> None:
        """A witness that is not there, or whose file is no such file, has answered nothing."""
        path = self._folder / records.FILE
        try:
            verifier = published(self._folder)
            if path.stat().st_size < self._offset:
                self._offset = 0
            for one, end in records.read(path, self._offset):
                self._offset = end
                if isinstance(one, Sealed):
                    self._take(note_of(one.note), verifier, answers, now)
        except (OSError, NoteWrong, RecordsBroken):
            return

    def _take(self, note: Note, verifier: Verifier, answers: Answers, now: datetime) -> None:
        """Of a note with several signatures the one that is the witness's."""
        known = answers.anchors.get(verifier.name)
        if known and known.size >= checkpoint_of(note.text).size:
            return
        any(answers.take(note.text, line, verifier, now) for line in note.signatures)
