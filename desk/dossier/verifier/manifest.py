"""What a dossier says of itself: of which log, which events, which files."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from desk.dossier.verifier.container import MANIFEST, Container
from desk.dossier.verifier.words import Wrong

FORMAT = "shoubao dossier 1"
DIGEST = "digest"
HEX = re.compile("[0-9a-f]{64}")
STORE = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NUMBER_MAX = 1 << 62
ALGORITHMS = ("sha256", "sm3")
NUMBERS = ("position", "first", "last", "events", "left_out", "context")


def manifest_of(container: Container) -> dict[str, Any]:
    """Read, and of the shape that everything else counts on. Raises Wrong."""
    if MANIFEST not in container.names:
        raise Wrong("nothing", code=2)
    manifest = _parsed(container.small(MANIFEST))
    if not _is_shaped(manifest):
        raise Wrong("manifest")
    return manifest


def written(manifest: dict[str, Any]) -> bytes:
    """The one way to write it."""
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def digest_of(manifest: dict[str, Any]) -> str:
    """Of all that it says beside this."""
    rest = {name: value for name, value in manifest.items() if name != DIGEST}
    return hashlib.sha256(written(rest)).hexdigest()


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Wrong("manifest") from None
    if not isinstance(manifest, dict) or manifest.get(DIGEST) != digest_of(manifest):
        raise Wrong("manifest")
    if written(manifest) != content:
        raise Wrong("manifest")
    if manifest.get("format") != FORMAT:
        raise Wrong("newer", code=2)
    return manifest


def _is_shaped(said: dict[str, Any]) -> bool:
    before = said.get("before")
    return (
        isinstance(said.get("whole"), bool)
        and isinstance(said.get("about"), dict)
        and said.get("algorithm") in ALGORITHMS
        and _is_like(STORE, said.get("store_id"))
        and all(_is_number(said.get(name)) for name in NUMBERS)
        and isinstance(before, dict)
        and _is_like(HEX, before.get("chain"))
        and _are_hashes(before.get("peaks"))
        and _are(_is_bridge, said.get("consistency"))
        and _are(_is_file, said.get("files"))
    )


def _is_bridge(one: dict[str, Any]) -> bool:
    return _is_number(one.get("old")) and _are_hashes(one.get("proof"))


def _is_file(one: dict[str, Any]) -> bool:
    told = "event" not in one or _is_number(one["event"])
    sized = _is_number(one.get("bytes")) and _is_like(HEX, one.get("sha256"))
    return told and sized and isinstance(one.get("name"), str)


def _are(shaped: Any, found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, dict) and shaped(one) for one in found)


def _are_hashes(found: Any) -> bool:
    return isinstance(found, list) and all(_is_like(HEX, one) for one in found)


def _is_like(pattern: re.Pattern[str], found: Any) -> bool:
    return isinstance(found, str) and bool(pattern.fullmatch(found))


def _is_number(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 0 <= found < NUMBER_MAX
