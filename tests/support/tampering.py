"""Twelve ways to tamper with a log, each as smart as it can be, and the first position that is bad after it.

tampered = TAMPERINGS["swap"]
first_bad = tampered(world, dice)      # world: a copy of a log with its sealer's and its witness's folder
"""

from __future__ import annotations

import json
import shutil
from functools import partial

from desk.log.log import FILE
from desk.log.note import ED25519, Note, Signer, checkpoint_of, note_of
from desk.log.tree import Tree
from desk.seal import records
from desk.seal.keys import PUBLIC
from desk.seal.records import Sealed
from tests.support.rewriting import numbered, rewritten, versioned
from tests.support.sealing import a_key

FORGED = a_key(b"f")


def at(rows, dice):
    """An index, and the position there."""
    index = dice.randrange(len(rows))
    return index, rows[index].seq


def of_rows(change):
    """A way that is told by rows: `change` answers with new rows and the first bad position."""

    def tampering(world, dice):
        found = []

        def rewriting(rows):
            new, seq = change(rows, dice)
            found.append(seq)
            return new

        rewritten(world.office, rewriting)
        return found[0]

    return tampering


def replaced(rows, index, **columns):
    return [*rows[:index], rows[index]._replace(**columns), *rows[index + 1 :]]


def edit(rows, dice):
    index, seq = at(rows, dice)
    said = json.loads(rows[index].state)
    said["meta"]["via"] = dice.choice(["phone", "page", "desk2"])
    return replaced(rows, index, state=json.dumps(said).encode()), seq


def one_bit(rows, dice):
    index, seq = at(rows, dice)
    column = dice.choice(["state", "state", "stream", "recorded_at", "topic"])
    value = getattr(rows[index], column)
    if isinstance(value, int):
        return replaced(rows, index, **{column: value ^ 1 << dice.randrange(40)}), seq
    turned = bytearray(value.encode() if isinstance(value, str) else value)
    turned[dice.randrange(len(turned))] ^= 1 << dice.randrange(7)
    new = turned.decode() if isinstance(value, str) else bytes(turned)
    return replaced(rows, index, **{column: new}), seq


def topic(rows, dice):
    index, seq = at(rows, dice)
    return replaced(rows, index, topic=f"{rows[index].topic}-not"), seq


def version(rows, dice):
    index, seq = at(rows, dice)
    column = dice.choice(["version", "stream_version"])
    return replaced(rows, index, **{column: getattr(rows[index], column) + 1_000}), seq


def delete(rows, dice):
    """The gap stays."""
    index, seq = at(rows[:-1], dice)
    return [*rows[:index], *rows[index + 1 :]], seq


def renumber(rows, dice):
    """And the gap is closed: positions and versions are counted anew."""
    index, seq = at(rows, dice)
    return list(versioned(numbered([*rows[:index], *rows[index + 1 :]]))), seq


def swap(rows, dice):
    """What two positions say; their times stay where they are."""
    first, second = sorted(dice.sample(range(len(rows)), 2))
    new = list(rows)
    for here, there in ((first, second), (second, first)):
        new[here] = rows[there]._replace(recorded_at=rows[here].recorded_at, seq=rows[here].seq)
    return list(versioned(new)), rows[first].seq


def insert(rows, dice):
    index, seq = at(rows, dice)
    forged = rows[index]._replace(stream=dice.randbytes(16), stream_version=1)
    return numbered([*rows[:index], forged, *rows[index:]]), seq


def truncate(rows, dice):
    index, seq = at(rows, dice)
    return rows[:index], seq


def older_copy(world, dice):
    """A backup put back in one piece, and worked on or not."""
    copy = dice.choice(world.copies)
    shutil.copy(copy.path, world.office / FILE)
    more = dice.randrange(3)
    rewritten(world.office, partial(worked_on, dice=dice, more=more))
    return copy.events + 1


def worked_on(rows, dice, more):
    for _ in range(more):
        last = rows[-1]
        new = last._replace(seq=last.seq + 1, stream=dice.randbytes(16), stream_version=1)
        rows = [*rows, new]
    return rows


def without_checkpoints(world, dice):
    """By whoever owns the sealer's folder: from one on, one alone, or all of them."""
    sizes = [checkpoint_of(note.text).size for note in world.notes]
    first = dice.randrange(len(sizes))
    gone = dice.choice([sizes[first:], sizes[first : first + 1], sizes])
    put_down(
        world, [note for note, size in zip(world.notes, sizes, strict=True) if size not in gone]
    )
    return gone[0]


def forged_key(world, dice):
    """And the history under it is another, or the same."""
    first = checkpoint_of(world.notes[0].text).size
    if dice.random() < 0.5:
        first = min(first, of_rows(edit)(world, dice))
    signer = Signer(world.origin, FORGED, ED25519)
    put_down(world, [resigned(world, note, signer) for note in world.notes])
    (world.seal / PUBLIC).write_text(f"{signer.verifier}\n")
    return first


def resigned(world, note, signer):
    """As the sealer would sign what the log says now."""
    checkpoint = checkpoint_of(note.text)
    leaves, links = world.hashed()
    tree = Tree(world.hashing, lambda start, end: leaves[start:end])
    size = checkpoint.size
    text = checkpoint._replace(root=tree.root(size), chain=links[size - 1]).text()
    return Note(text, (signer.sign(text),))


def put_down(world, notes):
    path = world.seal / records.FILE
    path.unlink()
    kept = records.Records(path)
    kept.append(*(Sealed(at=world.at, note=str(note)) for note in notes))
    kept.close()


def noted(folder):
    found = (one for one, _ in records.read(folder / records.FILE))
    return [note_of(one.note) for one in found if isinstance(one, Sealed)]


TAMPERINGS = {
    "edit": of_rows(edit),
    "one bit": of_rows(one_bit),
    "topic": of_rows(topic),
    "version": of_rows(version),
    "delete": of_rows(delete),
    "renumber": of_rows(renumber),
    "swap": of_rows(swap),
    "insert": of_rows(insert),
    "truncate": of_rows(truncate),
    "older copy": older_copy,
    "delete checkpoints": without_checkpoints,
    "forged key": forged_key,
}
SEAMLESS = {"edit", "topic", "renumber", "swap", "insert", "truncate", "older copy"}
