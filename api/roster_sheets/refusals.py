"""Why a file is no roster at all: one clear reason."""

from __future__ import annotations

from typing import ClassVar

from api.sheets.refusals import SheetRefused


class NoRoster(SheetRefused):
    """没有找到值班表：要有日期，以及带班或值班人员的姓名"""

    EN: ClassVar[str] = "No roster was found: it has days, and the names of leaders or officers"
