"""The office as the board names it, and whether its clock is in doubt."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.office import ClockDoubted, ClockExplained, DoubtKind, EpochBegan, OfficeFounded
from domain.restoration import OfficeRestored, Restoration, RestorationAcknowledged
from projections.banner_shapes import RestoredLine
from projections.rows import Rows, View

OFFICE_KEY = "office"


class OfficeRow(Struct, frozen=True):
    name: str
    unit: str
    epoch: int = 1
    doubt: DoubtKind | None = None
    restored: OfficeRestored | None = None  # the last time
    acknowledged: bool = False

    def lost(self, at: datetime) -> bool:
        """What was due at this moment may be on record in what is missing."""
        return self.restored is not None and Restoration(restored=self.restored).lost(at)


def restored_line(office: OfficeRow) -> RestoredLine | None:
    """The last time."""
    was = office.restored
    if was is None:
        return None
    return RestoredLine(was.made_at, was.last_recorded_at, was.at, was.events, office.acknowledged)


def fold_office(rows: Rows[OfficeRow], recorded: Recorded) -> None:
    match recorded.event:
        case OfficeFounded(name=name, unit=unit):
            rows.put(OFFICE_KEY, OfficeRow(name, str(unit)))
        case EpochBegan(epoch=epoch):
            _change(rows, epoch=epoch)
        case OfficeRestored() as restored:
            _change(rows, restored=restored, acknowledged=False)
        case RestorationAcknowledged():
            _change(rows, acknowledged=True)
        case ClockDoubted(kind=kind):
            _change(rows, doubt=kind)
        case ClockExplained():
            _change(rows, doubt=None)


def _change(rows: Rows[OfficeRow], **changes: object) -> None:
    if row := rows.get(OFFICE_KEY):
        rows.put(OFFICE_KEY, replace(row, **changes))


KINDS = (
    OfficeFounded,
    EpochBegan,
    OfficeRestored,
    RestorationAcknowledged,
    ClockDoubted,
    ClockExplained,
)
OFFICE = View(
    "office",
    2,
    OfficeRow,
    frozenset(kind.TOPIC for kind in KINDS),
    fold_office,
    resident=True,
)
