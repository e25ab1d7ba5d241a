"""What a backup says of itself: whose log, up to where, and every file with its hash."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec.structs import replace

MANIFEST = "manifest.json"
CHUNK_BYTES = 1 << 20
MANIFEST_BYTES_MAX = 64 << 20  # a hundred bytes a file


class Copy(msgspec.Struct, frozen=True):
    """One file of a backup."""

    name: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`events` and `head`: the last position of the log and the chain there; `made_by`: the program's version.

    `digest`: SHA-256 of the manifest without it, so that no byte of it changes unseen either.
    """

    made_at: datetime
    made_by: str
    store_id: UUID
    epoch: int
    algorithm: str
    events: int
    head: str
    last_recorded_at: datetime
    files: tuple[Copy, ...]
    digest: str = ""

    def has(self, name: str) -> bool:
        return any(one.name == name for one in self.files)


class NoManifest(Exception):
    """This folder is no backup, or one that does not say what it holds."""


def write_manifest(folder: Path, manifest: Manifest) -> None:
    summed = replace(manifest, digest=_digest(manifest))
    (folder / MANIFEST).write_bytes(_text(summed))


def read_manifest(folder: Path) -> Manifest:
    """Raises NoManifest, FileNotFoundError."""
    path = folder / MANIFEST
    if path.stat().st_size > MANIFEST_BYTES_MAX:
        raise NoManifest(MANIFEST)
    return manifest_of(path.read_bytes())


def manifest_of(text: bytes) -> Manifest:
    """Raises NoManifest."""
    try:
        summed = msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise NoManifest(f"{MANIFEST}: {error}") from error
    manifest = replace(summed, digest="")
    if summed.digest != _digest(manifest) or text != _text(summed):
        raise NoManifest(f"{MANIFEST}: its own sum is another")
    return manifest


def _text(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def _digest(manifest: Manifest) -> str:
    return hashlib.sha256(msgspec.json.encode(manifest, order="deterministic")).hexdigest()


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
