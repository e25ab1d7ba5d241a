"""Numbers of an xls workbook: how they are packed, and which of them their format makes a day or an hour."""

from __future__ import annotations

import re
import struct
from datetime import datetime, timedelta

from api.sheets.worksheet import text_of

DATE_MODE, FORMAT, XF = 0x22, 0x41E, 0xE0
OF_DAYS = frozenset((*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)))
OF_HOURS = frozenset((*range(18, 22), 32, 33, *range(45, 48)))
NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')  # words, colours and conditions in a format
DAYS = re.compile(r"[ymdYMD年月日]")
HOURS = re.compile(r"[hHsS时分秒]")
ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no zone
LATER = timedelta(days=1462)  # where days are counted from 1904
DAYS_MAX = 2_958_465


class Formats:
    """What the first records of a workbook say of the numbers in its cells."""

    def __init__(self) -> None:
        self._zero = ZERO
        self._told: dict[int, str] = {}
        self._of_cells: list[int] = []

    def take(self, kind: int, data: bytes) -> None:
        if kind == DATE_MODE and data[:1] == b"\1":
            self._zero = ZERO + LATER
        elif kind == FORMAT:
            number, length, wide = struct.unpack_from("<2HB", data)
            packed = data[5 : 5 + length * (1 + (wide & 1))]
            self._told[number] = packed.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
        elif kind == XF:
            self._of_cells.append(struct.unpack_from("<H", data, 2)[0])

    def shown(self, number: float, cell: int) -> str:
        """As text: a day, an hour, or the number."""
        format = self._of_cells[cell] if cell < len(self._of_cells) else 0
        told = NO_LETTERS.sub("", self._told.get(format, ""))
        days = format in OF_DAYS or bool(DAYS.search(told))
        hours = format in OF_HOURS or bool(HOURS.search(told))
        if not (days or hours) or not 0 <= number <= DAYS_MAX:
            return text_of(number)
        at = self._zero + timedelta(seconds=round(number * 86_400))
        return f"{at:%H:%M}" if number < 1 or (hours and not days) else text_of(at)


def number_of_rk(packed: int) -> float:
    """30 bits: a whole number or the upper half of a float, perhaps a hundredfold."""
    if packed & 2:
        number = float((packed >> 2) - ((packed >> 31) << 30))
    else:
        number = float(struct.unpack("<d", struct.pack("<2I", 0, packed & ~3))[0])
    return number / 100 if packed & 1 else number
