"""Dossiers to check and to spoil, and the verifier as a stranger runs it: one file, no product, no packages."""

from __future__ import annotations

import io
import subprocess
import sys
import types
import zipfile
from contextlib import redirect_stdout
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.dossier.making import Dossier, Enclosed, Part, dossier_zip
from desk.dossier.rows import Rows
from desk.dossier.stand_alone import verify_py
from desk.log.chain import SHA256
from desk.log.log import open_log
from desk.log.note import COSIGNATURE, Checkpoint, Note, Signer, origin_of
from desk.log.tree import Tree
from tests.support.log_fixtures import NINE, STORE, SetClock, taken, write

EVENTS, STREAMS = 40, 5
ORIGIN = origin_of(STORE)
SEALER = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"s" * 32))
WITNESS = Signer("city", Ed25519PrivateKey.from_private_bytes(b"w" * 32), COSIGNATURE)
STRANGER = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"x" * 32))
ABOUT = {"kind": "period"}


def a_log_of(folder, events=EVENTS, *, hashing=SHA256):
    """Five streams in turn, a second apart."""
    clock = SetClock()
    log = open_log(folder, clock, new_store_id=STORE, hashing=hashing)
    for number in range(events):
        stream, version = f"流{number % STREAMS}", number // STREAMS
        write(log, stream, version, taken(version + 1, f"突发“{number}”"))
        clock.turn(seconds=1)
    log.close()
    return folder / "log.db"


def note_at(log, size, *signers):
    with Rows(log) as rows:
        root = Tree(rows.made.hashing, rows.leaves).root(size)
        text = Checkpoint(ORIGIN, size, root, rows.chain_at(size)).text()
    lines = [one.cosign(text, NINE) if one is WITNESS else one.sign(text) for one in signers]
    return str(Note(text, tuple(lines)))


def made(log, part=None, notes=(), keys=(), enclosed=()):
    with Rows(log) as rows:
        part = part or Part(rows.newest, 1, rows.newest)
        told = Dossier(part, ABOUT, "shoubao", notes, keys, enclosed)
        return b"".join(dossier_zip(rows, told))


def every_fifth(upto=EVENTS):
    """One whole stream: a selection."""
    return Part(upto, positions=list(range(2, upto + 1, STREAMS)))


def unpacked(dossier: bytes, folder):
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(dossier)) as packed:
        packed.extractall(folder)
    return folder


def repacked(folder) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            packed.write(file, file.relative_to(folder))
    return out.getvalue()


@cache
def stand_alone() -> types.ModuleType:
    """The joined file itself, loaded here because a process for each of a thousand trials takes minutes."""
    module = types.ModuleType("verify")
    module.__file__ = "/nowhere/verify.py"
    exec(compile(verify_py(), "verify.py", "exec"), module.__dict__)
    return module


def said_of(place, *keys):
    """Exit code and words. Whatever is raised beside that is a traceback at a stranger's."""
    out = io.StringIO()
    arguments = [str(place), *(part for key in keys for part in ("--key", str(key)))]
    with redirect_stdout(out):
        code = stand_alone().main(arguments)
    return code, out.getvalue()


def run_apart(folder, *arguments):
    """In `folder`, which holds verify.py, with Python alone."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={},
        timeout=60,
        check=False,
    )


def enclosed(name, content, event=None):
    return Enclosed(name, [content], event)
