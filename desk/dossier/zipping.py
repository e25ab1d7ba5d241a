"""A zip made while it is sent: the same files give the same bytes, and none of it is kept."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip can name: when it was made is no part of it
PERMISSIONS = 0o100644 << 16
LEVEL = 6
PACKED_ALREADY = (".pdf", ".docx", ".jpg", ".jpeg", ".png", ".xlsx", ".zip")


class Packed(NamedTuple):
    """A file as it lies in the zip."""

    name: str
    bytes: int
    sha256: str


class Zip:
    """Takes files one after another; what is ready to be sent is taken from it in between."""

    def __init__(self) -> None:
        self._pipe = _Pipe()
        self._zip = zipfile.ZipFile(self._pipe, "w")
        self.files: list[Packed] = []

    def add(self, name: str, bites: Iterable[bytes]) -> Iterator[bytes]:
        """What is ready, as it becomes so."""
        size, hashed = 0, hashlib.sha256()
        with self._zip.open(_entry(name), "w", force_zip64=True) as file:
            for bite in bites:
                file.write(bite)
                size += len(bite)
                hashed.update(bite)
                yield from self._pipe.ready()
        self.files.append(Packed(name, size, hashed.hexdigest()))
        yield from self._pipe.ready()

    def end(self) -> Iterator[bytes]:
        self._zip.close()
        yield from self._pipe.ready()


class _Pipe:
    """Written to by the zip, which then knows that it cannot go back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Whoever sends ends the sending."""

    def ready(self) -> Iterator[bytes]:
        if self._waiting:
            yield b"".join(self._waiting)
            self._waiting.clear()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_DAY)
    stored = name.lower().endswith(PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry._compresslevel = LEVEL  # type: ignore[attr-defined]
    entry.external_attr, entry.create_system = PERMISSIONS, 3
    return entry
