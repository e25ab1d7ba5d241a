"""登记册的一行: its cells become a plan and one version of it; what is not understood is kept as found and flagged."""

from __future__ import annotations

from msgspec.structs import replace

from contingency_plans.plan_columns import Cells, PlanColumn, RowReading
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_row_profile import read_profile
from contingency_plans.plan_row_version import read_version
from contingency_plans.plan_titles import read_title


def read_row(cells: Cells, own_place: str, row: int = 0) -> PlanEntry | None:
    """None where no title stands. `own_place`: whose a plan is where the sheet names no place."""
    reading = RowReading(cells)
    place = reading.text(PlanColumn.JURISDICTION) or own_place
    titled = read_title(reading.text(PlanColumn.TITLE), place)
    if not titled.title:
        return None
    version = read_version(reading, titled)
    profile = read_profile(reading, titled.title, place, published=version.published is not None)
    return PlanEntry(
        profile=profile,
        version=replace(version, flags=tuple(reading.flags)),
        unsaid=tuple(sorted(reading.unsaid)),
        row=row,
    )
