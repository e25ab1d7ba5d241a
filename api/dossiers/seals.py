"""Checkpoints that a dossier carries, as a sealer's folder keeps them, with the witnesses' lines it was given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from desk.dossier.making import Part
from desk.log.note import NoteWrong
from desk.seal import records
from desk.seal.kept import checkpoints_in
from desk.seal.keys import published
from desk.seal.outpost import recorded
from desk.seal.records import Cosigned, RecordsBroken


class Seals(NamedTuple):
    """Nothing, where nobody seals: the dossier then says that it is not signed."""

    notes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def seals_in(folder: Path | None, part: Part) -> Seals:
    """What cannot be read signs nothing."""
    if folder is None:
        return Seals()
    notes = checkpoints_in(folder / records.FILE).notes
    chosen = _chosen(notes, part)
    try:
        lines = _cosigned(folder, chosen)
        keys = (str(published(folder)),)
    except (NoteWrong, RecordsBroken, OSError):
        return Seals()
    return Seals(tuple(f"{notes[size][0]}{lines[size]}" for size in chosen), keys)


def _chosen(sizes: Iterable[int], part: Part) -> list[int]:
    """The newest; of a range also the last one before it and the first one after it."""
    known = sorted(size for size in sizes if size <= part.position)
    before = [size for size in known if size < part.first] if part.positions is None else []
    after = [size for size in known if size >= part.last] if part.positions is None else []
    return sorted({*before[-1:], *after[:1], *known[-1:]})


def _cosigned(folder: Path, sizes: Iterable[int]) -> dict[int, str]:
    lines = dict.fromkeys(sizes, "")
    for one in recorded(folder):
        if isinstance(one, Cosigned) and one.size in lines and one.line not in lines[one.size]:
            lines[one.size] += f"{one.line}\n"
    return lines
