"""A dossier of the whole log: what making it costs in memory, and checking it beside the least that could."""

from __future__ import annotations

import hashlib
import multiprocessing
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from api.bench.figures import Figure, against_floor
from api.bench.ground import Ground
from api.bench.rebuilds import peak_mb
from api.clock import stopwatch
from desk.dossier.making import Dossier, Part, dossier_zip
from desk.dossier.rows import Rows
from desk.dossier.stand_alone import verify_py
from desk.dossier.verifier.events import EVENTS

ROUNDS = 3  # of a minute each
HASHES = 3  # an event: its own, the chain's, the tree's


def measure_dossier(ground: Ground, _: float) -> tuple[Figure, Figure]:
    """The growth of a child while it writes one; then how fast the file inside checks it."""
    out = ground.folder / "dossier.zip"
    grown = _made_apart(ground.log.path, out)
    verifier = ground.folder / "verify.py"
    verifier.write_text(verify_py(), encoding="utf-8")
    floor, ours = [], []
    for _round in range(ROUNDS):
        floor.append(_least(out))
        ours.append(_checked(verifier, out))
    figure = against_floor(ours, floor, lambda mine, least: least / mine)
    events = ground.log.head().seq
    detail = {"events": float(events), "events_per_s": events / figure.ours}
    return grown, figure._replace(detail=detail)


def _made_apart(log: Path, out: Path) -> Figure:
    context = multiprocessing.get_context("spawn")
    parent, child = context.Pipe()
    process = context.Process(target=_child, args=(child, log, out))
    process.start()
    child.close()
    try:
        before, after, seconds = parent.recv()
    finally:
        process.join()
    return Figure(after - before, after, before, detail={"seconds": seconds})


def _child(pipe: Any, log: Path, out: Path) -> None:
    with Rows(log) as rows, out.open("wb") as file:
        dossier = Dossier(Part(rows.newest, 1, rows.newest), {}, "bench")
        _write(rows, dossier._replace(part=Part(1, 1, 1)), log.with_name("first.zip"))
        before, began = peak_mb(), stopwatch()
        file.writelines(dossier_zip(rows, dossier))
        pipe.send((before, peak_mb(), stopwatch() - began))
    pipe.close()


def _write(rows: Rows, dossier: Dossier, out: Path) -> None:
    """A first one, so that what is loaded once is not counted."""
    with out.open("wb") as file:
        file.writelines(dossier_zip(rows, dossier))


def _least(dossier: Path) -> float:
    """The lines read, hashed as a file, and as often as any proof needs."""
    began, whole = stopwatch(), hashlib.sha256()
    with zipfile.ZipFile(dossier) as packed, packed.open(EVENTS) as lines:
        for line in lines:
            whole.update(line)
            for _ in range(HASHES):
                hashlib.sha256(line).digest()
    return stopwatch() - began


def _checked(verifier: Path, dossier: Path) -> float:
    began = stopwatch()
    command = [sys.executable, "-I", "-S", str(verifier), str(dossier)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - ours
    return stopwatch() - began
