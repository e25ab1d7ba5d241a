"""The key of a sealer or a witness: made by its own process, readable by its own user."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.log.note import Signer, Verifier, verifier_of

KEY, PUBLIC = "key", "key.pub"


def signer_in(folder: Path, name: str, kind: int, seed: bytes) -> Signer:
    """The folder's own; `seed` is 32 random bytes for where there is none yet. Raises OSError, ValueError."""
    path = folder / KEY
    if not path.exists():
        _make(path, seed)
    signer = Signer(name, Ed25519PrivateKey.from_private_bytes(path.read_bytes()), kind)
    _publish(folder / PUBLIC, f"{signer.verifier}\n")
    return signer


def published(folder: Path) -> Verifier:
    """Raises NoteWrong, OSError."""
    return verifier_of((folder / PUBLIC).read_text(encoding="utf-8"))


def _make(path: Path, seed: bytes) -> None:
    """Whole under its name or not there: half a key would be no key for ever."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(seed)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)


def _publish(path: Path, text: str) -> None:
    """For everybody to read, whatever the mask of the process says."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, encoding="utf-8")
        fresh.chmod(0o644)
        fresh.rename(path)
