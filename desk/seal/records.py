"""What a sealer or a witness did, line by line: never shortened, and synced before anybody is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

FILE = "records.ndjson"


class Record(msgspec.Struct, frozen=True, tag_field="kind", kw_only=True):
    """`at` is the time of whoever wrote it."""

    at: datetime


class Sealed(Record, frozen=True, tag="sealed"):
    """A checkpoint as it was signed: by the sealer, and in a witness's file by the witness as well."""

    note: str


class Cosigned(Record, frozen=True, tag="cosigned"):
    """A witness's signature on the checkpoint of this size, as the sealer was given it."""

    size: int
    name: str
    line: str


class Accepted(Record, frozen=True, tag="accepted", kw_only=True):
    """A person took a restored copy for the history from here on; it is the old one up to `after`.

    `origin` says of which log, where a file is of several.
    """

    after: int
    by: str
    reason: str
    origin: str = ""


class Gainsaid(Record, frozen=True, tag="gainsaid", kw_only=True):
    """The log was found not to be what was kept of it.

    `origin` says of which log, where a file is of several; `note` is what was signed and gainsays.
    """

    seq: int
    reason: str
    origin: str = ""
    note: str = ""


class Sound(Record, frozen=True, tag="sound"):
    """It was read through anew after that, and is what was kept."""


Kind = Sealed | Cosigned | Accepted | Gainsaid | Sound
_decode = msgspec.json.Decoder(Kind).decode


class RecordsBroken(Exception):
    """A line that nobody wrote so."""


class Records:
    """Half a line at the end was never relied on, and is cut off."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        os.fchmod(self._descriptor, 0o644)
        self.path = path
        os.ftruncate(self._descriptor, _whole(path))

    def append(self, *records: Kind) -> None:
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in records)
        if os.write(self._descriptor, lines) != len(lines):
            raise OSError("the disk took half of it")
        os.fsync(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)


def read(path: Path, start: int = 0) -> Iterator[tuple[Kind, int]]:
    """Each record with the offset behind it; a line still being written is left for later. Raises RecordsBroken."""
    at = start
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            if not line.endswith(b"\n"):
                return
            at += len(line)
            try:
                yield _decode(line), at
            except (msgspec.MsgspecError, UnicodeError) as error:
                raise RecordsBroken(f"{path.name} before {at}: {error}") from error


def _whole(path: Path) -> int:
    """Up to the last end of a line."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - (1 << 16)))
        tail = file.read()
    return size - len(tail) + tail.rfind(b"\n") + 1
