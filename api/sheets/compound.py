"""An OLE compound file, which an xls is in: the stream of its workbook taken out, sector by sector."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from api.sheets.refusals import (
    DamagedWorkbook,
    LockedWorkbook,
    MacrosInside,
    NotASheet,
    OldWorkbook,
)

END, OF_FAT = 0xFFFFFFFE, 0xFFFFFFFD
SECTORS = (512, 4_096)
SMALL_SECTOR, ENTRY = 64, 128
SMALL = 4_096  # shorter streams live in small sectors
IN_HEADER = 109  # sectors of the table, named in the header
STORAGE, STREAM, ROOT = 1, 2, 5


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


def workbook_stream(content: bytes) -> bytes:
    """Raises SheetRefused."""
    try:
        return _Compound(content).workbook()
    except struct.error:
        raise DamagedWorkbook from None


class _Compound:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sector = 1 << _number(content, 30, "<H")
        if self._sector not in SECTORS:
            raise DamagedWorkbook
        self._fat = self._table()
        directory = self._chain(_number(content, 48))
        starts = range(0, len(directory) - ENTRY + 1, ENTRY)
        self._entries = [_entry(directory[at : at + ENTRY]) for at in starts]

    def workbook(self) -> bytes:
        named = {one.name.casefold(): one for one in self._entries if one.kind in (STORAGE, STREAM)}
        if "encryptedpackage" in named:
            raise LockedWorkbook
        if "_vba_project_cur" in named:
            raise MacrosInside
        if "workbook" not in named:
            raise OldWorkbook if "book" in named else NotASheet
        return self._stream(named["workbook"])

    def _stream(self, entry: _Entry) -> bytes:
        if entry.size >= SMALL:
            return self._chain(entry.start)[: entry.size]
        root = next((one for one in self._entries if one.kind == ROOT), None)
        if root is None:
            raise DamagedWorkbook
        small = self._chain(root.start)
        table = _numbers(self._chain(_number(self._content, 60)))
        parts = [
            small[at * SMALL_SECTOR : (at + 1) * SMALL_SECTOR] for at in _follow(entry.start, table)
        ]
        return b"".join(parts)[: entry.size]

    def _table(self) -> list[int]:
        """Which sector follows which. The table's own sectors are listed in the header, then in a chain of lists."""
        listed = _numbers(self._content[76 : 76 + 4 * IN_HEADER])
        more, count = _number(self._content, 68), 0
        while more < OF_FAT and count < len(self._content) // self._sector:
            *numbers, more = _numbers(self._at(more))
            listed += numbers
            count += 1
        return [one for at in listed if at < OF_FAT for one in _numbers(self._at(at))]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(one) for one in _follow(start, self._fat))

    def _at(self, sector: int) -> bytes:
        begins = (sector + 1) * self._sector
        found = self._content[begins : begins + self._sector]
        if not found:
            raise DamagedWorkbook
        return found


def _follow(start: int, table: list[int]) -> Iterator[int]:
    """A chain that comes back to itself has no end."""
    seen: set[int] = set()
    while start != END:
        if start >= len(table) or start in seen:
            raise DamagedWorkbook
        seen.add(start)
        yield start
        start = table[start]


def _entry(packed: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", packed, 64)
    start, size = struct.unpack_from("<2I", packed, 116)
    name = packed[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, kind, start, size)


def _number(content: bytes, at: int, form: str = "<I") -> int:
    return int(struct.unpack_from(form, content, at)[0])


def _numbers(packed: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4]))
