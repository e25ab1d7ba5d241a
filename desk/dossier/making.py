"""A dossier from the rows of a log: events, proofs, checkpoints, files, verifier, manifest, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from desk.dossier.lines import line_of
from desk.dossier.read_me import README
from desk.dossier.rows import Row, Rows
from desk.dossier.stand_alone import verify_py
from desk.dossier.verifier.container import MANIFEST
from desk.dossier.verifier.events import CONTEXT, EVENTS
from desk.dossier.verifier.manifest import DIGEST, FORMAT, digest_of, written
from desk.dossier.zipping import Zip
from desk.log.note import Checkpoint, checkpoint_of, note_of, origin_of
from desk.log.tree import Tree


class Part(NamedTuple):
    """Which events: all from `first` to `last`, or those at `positions`. Of topics not `shown` the hash alone.

    `context`: what stands before a range and has to be known to read it: the office, its units and people.
    """

    position: int  # of the log, up to which the dossier knows
    first: int = 1
    last: int = 0
    positions: Sequence[int] | None = None
    shown: Callable[[str], bool] = lambda _: True
    context: Sequence[int] = ()


class Enclosed(NamedTuple):
    """A file beside the events. `event`: which one names its hash; None: nothing does, it is there to be read."""

    name: str
    bites: Iterable[bytes]
    event: int | None = None


class Dossier(NamedTuple):
    """What goes into one. `notes`: checkpoints as they were signed; `keys`: of whoever signs."""

    part: Part
    about: Mapping[str, Any]
    made_by: str
    notes: Sequence[str] = ()
    keys: Sequence[str] = ()
    enclosed: Iterable[Enclosed] = ()


class _Count:
    """What was written so far."""

    events = left_out = last = 0

    def said(self, part: Part) -> dict[str, Any]:
        counted = {"events": self.events, "left_out": self.left_out}
        return counted | {"context": len(part.context)}


def dossier_zip(rows: Rows, dossier: Dossier) -> Iterator[bytes]:
    """The bytes of the zip, while it is made: memory does not grow with it."""
    part, out, count = dossier.part, Zip(), _Count()
    tree = Tree(rows.made.hashing, rows.leaves)
    named: dict[str, int] = {}
    yield from out.add("README.txt", [README.encode()])
    yield from out.add("verify.py", [verify_py().encode()])
    yield from out.add(EVENTS, _lines(rows, tree, part, count))
    if part.context:
        yield from out.add(CONTEXT, _context(rows, tree, part))
    notes = _checkpoints(rows, tree, dossier)
    for size, text in sorted(notes.items()):
        yield from out.add(f"checkpoints/{size}.txt", [text.encode()])
    if dossier.keys:
        yield from out.add("keys.txt", ["".join(f"{key}\n" for key in dossier.keys).encode()])
    for one in dossier.enclosed:
        yield from out.add(one.name, one.bites)
        if one.event is not None:
            named[one.name] = one.event
    said = _manifest(rows, tree, dossier, count) | {
        "consistency": _bridges(tree, part.position, notes),
        "files": [_file(one._asdict(), named) for one in out.files],
    }
    yield from out.add(MANIFEST, [written(said | {DIGEST: digest_of(said)})])
    yield from out.end()


def _lines(rows: Rows, tree: Tree, part: Part, count: _Count) -> Iterator[bytes]:
    whole = part.positions is None
    for row in rows.between(part.first, part.last) if whole else rows.at(part.positions or ()):
        shown = part.shown(row.topic)
        count.events, count.last = count.events + 1, row.seq
        count.left_out += not shown
        yield line_of(row, None if whole else _proof(tree, row, part), shown=shown)


def _context(rows: Rows, tree: Tree, part: Part) -> Iterator[bytes]:
    return (line_of(row, _proof(tree, row, part), shown=True) for row in rows.at(part.context))


def _proof(tree: Tree, row: Row, part: Part) -> tuple[bytes, ...]:
    return tree.inclusion(row.seq - 1, part.position)


def _checkpoints(rows: Rows, tree: Tree, dossier: Dossier) -> dict[int, str]:
    """By size: what was signed, and where nobody signed what stands there all the same."""
    part = dossier.part
    found = {size: note for size, note in map(_sized, dossier.notes) if size <= part.position}
    wanted = {part.position} | ({part.last} if part.positions is None else set())
    for size in wanted - set(found):
        checkpoint = Checkpoint(
            origin_of(rows.made.store_id), size, tree.root(size), rows.chain_at(size)
        )
        found[size] = checkpoint.text()
    return found


def _sized(note: str) -> tuple[int, str]:
    return checkpoint_of(note_of(note).text).size, note


def _bridges(tree: Tree, position: int, notes: Iterable[int]) -> list[dict[str, Any]]:
    sizes = sorted(size for size in notes if 0 < size < position)
    return [{"old": one, "proof": _hex(tree.consistency(one, position))} for one in sizes]


def _manifest(rows: Rows, tree: Tree, dossier: Dossier, count: _Count) -> dict[str, Any]:
    part = dossier.part
    whole = part.positions is None
    return {
        "format": FORMAT,
        "made_by": dossier.made_by,
        **_whose(rows),
        "about": dict(dossier.about),
        "position": part.position,
        "whole": whole,
        "first": part.first if whole else 0,
        "last": part.last if whole else count.last,
        "before": _before(rows, tree, part.first - 1 if whole else 0),
        **count.said(part),
    }


def _whose(rows: Rows) -> dict[str, Any]:
    return {"store_id": str(rows.made.store_id), "algorithm": rows.made.hashing.name}


def _before(rows: Rows, tree: Tree, seq: int) -> dict[str, Any]:
    """What whoever reads a range goes on from."""
    return {"chain": rows.chain_at(seq).hex(), "peaks": _hex(tree.peaks(seq))}


def _file(packed: dict[str, Any], named: Mapping[str, int]) -> dict[str, Any]:
    event = named.get(packed["name"])
    return packed if event is None else packed | {"event": event}


def _hex(proof: Iterable[bytes]) -> list[str]:
    return [one.hex() for one in proof]
