"""A dossier as a zip or as a folder it was unpacked into: its files by name, read once and in small bites."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from struct import error as UnpackingFailed  # noqa: N812
from typing import IO, Any

from desk.dossier.verifier.words import Wrong

MANIFEST = "manifest.json"
LINE_BYTES_MAX = 64 << 20
SMALL_BYTES_MAX = 64 << 20
BITE = 1 << 20
UNREADABLE = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(ValueError, MemoryError, OverflowError, UnpackingFailed),
)
SWEPT_IN = {"Thumbs.db", "desktop.ini"}  # by whatever showed the folder


class Container:
    """Raises Wrong, also while a file is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip = None if path.is_dir() else _opened(path)
        self.names = self._names()

    def small(self, name: str) -> bytes:
        """A whole file. Raises Wrong."""
        with self._open(name) as file:
            content = _read(name, file.read, SMALL_BYTES_MAX + 1)
        if len(content) > SMALL_BYTES_MAX:
            raise Wrong("file-changed", name)
        return content

    def bites(self, name: str) -> Iterator[bytes]:
        with self._open(name) as file:
            while True:
                bite = _read(name, file.read, BITE)
                if not bite:
                    return
                yield bite

    def lines(self, name: str, hashed: Any) -> Iterator[bytes]:
        """`hashed` is told every line as well."""
        with self._open(name) as packed:
            file = BufferedReader(packed, BITE)  # type: ignore[type-var]  # a zip's own is slow
            while True:
                line = _read(name, file.readline, LINE_BYTES_MAX)
                if not line:
                    return
                hashed.update(line)
                yield line

    def _open(self, name: str) -> IO[bytes]:
        if name not in self.names:
            raise Wrong("file-missing", name)
        try:
            return self._zip.open(name) if self._zip else (self.path / name).open("rb")
        except UNREADABLE:
            raise Wrong("file-changed", name) from None

    def _names(self) -> set[str]:
        if self._zip:
            names = self._zip.namelist()
            if len(set(names)) != len(names):
                raise Wrong("container", code=2)
            return set(names)
        files = (one for one in self.path.rglob("*") if not one.is_dir())
        found = (one.relative_to(self.path).as_posix() for one in files)
        return {one for one in found if one not in SWEPT_IN and not one.startswith(".")}


def sha256_of(container: Container, name: str) -> tuple[int, str]:
    """Bytes, and their hash."""
    size, hashed = 0, hashlib.sha256()
    for bite in container.bites(name):
        size += len(bite)
        hashed.update(bite)
    return size, hashed.hexdigest()


def _opened(path: Path) -> zipfile.ZipFile:
    if not path.is_file():
        raise Wrong("nothing", str(path), code=2)
    try:
        return zipfile.ZipFile(path)
    except UNREADABLE:
        raise Wrong("container", str(path), code=2) from None


def _read(name: str, read: Any, most: int) -> bytes:
    try:
        return bytes(read(most))
    except UNREADABLE:
        raise Wrong("file-changed", name) from None
