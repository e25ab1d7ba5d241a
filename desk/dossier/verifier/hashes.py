"""Hash functions, and what is hashed of a log."""

from __future__ import annotations

import hashlib
from struct import pack, unpack

SM3_START = (
    *(0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600),
    *(0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E),
)
WORD = 0xFFFFFFFF


class Hashing:
    """SHA-256 or SM3 over the events and the tree of a log. Raises KeyError for another name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.of = {"sha256": sha256, "sm3": sm3}[name]

    def genesis(self, store_id: bytes) -> bytes:
        return self.of(b"shoubao log v1" + store_id)

    def leaf(
        self,
        seq: int,
        at: int,
        stream: bytes,
        version: int,
        topic: bytes,
        schema: int,
        state: bytes,
    ) -> bytes:
        head = pack(">BQQQ", 0, seq, at, len(stream)) + stream
        middle = pack(">QQ", version, len(topic)) + topic
        return self.of(head + middle + pack(">QQ", schema, len(state)) + state)

    def link(self, before: bytes, leaf: bytes) -> bytes:
        return self.of(b"\x02" + before + leaf)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.of(b"\x01" + left + right)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def sm3(data: bytes) -> bytes:
    """GB/T 32905-2016: by OpenSSL where it is built in, else slowly by hand."""
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        return sm3_by_hand(data)


def sm3_by_hand(data: bytes) -> bytes:
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + pack(">Q", len(data) * 8)
    state: tuple[int, ...] = SM3_START
    for at in range(0, len(padded), 64):
        state = _compressed(state, unpack(">16L", padded[at : at + 64]))
    return pack(">8L", *state)


def _compressed(state: tuple[int, ...], block: tuple[int, ...]) -> tuple[int, ...]:
    words = list(block)
    for j in range(16, 68):
        x = words[j - 16] ^ words[j - 9] ^ _turn(words[j - 3], 15)
        x ^= _turn(x, 15) ^ _turn(x, 23)
        words.append(x ^ _turn(words[j - 13], 7) ^ words[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        early = j < 16
        constant = _turn(0x79CC4519 if early else 0x7A879D8A, j % 32)
        ss1 = _turn((_turn(a, 12) + e + constant) & WORD, 7)
        ff = a ^ b ^ c if early else a & b | a & c | b & c
        gg = e ^ f ^ g if early else e & f | ~e & g
        tt1 = (ff + d + (ss1 ^ _turn(a, 12)) + (words[j] ^ words[j + 4])) & WORD
        tt2 = (gg + h + ss1 + words[j]) & WORD
        a, b, c, d = tt1, a, _turn(b, 9), c
        e, f, g, h = tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17), e, _turn(f, 19), g
    return tuple(one ^ old for one, old in zip((a, b, c, d, e, f, g, h), state))  # noqa: B905


def _turn(word: int, by: int) -> int:
    return (word << by | word >> 32 - by) & WORD
