"""How much of a file is read: what lies further out is not looked at but refused."""

from __future__ import annotations

from typing import NamedTuple


class Bounds(NamedTuple):
    """`results`: of a formula the result the file holds is read; else a formula is refused. None is ever worked out."""

    rows: int
    columns: int
    results: bool = False
