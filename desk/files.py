"""The office's files by the hash of their content: written whole, synced, and never changed."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

FOLDER, SMALL = "files", ".small.jpg"


class Files:
    """Thread-safe: two who store the same bytes store them once."""

    def __init__(self, office: Path) -> None:
        self._office = office
        self._folder = office / FOLDER

    def store(self, content: bytes, small: bytes | None = None) -> str:
        """On the disk when it returns its SHA-256, hexadecimal. Raises OSError, and then nothing is there."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if small:
            self._write(self.small_path(digest), small)
        if not path.exists():
            self._write(path, content)
        return digest

    def path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:]

    def small_path(self, sha256: str) -> Path:
        path = self.path(sha256)
        return path.with_name(path.name + SMALL)

    def is_whole(self, sha256: str) -> bool:
        """Whether the bytes are there and are still what their name says."""
        path = self.path(sha256)
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    def names(self) -> Iterator[str]:
        """Relative to the office's folder: what a backup copies."""
        for path in sorted(self._folder.glob("??/*")):
            if not path.name.startswith("."):
                yield str(path.relative_to(self._office))

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            with fresh.open("wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        _sync(path.parent)
        _sync(self._folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
