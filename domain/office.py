"""The office itself: who keeps this log, which epoch of it, and whether its clock may be believed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.escalation_policy import Duty
from domain.holidays import HolidaysNoticed
from domain.kernel import Event, Refused, Value, name_id, reason_given
from domain.restoration import OfficeRestored, Restoration, RestorationAcknowledged
from domain.times import WorldTime


class OfficeFounded(Event):
    """Event 1 of every log: whose it is."""

    TOPIC = "office.founded"
    store_id: UUID
    region_code: str  # GB/T 2260, six digits
    name: str
    unit: UUID  # the unit whose duty desk this is


class EpochBegan(Event):
    """A restored or copied log goes on as a new epoch, so that no board mistakes it for the old one."""

    TOPIC = "office.epoch-began"
    epoch: int
    reason: str


class DoubtKind(StrEnum):
    """Why the clock may not be believed."""

    WALL_JUMPED = "wall_jumped"
    SUSPENDED = "suspended"
    BEHIND_LOG = "behind_log"


class ClockDoubted(Event):
    """The machine's clock did what clocks do not do. Verdicts wait until a person explains it."""

    TOPIC = "office.clock-doubted"
    kind: DoubtKind
    wall: datetime
    now: datetime
    drift_us: int  # wall clock minus the office's time, microseconds


class ClockExplained(Event):
    """A person compared the office's time with a reference and says which one stands."""

    TOPIC = "office.clock-explained"
    explanation: str
    follow_wall: bool  # True: the office's time is set to the wall clock from now on
    reference: WorldTime | None  # what the reference clock showed


class DutyAssigned(Event):
    """Whom a step of the escalation reaches that names this post: all of them."""

    TOPIC = "office.duty-assigned"
    duty: Duty
    persons: tuple[UUID, ...]


class Office(Value):
    store_id: UUID
    region_code: str
    name: str
    unit: UUID
    epoch: int = 1
    doubt: DoubtKind | None = None
    duties: tuple[tuple[Duty, tuple[UUID, ...]], ...] = ()
    holidays: tuple[HolidaysNoticed, ...] = ()  # one of a year
    restoration: Restoration | None = None

    def assigned(self, duty: Duty) -> tuple[UUID, ...]:
        """The persons named for a post; () nobody."""
        return dict(self.duties).get(duty, ())


class FoundedAlready(Refused):
    """本库已初始化"""

    EN: ClassVar[str] = "This log has its office already"


class NothingToExplain(Refused):
    """时钟没有待说明的异常"""

    EN: ClassVar[str] = "The clock is not in doubt"


def office_id(store_id: UUID) -> UUID:
    return name_id(store_id, "office")


def evolve(office: Office | None, happened: Event) -> Office:
    match happened:
        case OfficeFounded(store_id=store_id, region_code=region_code, name=name, unit=unit):
            return Office(store_id=store_id, region_code=region_code, name=name, unit=unit)
        case EpochBegan(epoch=epoch) if office:
            return replace(office, epoch=epoch)
        case ClockDoubted(kind=kind) if office:
            return replace(office, doubt=kind)
        case ClockExplained() if office:
            return replace(office, doubt=None)
        case DutyAssigned(duty=duty, persons=persons) if office:
            others = tuple(one for one in office.duties if one[0] is not duty)
            return replace(office, duties=(*others, (duty, persons)))
        case HolidaysNoticed() if office:
            years = tuple(one for one in office.holidays if one.year != happened.year)
            return replace(office, holidays=(*years, happened))
        case OfficeRestored() if office:
            return replace(office, restoration=Restoration(restored=happened))
        case RestorationAcknowledged() if office:
            known = office.restoration and replace(office.restoration, acknowledged=True)
            return replace(office, restoration=known)
    raise TypeError(f"{happened!r} is not the office's")


def found(office: Office | None, founding: OfficeFounded) -> list[Event]:
    if office:
        raise FoundedAlready
    return [founding]


def restore(office: Office, *, reason: str, restored: OfficeRestored) -> list[Event]:
    """Raises ReasonMissing."""
    begun = EpochBegan(epoch=office.epoch + 1, reason=reason_given(reason))
    return [begun, replace(restored, epoch=begun.epoch)]


def assign_duty(office: Office, *, duty: Duty, persons: tuple[UUID, ...]) -> list[Event]:
    """The same persons named again are the same; none takes the post back."""
    if office.assigned(duty) == persons:
        return []
    return [DutyAssigned(duty=duty, persons=persons)]


def doubt_clock(
    office: Office, *, kind: DoubtKind, wall: datetime, now: datetime, drift_us: int
) -> list[Event]:
    """Every anomaly is recorded, also while an earlier one still waits for its explanation."""
    return [ClockDoubted(kind=kind, wall=wall, now=now, drift_us=drift_us)]


def explain_clock(
    office: Office, *, explanation: str, follow_wall: bool, reference: WorldTime | None = None
) -> list[Event]:
    if office.doubt is None:
        raise NothingToExplain
    said = reason_given(explanation)
    return [ClockExplained(explanation=said, follow_wall=follow_wall, reference=reference)]
