"""Files and folders that are there whole or not at all, whatever happens while they are made."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from domain.kernel import Refused


class PlaceTaken(Refused):
    """此处已有内容，不覆盖"""

    EN: ClassVar[str] = "Something is here already, and is not overwritten"


class PlaceMissing(Refused):
    """上级文件夹不存在"""

    EN: ClassVar[str] = "The folder it should stand in does not exist"


@contextmanager
def built(target: Path) -> Iterator[Path]:
    """Where to make a folder that gets its name once it is whole. Raises PlaceTaken, PlaceMissing."""
    target = target.absolute()
    require_free(target)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    making = beside / target.name
    try:
        yield making
        making.chmod(0o700)
        _sync(making)
        making.rename(target)
        sync_one(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


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
