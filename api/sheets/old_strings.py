"""Strings of an xls workbook: one after another over several records, each narrow, wide, or both in turn."""

from __future__ import annotations

import struct

WIDE, PHONETIC, RICH = 1, 4, 8


def long_string(data: bytes, at: int = 0) -> str:
    """Length, whether it is wide, and the characters."""
    length, flags = struct.unpack_from("<HB", data, at)
    wide = flags & WIDE
    return _decoded(data[at + 3 : at + 3 + length * (1 + wide)], wide)


def shared_strings(records: list[bytes]) -> list[str]:
    """Raises struct.error where a string has no end."""
    reading = _Reading(records)
    _, count = struct.unpack("<2I", reading.take(8))
    strings: list[str] = []
    while len(strings) < count and not reading.over:
        strings.append(reading.string())
    return strings


class _Reading:
    def __init__(self, records: list[bytes]) -> None:
        self._records = records
        self._record = self._at = 0

    @property
    def over(self) -> bool:
        left = len(self._records[self._record]) - self._at
        return not left and self._record + 1 == len(self._records)

    def take(self, length: int) -> bytes:
        """What goes on in the next record goes on without a word, unless it is characters."""
        taken = b""
        while len(taken) < length:
            part = self._some(length - len(taken))
            taken += part
        return taken

    def _some(self, most: int) -> bytes:
        """At least one byte."""
        if self._at >= len(self._records[self._record]):
            self._next()
        part = self._records[self._record][self._at : self._at + most]
        self._at += len(part)
        return part

    def _next(self) -> None:
        if self._record + 1 >= len(self._records):
            raise struct.error
        self._record, self._at = self._record + 1, 0

    def string(self) -> str:
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & RICH else 0
        phonetic = struct.unpack("<I", self.take(4))[0] if flags & PHONETIC else 0
        text = self._characters(length, flags & WIDE)
        self.take(4 * runs)
        self.take(phonetic)
        return text

    def _characters(self, length: int, wide: int) -> str:
        """The next record says anew whether they are wide."""
        packed = b""
        while len(packed) < 2 * length:
            if self._at >= len(self._records[self._record]):
                self._next()
                wide = self.take(1)[0] & WIDE
            part = self._some((length - len(packed) // 2) * (1 + wide))
            packed += part if wide else _widened(part)
        return _decoded(packed, WIDE)


def _widened(narrow: bytes) -> bytes:
    return narrow.decode("latin-1").encode("utf-16-le")


def _decoded(packed: bytes, wide: int) -> str:
    """Half a character stays half of one: whoever checks the cells finds it."""
    return (packed if wide else _widened(packed)).decode("utf-16-le", "surrogatepass")
