"""An OLE compound file of our own, and the records an xls workbook in it is made of.

compound(Workbook=a_sheet(record(0x203, …)))
"""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
BEGIN = 0x809


def compound(**streams):
    """Each stream filled up to the size at which it has sectors of its own."""
    padded = {name: one.ljust(4096, b"\0") for name, one in streams.items()}
    padded = {
        name: one.ljust(-(-len(one) // SECTOR) * SECTOR, b"\0") for name, one in padded.items()
    }
    fat, entries, at = [OF_FAT, END], _entry("Root Entry", 5, END, 0), 2
    for name, one in padded.items():
        sectors = len(one) // SECTOR
        fat += [*range(at + 1, at + sectors), END]
        entries += _entry(name, 2, at, len(one))
        at += sectors
    fat += [FREE] * (128 - len(fat))
    head = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", *fat)
    return b"".join((head, table, entries.ljust(SECTOR, b"\0"), *padded.values()))


def _entry(name, kind, start, size):
    typed = name.encode("utf-16-le") + b"\0\0"
    head = typed.ljust(64, b"\0") + struct.pack("<2B", len(typed), 0) + bytes([kind])
    return head.ljust(116, b"\0") + struct.pack("<2I4x", start, size)


def record(kind, form="", *values):
    data = struct.pack(f"<{form}", *values)
    return struct.pack("<2H", kind, len(data)) + data


def a_sheet(*records, version=0x600):
    """The stream of a workbook with one worksheet of these records."""
    begin, end = record(BEGIN, "HH12x", version, 5), record(0x0A)
    named = record(0x85, "I4B2s", 0, 0, 0, 2, 0, b"S1")
    starts = len(begin) + len(named) + len(end)
    named = record(0x85, "I4B2s", starts, 0, 0, 2, 0, b"S1")
    return b"".join((begin, named, end, record(BEGIN, "HH12x", version, 0x10), *records, end))
