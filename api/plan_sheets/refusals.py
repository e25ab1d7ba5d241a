"""Why a file is no register of plans at all."""

from __future__ import annotations

from typing import ClassVar

from api.sheets.refusals import SheetRefused


class NoPlanList(SheetRefused):
    """没有找到“预案名称”一栏：表头要有预案名称，其余栏目可有可无"""

    EN: ClassVar[str] = (
        "No column of plan titles was found: the header names it, other columns may be there"
    )
