"""The events of a dossier, checked line by line."""

from __future__ import annotations

import base64
import hashlib
import re
from binascii import unhexlify
from collections.abc import Mapping
from typing import Any

from desk.dossier.verifier.container import Container
from desk.dossier.verifier.hashes import Hashing
from desk.dossier.verifier.notes import Checkpoint
from desk.dossier.verifier.trees import Frontier, is_included
from desk.dossier.verifier.words import Wrong

EVENTS, CONTEXT = "events.ndjson", "context.ndjson"
NUMBER = rb"(0|[1-9][0-9]{0,17})"
UUID = rb"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
PROVED = rb'"leaf":"([0-9a-f]{64})"(?:,"proof":\[((?:"[0-9a-f]{64}",?)*)\])?'
TOLD = (
    rb'"recorded_at":%b,"stream":"%b","version":%b,"topic":"([^"\\\x00-\x1f]+)","schema":%b,'
    rb'(?:"state":(.*)|"state_base64":"([A-Za-z0-9+/=]*)")'
) % (NUMBER, UUID, NUMBER, NUMBER)
LINE = re.compile(rb'\{"seq":%b,%b(?:,%b)?\}\n' % (NUMBER, PROVED, TOLD), re.DOTALL)


class Walk:
    """Over every line of a file. What is left out has its leaf alone."""

    def __init__(
        self, said: dict[str, Any], hashing: Hashing, checkpoints: Mapping[int, Checkpoint]
    ) -> None:
        self._said, self._hashing, self._checkpoints = said, hashing, checkpoints
        self.whole = bool(said["whole"])
        self.seq = said["first"] - 1 if self.whole else 0
        self.count = self.left_out = self._at = 0
        self.chain = bytes.fromhex(said["before"]["chain"])
        peaks = [bytes.fromhex(one) for one in said["before"]["peaks"]]
        self.tree = Frontier(hashing, self.seq, peaks)
        self._versions: dict[bytes, int] = {}
        self._wanted: dict[int, list[dict[str, Any]]] = {}
        for one in said["files"]:
            if "event" in one:
                self._wanted.setdefault(one["event"], []).append(one)

    def all(self, container: Container, name: str, hashed: Any) -> None:
        """Raises Wrong at the first line that is not right."""
        if self.whole:
            self._begin()
        for line in container.lines(name, hashed):
            found = LINE.fullmatch(line)
            if not found:
                raise Wrong("line", f"#{self.seq}+1")
            self._step(found)
        if self._wanted:
            _, [first, *_] = self._wanted.popitem()
            raise Wrong("file-unproved", first["name"])

    def _begin(self) -> None:
        """What is said to stand before the range is as much as it can be: nothing, or what a checkpoint says."""
        peaks = len(self._said["before"]["peaks"])
        begun = self.seq or self.chain == self._genesis()
        if self.seq < 0 or peaks != bin(self.seq).count("1") or not begun:
            raise Wrong("before")
        self._compare()

    def _genesis(self) -> bytes:
        return self._hashing.genesis(bytes.fromhex(self._said["store_id"].replace("-", "")))

    def _step(self, line: re.Match[bytes]) -> None:
        seq, leaf = int(line[1]), unhexlify(line[2])
        if seq != self.seq + 1 if self.whole else seq <= self.seq:
            raise Wrong("order", f"#{self.seq + 1 if self.whole else seq}")
        self.seq, self.count = seq, self.count + 1
        if line[4]:
            self._content(line, seq, leaf)
        else:
            self.left_out += 1
        if self.whole:
            self._lead_on(line, leaf)
        elif not self._is_in_log(line, seq, leaf):
            raise Wrong("proof", f"#{seq}")

    def _content(self, line: re.Match[bytes], seq: int, leaf: bytes) -> None:
        at, stream, version = int(line[4]), line[5], int(line[6])
        state = line[9] if line[10] is None else _unpacked(line[10])
        packed = unhexlify(stream.replace(b"-", b""))
        topic, schema = line[7], int(line[8])
        if state is None or at >> 63 or schema >> 63:
            raise Wrong("line", f"#{seq}")
        if self._hashing.leaf(seq, at, packed, version, topic, schema, state) != leaf:
            raise Wrong("leaf", f"#{seq}")
        if at < self._at:
            raise Wrong("time", f"#{seq}")
        self._at = at
        self._follow(stream, version, seq)
        if seq in self._wanted:
            self._papers(seq, state)

    def _follow(self, stream: bytes, version: int, seq: int) -> None:
        """A stream that began before the range goes on from anywhere; what is left out hides versions."""
        begins = 0 if not self.whole or self._said["first"] == 1 else version - 1
        before = self._versions.get(stream, begins)
        if version <= before or (version != before + 1 and not self._said["left_out"]):
            raise Wrong("version", f"#{seq}")
        self._versions[stream] = version

    def _papers(self, seq: int, state: bytes) -> None:
        for one in self._wanted.pop(seq):
            if one["sha256"].encode() not in state:
                raise Wrong("file-unproved", one["name"])

    def _lead_on(self, line: re.Match[bytes], leaf: bytes) -> None:
        if line[3] is not None:
            raise Wrong("line", f"#{self.seq}")
        self.chain = self._hashing.link(self.chain, leaf)
        self.tree.add(leaf)
        if self.seq in self._checkpoints:
            self._compare()

    def _compare(self) -> None:
        checkpoint = self._checkpoints.get(self.seq)
        if checkpoint and checkpoint.chain != self.chain:
            raise Wrong("chain", f"#{self.seq}")
        if checkpoint and checkpoint.root != self.tree.root():
            raise Wrong("root", f"#{self.seq}")

    def _is_in_log(self, line: re.Match[bytes], seq: int, leaf: bytes) -> bool:
        if line[3] is None or line[3].endswith(b","):
            return False
        proof = [bytes.fromhex(one.decode().strip('"')) for one in line[3].split(b",") if one]
        position = self._checkpoints[self._said["position"]]
        return is_included(self._hashing, leaf, seq - 1, position.size, proof, position.root)


def _unpacked(written: bytes) -> bytes | None:
    try:
        found = base64.b64decode(written, validate=True)
    except ValueError:
        return None
    return found if base64.b64encode(found) == written else None


def hashed_events() -> Any:
    return hashlib.sha256()
