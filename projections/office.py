"""The office as the board names it, and whether its clock is in doubt."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.office import ClockDoubted, ClockExplained, DoubtKind, EpochBegan, OfficeFounded
from projections.rows import Rows, View

OFFICE_KEY = "office"


class OfficeRow(Struct, frozen=True):
    name: str
    unit: str
    epoch: int = 1
    doubt: DoubtKind | None = None


def fold_office(rows: Rows[OfficeRow], recorded: Recorded) -> None:
    match recorded.event:
        case OfficeFounded(name=name, unit=unit):
            rows.put(OFFICE_KEY, OfficeRow(name, str(unit)))
        case EpochBegan(epoch=epoch):
            _change(rows, epoch=epoch)
        case ClockDoubted(kind=kind):
            _change(rows, doubt=kind)
        case ClockExplained():
            _change(rows, doubt=None)


def _change(rows: Rows[OfficeRow], **changes: object) -> None:
    if row := rows.get(OFFICE_KEY):
        rows.put(OFFICE_KEY, replace(row, **changes))


OFFICE = View(
    "office",
    1,
    OfficeRow,
    frozenset({OfficeFounded.TOPIC, EpochBegan.TOPIC, ClockDoubted.TOPIC, ClockExplained.TOPIC}),
    fold_office,
    resident=True,
)
