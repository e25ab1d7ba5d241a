"""改过的一行: a row of our own export, of which only the cells that were edited say anything."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from contingency_plans.plan_columns import Cells, PlanColumn
from contingency_plans.plan_entry import PlanEntry
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_flags import PlanFlag, read_flag
from contingency_plans.plan_rows import read_row
from contingency_plans.plan_typed import key

TITLED = {
    PlanColumn.TITLE: ("title", "label"),
    PlanColumn.JURISDICTION: ("jurisdiction",),
}
DRAFTED = (PlanColumn.TITLE, PlanColumn.EDITION, PlanColumn.STATUS)
COLUMN_OF = {
    PlanFlag.NUMBER_MENDED: PlanColumn.NUMBER,
    PlanFlag.NUMBER_UNREAD: PlanColumn.NUMBER,
    PlanFlag.NUMBER_OF_OTHER_YEAR: PlanColumn.NUMBER,
    PlanFlag.ISSUED_MENDED: PlanColumn.ISSUED,
    PlanFlag.ISSUED_AMBIGUOUS: PlanColumn.ISSUED,
    PlanFlag.ISSUED_UNREAD: PlanColumn.ISSUED,
    PlanFlag.PUBLISHED_MENDED: PlanColumn.PUBLISHED,
    PlanFlag.PUBLISHED_AMBIGUOUS: PlanColumn.PUBLISHED,
    PlanFlag.PUBLISHED_UNREAD: PlanColumn.PUBLISHED,
    PlanFlag.PUBLISHED_BEFORE_ISSUED: PlanColumn.PUBLISHED,
    PlanFlag.TYPE_UNREAD: PlanColumn.TYPE,
    PlanFlag.TYPE_GUESSED: PlanColumn.TYPE,
    PlanFlag.CLASS_UNREAD: PlanColumn.CLASS,
    PlanFlag.CLASS_GUESSED: PlanColumn.CLASS,
    PlanFlag.SUBTYPES_UNREAD: PlanColumn.SUBTYPES,
    PlanFlag.TIER_UNREAD: PlanColumn.TIER,
    PlanFlag.SECRECY_UNREAD: PlanColumn.SECRECY,
    PlanFlag.STATUS_UNREAD: PlanColumn.STATUS,
    PlanFlag.VALID_UNTIL_UNREAD: PlanColumn.VALID_UNTIL,
}


def edited_row(
    cells: Cells, written: Sequence[Cells], known: PlanVersion, own_place: str, row: int
) -> PlanEntry | None:
    """`written`: the row as we would write it, in each language. None where the title was taken away."""
    edited = {column for column, text in cells.items() if not _as_written(column, text, written)}
    kept = {one: text for one, text in cells.items() if one in edited or one in TITLED}
    entry = read_row(kept, own_place, row)
    if entry is None:
        return None
    unsaid = {field for one, fields in TITLED.items() if one not in edited for field in fields}
    if not edited.intersection(DRAFTED):
        unsaid.add("draft")
    version = replace(entry.version, id=known.id, flags=_flags(entry.version, known, edited))
    return replace(entry, version=version, unsaid=tuple(sorted({*entry.unsaid, *unsaid})))


def _as_written(column: PlanColumn, text: str, written: Sequence[Cells]) -> bool:
    return not key(text) or any(key(text) == key(one.get(column, "")) for one in written)


def _flags(told: PlanVersion, known: PlanVersion, edited: set[PlanColumn]) -> tuple[str, ...]:
    """Those of edited cells are looked at anew, the others stay."""
    stay = (one for one in known.flags if _column(one) not in edited)
    new = (one for one in told.flags if _column(one) in edited)
    return tuple(dict.fromkeys((*stay, *new)))


def _column(kept: str) -> PlanColumn | None:
    flag = read_flag(kept).flag
    return COLUMN_OF.get(flag) if flag else None
