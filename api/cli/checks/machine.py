"""What the machine gives: rights, room, a disk that keeps its word in time, and the time of Beijing."""

from __future__ import annotations

import os
import shutil
import stat
import statistics
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api.channels_file import CHANNELS_FILE
from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.clock import stopwatch
from desk.vault.vault import DATABASE, KEY
from escalation.attempts_file import FILE as ATTEMPTS

FREE_BYTES_MIN = 1 << 30
FSYNC_SECONDS_MAX = 0.2
FSYNCS = 9
PAGE = b"\0" * 4096
PRIVATE = (
    "log.db",
    DATABASE,
    KEY,
    "tls.pem",
    "authority",
    "authority/ca.key",
    CHANNELS_FILE,
    ATTEMPTS,
)
OTHERS = 0o077


def rights(asked: Asked) -> Finding:
    """Writable by us; what must stay secret readable by nobody else."""
    folder = asked.settings.folder
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return amiss("rights", "denied", folder=folder)
    open_ = [name for name in PRIVATE if _open_to_others(folder / name, _shared(folder, name))]
    if open_:
        return amiss("rights", "open", names=" ".join(open_), folder=folder)
    return in_order("rights", folder=folder)


def room(asked: Asked) -> Finding:
    free = shutil.disk_usage(asked.settings.folder).free
    words = {"free": f"{free / (1 << 30):.1f}"}
    return in_order("room", **words) if free >= FREE_BYTES_MIN else amiss("room", "little", **words)


def fsync(asked: Asked) -> Finding:
    """Every answer to an officer waits for one of these."""
    with tempfile.TemporaryFile(dir=asked.settings.folder) as file:
        taken = statistics.median(_timed(file.fileno()) for _ in range(FSYNCS))
    words = {"ms": f"{taken * 1000:.1f}"}
    return (
        in_order("fsync", **words)
        if taken <= FSYNC_SECONDS_MAX
        else amiss("fsync", "slow", **words)
    )


def time_zone(_: Asked) -> Finding:
    try:
        zone = ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        return amiss("time-zone", "missing")
    return in_order("time-zone", zone=zone.key)


def _open_to_others(path: Path, shared: int) -> bool:
    return path.exists() and bool(path.stat().st_mode & OTHERS & ~shared)


def _shared(folder: Path, name: str) -> int:
    """The log alone may be read by the folder's group: the sealer and the witness are in it."""
    return folder.stat().st_mode & stat.S_IRGRP if name == "log.db" else 0


def _timed(descriptor: int) -> float:
    began = stopwatch()
    os.pwrite(descriptor, PAGE, 0)
    os.fsync(descriptor)
    return stopwatch() - began
