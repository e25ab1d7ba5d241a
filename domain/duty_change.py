"""调班、替班、请假: somebody else takes a seat; asked for, agreed to by whoever takes it, approved by a leader."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value
from domain.times import WorldTime


class ChangeKind(StrEnum):
    """Why seats change hands."""

    SUBSTITUTION = "substitution"  # 替班
    SWAP = "swap"  # 调班
    LEAVE = "leave"  # 请假


class Move(Value):
    """In one shift, every seat of `leaves` is taken by `takes`."""

    shift: UUID
    leaves: UUID
    takes: UUID


class ChangeRequested(Event):
    """`since` and `until`: of leave, when `person` is away. `urgent`: later than two days before a day off."""

    TOPIC = "duty-change.requested"
    kind: ChangeKind
    person: UUID
    moves: tuple[Move, ...]
    since: datetime | None
    until: datetime | None
    reason: str
    urgent: bool
    asked: WorldTime


class ChangeConsented(Event):
    TOPIC = "duty-change.consented"
    person: UUID
    consented: WorldTime


class ChangeDeclined(Event):
    """Somebody who was to take a seat does not."""

    TOPIC = "duty-change.declined"
    person: UUID
    reason: str


class ChangeApproved(Event):
    """In the same command the shifts are revised."""

    TOPIC = "duty-change.approved"
    approver: UUID
    approved: WorldTime
    in_spite_of: str


class ChangeRefused(Event):
    TOPIC = "duty-change.refused"
    approver: UUID
    reason: str


class ChangeWithdrawn(Event):
    TOPIC = "duty-change.withdrawn"
    reason: str


class LeaveGranted(Event):
    """Beside the approval: from when to when somebody is not to be put on a roster."""

    TOPIC = "duty-change.leave-granted"
    person: UUID
    since: datetime
    until: datetime


class ChangeStanding(StrEnum):
    """How far a change has come."""

    REQUESTED = "requested"  # 待同意
    AGREED = "agreed"  # 待批准
    APPROVED = "approved"  # 已批准
    DECLINED = "declined"  # 对方不同意
    REFUSED = "refused"  # 未批准
    WITHDRAWN = "withdrawn"  # 已撤回


OPEN = frozenset({ChangeStanding.REQUESTED, ChangeStanding.AGREED})


class DutyChange(Value):
    request: ChangeRequested
    consented: frozenset[UUID] = frozenset()
    standing: ChangeStanding = ChangeStanding.REQUESTED

    @property
    def awaited(self) -> tuple[UUID, ...]:
        """Who takes a seat and has not agreed yet; whoever asks has agreed by asking."""
        agreed = self.consented | {self.request.person}
        takers = dict.fromkeys(one.takes for one in self.request.moves)
        return tuple(one for one in takers if one not in agreed)

    @property
    def persons(self) -> frozenset[UUID]:
        """Everybody whom it concerns."""
        moved = {one for move in self.request.moves for one in (move.leaves, move.takes)}
        return frozenset({self.request.person, *moved})


def evolve(change: DutyChange | None, happened: Event) -> DutyChange:
    if isinstance(happened, ChangeRequested):
        return _standing(DutyChange(request=happened))
    if change is None:
        raise TypeError(f"{happened!r} comes before any request")
    match happened:
        case ChangeConsented(person=person):
            return _standing(replace(change, consented=change.consented | {person}))
        case ChangeDeclined():
            return replace(change, standing=ChangeStanding.DECLINED)
        case ChangeApproved():
            return replace(change, standing=ChangeStanding.APPROVED)
        case ChangeRefused():
            return replace(change, standing=ChangeStanding.REFUSED)
        case ChangeWithdrawn():
            return replace(change, standing=ChangeStanding.WITHDRAWN)
        case LeaveGranted():
            return change
    raise TypeError(f"{happened!r} is no change's")


def _standing(change: DutyChange) -> DutyChange:
    standing = ChangeStanding.REQUESTED if change.awaited else ChangeStanding.AGREED
    return replace(change, standing=standing)
