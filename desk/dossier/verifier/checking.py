"""A dossier checked from its manifest to its last file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from desk.dossier.verifier.container import MANIFEST, Container, sha256_of
from desk.dossier.verifier.events import CONTEXT, EVENTS, Walk, hashed_events
from desk.dossier.verifier.hashes import Hashing
from desk.dossier.verifier.manifest import manifest_of
from desk.dossier.verifier.notes import Checkpoint, Key, checkpoint_of, key_of, signed_at
from desk.dossier.verifier.trees import is_consistent
from desk.dossier.verifier.words import Wrong

KEYS = "keys.txt"
NOTES = re.compile(r"checkpoints/(0|[1-9][0-9]{0,17})\.txt")


class Signature(NamedTuple):
    """The largest checkpoint that a key signed; `at`: seconds since 1970, of a witness."""

    key: Key
    size: int
    at: int


class Sound(NamedTuple):
    """What was shown. `own_keys`: those that lay in the dossier itself, which proves less."""

    manifest: dict[str, Any]
    events: int
    head: Checkpoint
    signatures: list[Signature]
    own_keys: bool

    @property
    def signed_up_to(self) -> int:
        return max((one.size for one in self.signatures), default=0)


class Looked(NamedTuple):
    """What has been read of a dossier so far."""

    said: dict[str, Any]
    hashing: Hashing
    checkpoints: dict[int, Checkpoint]


def check(container: Container, keys: Sequence[str]) -> Sound:
    """Raises Wrong at the first thing that is not right."""
    said = manifest_of(container)
    _require_all(said, container)
    looked = Looked(said, Hashing(said["algorithm"]), _checkpoints(said, container))
    _require_one_history(*looked)
    given = [key_of(one) for one in keys]
    signatures = _signatures(looked.checkpoints, given or _own_keys(container))
    for key in given:
        if all(one.key != key for one in signatures):
            raise Wrong("unsigned", key.name)
    _look_at_context(looked, container)
    events = _walked(looked, container)
    _require_unchanged(said, container)
    return Sound(said, events, looked.checkpoints[said["position"]], signatures, not given)


def _require_all(said: dict[str, Any], container: Container) -> None:
    named = [one["name"] for one in said["files"]]
    if len(set(named)) != len(named):
        raise Wrong("manifest")
    for name in sorted(container.names - set(named) - {MANIFEST}):
        raise Wrong("file-more", name)
    for name in sorted(set(named) - container.names):
        raise Wrong("file-missing", name)


def _checkpoints(said: dict[str, Any], container: Container) -> dict[int, Checkpoint]:
    """By size."""
    found = {}
    for name, named in ((one, NOTES.fullmatch(one)) for one in sorted(container.names)):
        if not named:
            continue
        one = checkpoint_of(container.small(name), name)
        if one.size != int(named[1]) or one.size > said["position"]:
            raise Wrong("checkpoint", name)
        if one.origin != f"shoubao/log/{said['store_id']}":
            raise Wrong("foreign", name)
        found[one.size] = one
    if said["position"] not in found or (said["whole"] and said["last"] not in found):
        raise Wrong("no-checkpoint")
    return found


def _require_one_history(
    said: dict[str, Any], hashing: Hashing, checkpoints: dict[int, Checkpoint]
) -> None:
    """Every checkpoint is a beginning of the largest, and there is no proof of anything else."""
    head = checkpoints[said["position"]]
    proofs = {one["old"]: one["proof"] for one in said["consistency"]}
    if len(proofs) != len(said["consistency"]):
        raise Wrong("manifest")
    for size, one in checkpoints.items():
        proof = [bytes.fromhex(node) for node in proofs.pop(size, [])]
        if not _is_beginning(hashing, one, head, proof):
            raise Wrong("consistency", f"{size} → {head.size}")
    if proofs:
        raise Wrong("manifest")


def _is_beginning(hashing: Hashing, one: Checkpoint, head: Checkpoint, proof: list[bytes]) -> bool:
    if 0 < one.size < head.size:
        return is_consistent(hashing, one.size, one.root, head.size, head.root, proof)
    return not proof and one.root == (head.root if one.size else hashing.of(b""))


def _own_keys(container: Container) -> list[Key]:
    if KEYS not in container.names:
        return []
    try:
        lines = container.small(KEYS).decode("utf-8").split("\n")
        return [key_of(line) for line in lines if line.strip()]
    except (ValueError, Wrong):
        raise Wrong("file-changed", KEYS) from None


def _signatures(checkpoints: dict[int, Checkpoint], keys: list[Key]) -> list[Signature]:
    """Of each key the largest checkpoint; every signature of a known key has to hold."""
    found: dict[Key, Signature] = {}
    for size in sorted(checkpoints):
        for key in keys:
            at = signed_at(checkpoints[size], key)
            if at is not None:
                found[key] = Signature(key, size, at)
    return list(found.values())


def _look_at_context(looked: Looked, container: Container) -> None:
    """A selection of what stands before a range."""
    said = looked.said
    if CONTEXT not in container.names and not said["context"]:
        return
    if not said["whole"]:
        raise Wrong("file-more", CONTEXT)
    apart = {**said, "whole": False, "left_out": 0, "files": []}
    walk = Walk(apart, looked.hashing, looked.checkpoints)
    walk.all(container, CONTEXT, hashed_events())
    if walk.count != said["context"] or walk.left_out or walk.seq >= said["first"]:
        raise Wrong("count", f"{CONTEXT} {walk.count}")


def _walked(looked: Looked, container: Container) -> int:
    said, hashed = looked.said, hashed_events()
    walk = Walk(*looked)
    walk.all(container, EVENTS, hashed)
    right = (said["last"], said["events"], said["left_out"])
    if (walk.seq, walk.count, walk.left_out) != right:
        raise Wrong("count", f"{walk.count}, #{walk.seq}")
    if any(one["sha256"] != hashed.hexdigest() for one in said["files"] if one["name"] == EVENTS):
        raise Wrong("file-changed", EVENTS)
    return walk.count


def _require_unchanged(said: dict[str, Any], container: Container) -> None:
    """The events were looked at already."""
    for one in said["files"]:
        if one["name"] != EVENTS and sha256_of(container, one["name"]) != (
            one["bytes"],
            one["sha256"],
        ):
            raise Wrong("file-changed", one["name"])
