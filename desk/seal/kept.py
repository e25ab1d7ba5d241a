"""A sealer's and a witness's files as evidence on a log: read with no key but the public one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from desk.log.evidence import Evidence, Fault
from desk.log.note import Checkpoint, Note, NoteWrong, Verifier, checkpoint_of, is_signed, note_of
from desk.seal import records
from desk.seal.keeper import leaves_file
from desk.seal.outpost import history_of
from desk.seal.records import Accepted, RecordsBroken, Sealed

UNSIGNED = "a checkpoint is not signed with the key that is trusted"
FOREIGN = "a checkpoint is of another log"
LOST = "a checkpoint that the witness has is not with the sealer"
UNREADABLE = "checkpoints cannot be read"


class Kept(NamedTuple):
    """The checkpoints of the history in force, by size; `fault` where the file ends in what nobody wrote."""

    notes: dict[int, tuple[Note, Checkpoint]]
    fault: Fault | None = None


class Trust(NamedTuple):
    """Which log, and whose signature counts for it."""

    origin: str
    verifier: Verifier


def checkpoints_in(path: Path) -> Kept:
    """Of a folder, of its file of records, or of a file with one signed note."""
    path = path / records.FILE if path.is_dir() else path
    notes: dict[int, tuple[Note, Checkpoint]] = {}
    try:
        for note, checkpoint, after in _read(path):
            if after is not None:
                notes = {size: one for size, one in notes.items() if size <= after}
            elif note and checkpoint:
                notes[checkpoint.size] = note, checkpoint
    except (NoteWrong, RecordsBroken, OSError, UnicodeError):
        return Kept(notes, Fault(max(notes, default=0) + 1, UNREADABLE))
    return Kept(notes)


def evidence(trust: Trust, seals: Iterable[Kept], witness: Path | None) -> Evidence:
    """What sealers' files and a witness's folder say of the log; what is wrong with them is in it."""
    answered = checkpoints_in(witness) if witness else Kept({})
    faults: list[Fault] = [answered.fault] if answered.fault else []
    good: dict[str, Checkpoint] = {}
    for kept in seals:
        faults += [*_lost(kept, answered), *([kept.fault] if kept.fault else [])]
        faults += _unsound(trust, kept, good)
    faults += _unsound(trust, answered, good)
    leaves = leaves_in(witness) if witness else b""
    return Evidence(leaves, tuple(good.values()), tuple(faults))


def leaves_in(folder: Path) -> bytes:
    """Of the history in force. Raises OSError."""
    return leaves_file(folder, history_of(folder)).read_bytes()


def _unsound(trust: Trust, kept: Kept, good: dict[str, Checkpoint]) -> Iterator[Fault]:
    """Puts what is sound among the good, by its text: the witness's copies need no second look."""
    for size, (note, checkpoint) in kept.notes.items():
        if note.text in good:
            continue
        if checkpoint.origin != trust.origin:
            yield Fault(size, FOREIGN)
        elif not is_signed(note, trust.verifier):
            yield Fault(size, UNSIGNED)
        else:
            good[note.text] = checkpoint


def _lost(kept: Kept, answered: Kept) -> Iterator[Fault]:
    for size, (note, _) in answered.notes.items():
        if size not in kept.notes or kept.notes[size][0].text != note.text:
            yield Fault(size, LOST)


def _read(path: Path) -> Iterator[tuple[Note | None, Checkpoint | None, int | None]]:
    """Checkpoints with their notes; or after which position a restored copy was accepted."""
    with path.open("rb") as file:
        lines = file.read(1) == b"{"
    if not lines and path.stat().st_size:
        note = note_of(path.read_text(encoding="utf-8"))
        yield note, checkpoint_of(note.text), None
        return
    for one, _ in records.read(path):
        if isinstance(one, Sealed):
            note = note_of(one.note)
            yield note, checkpoint_of(note.text), None
        elif isinstance(one, Accepted):
            yield None, None, one.after
