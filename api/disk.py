"""Files and folders that are there whole or not at all, whatever happens while they are made."""

from __future__ import annotations

import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from domain.kernel import Refused

MAKING = "making-"


class PlaceTaken(Refused):
    """此处已有内容，不覆盖"""

    EN: ClassVar[str] = "Something is here already, and is not overwritten"


class PlaceMissing(Refused):
    """上级文件夹不存在"""

    EN: ClassVar[str] = "The folder it should stand in does not exist"


@contextmanager
def built(target: Path) -> Iterator[Path]:
    """Where to make a folder that gets its name once it is whole. Raises PlaceTaken, PlaceMissing.

    What somebody left who was killed in the middle of it goes away with the next that is made there.
    """
    target = target.absolute()
    require_free(target)
    prefix = f".{target.name}.{MAKING}"
    for left in target.parent.glob(f"{glob.escape(prefix)}*"):
        _clear_left_over(left)
    beside = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    held = _held(beside)
    making = beside / target.name
    try:
        yield making
        making.chmod(0o700)
        _sync(making)
        making.rename(target)
        sync_one(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        os.close(held)


def _held(beside: Path) -> int:
    """Locked while its maker lives: a kill opens it. Raises BlockingIOError."""
    descriptor = os.open(beside, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _clear_left_over(beside: Path) -> None:
    try:
        held = _held(beside)
    except OSError:  # somebody works in it, or it is no folder of ours
        return
    shutil.rmtree(beside, ignore_errors=True)
    os.close(held)


def require_free(target: Path) -> None:
    """Nothing there, or an empty folder made for it. Raises PlaceTaken, PlaceMissing."""
    if not target.absolute().parent.is_dir():
        raise PlaceMissing(target.absolute().parent)
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise PlaceTaken(target)


def write_private(path: Path, content: bytes) -> None:
    """On the disk and readable by its owner alone from the first byte; the old content or the new, never half."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    sync_one(path.parent)


def sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        sync_one(path)
