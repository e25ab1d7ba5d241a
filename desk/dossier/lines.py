"""An event as one line of a dossier: readable by whatever reads JSON, and its state byte for byte as stored."""

from __future__ import annotations

import base64
from collections.abc import Callable

import msgspec

from desk.dossier.rows import Row
from desk.log.tree import Proof

Shown = Callable[[str], bool]  # by topic


def line_of(row: Row, proof: Proof | None, *, shown: bool) -> bytes:
    """`proof` None: the line is one of a whole range. Not shown, only its hash stands there."""
    told = b"," + _told(row) if shown else b""
    proved = b"" if proof is None else b',"proof":[%b]' % b",".join(_quoted(one) for one in proof)
    return b'{"seq":%d,"leaf":%b%b%b}\n' % (row.seq, _quoted(row.leaf), proved, told)


def _told(row: Row) -> bytes:
    stream = str(row.raw.originator).encode()
    head = b'"recorded_at":%d,"stream":"%b","version":%d,"topic":"%b","schema":%d,"state' % (
        *(row.recorded_at_us, stream, row.originator_version),
        *(row.topic.encode(), row.version),
    )
    if _is_line_of_json(row.state):
        return b'%b":%b' % (head, row.state)
    return b'%b_base64":"%b"' % (head, base64.b64encode(row.state))


def _is_line_of_json(state: bytes) -> bool:
    """What our own log holds; whatever else may lie in a table is carried all the same."""
    try:
        msgspec.json.decode(state)
    except (msgspec.MsgspecError, UnicodeError):
        return False
    return b"\n" not in state and b"\r" not in state


def _quoted(digest: bytes) -> bytes:
    return b'"%b"' % digest.hex().encode()
