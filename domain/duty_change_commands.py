"""What may be done to a change of the roster: asked for, agreed to, approved, refused, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from domain.duty_change import (
    OPEN,
    ChangeApproved,
    ChangeConsented,
    ChangeDeclined,
    ChangeKind,
    ChangeRefused,
    ChangeRequested,
    ChangeStanding,
    ChangeWithdrawn,
    DutyChange,
    LeaveGranted,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime

BEFORE_DAYS_OFF = timedelta(days=2)  # domain.md §2.2: 节假日调班提前两天


class NothingMoves(Refused):
    """请写明哪一班由谁换谁"""

    EN: ClassVar[str] = "Say which shift, who leaves it and who takes it"


class LeaveBackwards(Refused):
    """请假须有起止时间，且止晚于起"""

    EN: ClassVar[str] = "Leave begins and ends, in that order"


class TooLateToChange(Refused):
    """节假日班次须提前两天申请；确有急事请按紧急申请并写明理由"""

    EN: ClassVar[str] = (
        "A shift on a day off is changed two days before; ask for it as urgent, with a reason"
    )


class ChangeSettled(Refused):
    """该申请已经办结"""

    EN: ClassVar[str] = "This request is settled already"


class NotAskedOfYou(Refused):
    """该申请不需要此人同意"""

    EN: ClassVar[str] = "Nobody asked this person to agree"


class ConsentMissing(Refused):
    """接班人尚未同意"""

    EN: ClassVar[str] = "Whoever takes the seat has not agreed yet"


class OwnChange(Refused):
    """不能批准与本人有关的调班"""

    EN: ClassVar[str] = "Nobody approves a change that concerns themselves"


def request(change: DutyChange | None, asking: ChangeRequested, *, late: bool) -> list[Event]:
    """`late`: one of its shifts is on a day off and begins within two days. Asked again in the same words, it is asked once."""
    if change:
        return []
    reason_given(asking.reason)
    if not asking.moves and asking.kind is not ChangeKind.LEAVE:
        raise NothingMoves
    _require_span(asking)
    if late and not asking.urgent:
        raise TooLateToChange
    return [asking]


def consent(change: DutyChange, *, person: UUID, consented: WorldTime) -> list[Event]:
    _require_open(change)
    if person in change.consented:
        return []
    _require_asked(change, person)
    return [ChangeConsented(person=person, consented=consented)]


def decline(change: DutyChange, *, person: UUID, reason: str) -> list[Event]:
    _require_open(change)
    if person not in change.consented:
        _require_asked(change, person)
    return [ChangeDeclined(person=person, reason=reason_given(reason))]


def approve(
    change: DutyChange, *, approver: UUID, approved: WorldTime, found: bool, in_spite_of: str
) -> list[Event]:
    """`found`: something was found that wants a reason (`roster_check`)."""
    if change.standing is ChangeStanding.APPROVED:
        return []
    _require_open(change)
    if change.awaited:
        raise ConsentMissing(len(change.awaited))
    if approver in change.persons:
        raise OwnChange(approver)
    reason = reason_given(in_spite_of) if found else in_spite_of.strip()
    approval = ChangeApproved(approver=approver, approved=approved, in_spite_of=reason)
    return [approval, *_leave(change.request)]


def refuse(change: DutyChange, *, approver: UUID, reason: str) -> list[Event]:
    _require_open(change)
    return [ChangeRefused(approver=approver, reason=reason_given(reason))]


def withdraw(change: DutyChange, *, reason: str) -> list[Event]:
    _require_open(change)
    return [ChangeWithdrawn(reason=reason_given(reason))]


def _leave(asked: ChangeRequested) -> list[Event]:
    if asked.since is None or asked.until is None:
        return []
    return [LeaveGranted(person=asked.person, since=asked.since, until=asked.until)]


def _require_span(asking: ChangeRequested) -> None:
    spans = asking.since, asking.until
    if asking.kind is not ChangeKind.LEAVE:
        if spans != (None, None):
            raise LeaveBackwards
    elif asking.since is None or asking.until is None or asking.until <= asking.since:
        raise LeaveBackwards


def _require_open(change: DutyChange) -> None:
    if change.standing not in OPEN:
        raise ChangeSettled


def _require_asked(change: DutyChange, person: UUID) -> None:
    if person not in change.awaited:
        raise NotAskedOfYou(person)
