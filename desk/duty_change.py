"""调班、替班、请假: asked for, agreed to, approved; with the approval the shifts are revised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from desk.duty import put_shift
from desk.holidays import OfficeCalendar
from desk.register import Register
from desk.tellings import About, first_of, tell, when
from domain import duty_change as changes
from domain import duty_change_commands as commands
from domain import person as people
from domain import shift as shifts
from domain.duty_calendar import Away, DutyCalendar
from domain.duty_change import ChangeRequested, DutyChange, Move
from domain.kernel import Refused, Value
from domain.roster import PlannedShift
from domain.roster_check import Finding, look_through, require_sound
from domain.shift import NotOnThisShift
from domain.telling import TellingKind
from domain.times import WorldTime
from domain.working_days import BEIJING, SATURDAY, Calendar


class RequestChange(Value):
    request: ChangeRequested


class ConsentToChange(Value):
    change: UUID
    person: UUID
    consented: WorldTime


class DeclineChange(Value):
    change: UUID
    person: UUID
    reason: str


class ApproveChange(Value):
    change: UUID
    approver: UUID
    approved: WorldTime
    in_spite_of: str = ""


class RefuseChange(Value):
    change: UUID
    approver: UUID
    reason: str


class WithdrawChange(Value):
    change: UUID
    reason: str


class ChangeAnswer(Value):
    change: UUID


class ShiftIsOver(Refused):
    """该班次已经结束，不能再换人"""

    EN: ClassVar[str] = "This shift is over: nobody can take a seat of it"


class CoverMissing(Refused):
    """请假期间还有班次没有人顶替"""

    EN: ClassVar[str] = "Somebody must take each seat of whoever goes on leave"


def request_change(draft: Draft, requesting: RequestChange) -> ChangeAnswer:
    asked = requesting.request
    id = draft.new_id("duty-change", asked.kind, asked.person)
    for person in {asked.person, *(one.takes for one in asked.moves)}:
        draft.require(person, people.evolve)
    planned = [_planned(draft, move) for move in asked.moves]
    days = OfficeCalendar(draft.register.office.holidays)
    late = any(_is_late(one, asked.asked.latest, days) for one in planned)
    draft.record(id, commands.request(draft.load(id, changes.evolve), asked, late=late))
    change = draft.require(id, changes.evolve)
    _tell(draft, id, change, TellingKind.SEAT_ASKED, change.awaited, "请您接班")
    return ChangeAnswer(change=id)


def consent_to_change(draft: Draft, consenting: ConsentToChange) -> ChangeAnswer:
    change = draft.require(consenting.change, changes.evolve)
    agreed = commands.consent(change, person=consenting.person, consented=consenting.consented)
    draft.record(consenting.change, agreed)
    return ChangeAnswer(change=consenting.change)


def decline_change(draft: Draft, declining: DeclineChange) -> ChangeAnswer:
    change = draft.require(declining.change, changes.evolve)
    declined = commands.decline(change, person=declining.person, reason=declining.reason)
    draft.record(declining.change, declined)
    _tell_ended(draft, declining.change, f"对方不同意：{declining.reason}")
    return ChangeAnswer(change=declining.change)


def approve_change(draft: Draft, approving: ApproveChange) -> ChangeAnswer:
    """Raises ConsentMissing, OwnChange, CoverMissing, ShiftIsOver, RosterUnsound, ReasonMissing."""
    change = draft.require(approving.change, changes.evolve)
    found = change_findings(change, draft.register)
    approved = commands.approve(
        change,
        approver=approving.approver,
        approved=approving.approved,
        found=bool(found),
        in_spite_of=approving.in_spite_of,
    )
    if draft.record(approving.change, approved):
        require_sound(found)
        _move(draft, change)
        kind = TellingKind.CHANGE_APPROVED
        _tell(draft, approving.change, change, kind, change.persons, "换班已批准")
    return ChangeAnswer(change=approving.change)


def _move(draft: Draft, change: DutyChange) -> None:
    require_cover(change, draft.register.duty, draft.now)
    for move in change.request.moves:
        _planned(draft, move)
    for shift in moved(change, draft.register.duty).values():
        put_shift(draft, shift)


def refuse_change(draft: Draft, refusing: RefuseChange) -> ChangeAnswer:
    change = draft.require(refusing.change, changes.evolve)
    refused = commands.refuse(change, approver=refusing.approver, reason=refusing.reason)
    draft.record(refusing.change, refused)
    _tell_ended(draft, refusing.change, f"未批准：{refusing.reason}")
    return ChangeAnswer(change=refusing.change)


def withdraw_change(draft: Draft, withdrawing: WithdrawChange) -> ChangeAnswer:
    change = draft.require(withdrawing.change, changes.evolve)
    draft.record(withdrawing.change, commands.withdraw(change, reason=withdrawing.reason))
    _tell_ended(draft, withdrawing.change, f"申请已撤回：{withdrawing.reason}")
    return ChangeAnswer(change=withdrawing.change)


def change_findings(change: DutyChange, register: Register) -> list[Finding]:
    """What becomes wrong for whoever takes a seat; what was wrong before is not the change's."""
    calendar, asked = register.duty, change.request
    after, days = moved(change, calendar), OfficeCalendar(register.office.holidays)
    if asked.since and asked.until:
        away = Away(person=asked.person, since=asked.since, until=asked.until)
        calendar = calendar._replace(away=(*calendar.away, away))
    takers = {one.takes for one in asked.moves}
    found = look_through(list(after.values()), calendar.without(after), days)
    return [one for one in found if one.person in takers]


def moved(change: DutyChange, calendar: DutyCalendar) -> dict[UUID, PlannedShift]:
    """The shifts as they are afterwards."""
    after: dict[UUID, PlannedShift] = {}
    for move in change.request.moves:
        shift = after.get(move.shift) or calendar.shifts.get(move.shift)
        if shift:
            after[move.shift] = _after(shift, move)
    return after


def require_cover(change: DutyChange, calendar: DutyCalendar, now: datetime) -> None:
    """Raises CoverMissing."""
    asked = change.request
    if asked.since is None or asked.until is None:
        return
    covered = {one.shift for one in asked.moves if one.leaves == asked.person}
    for id, shift in calendar.between(max(asked.since, now), asked.until):
        if id not in covered and any(seat.person == asked.person for seat in shift.seats):
            raise CoverMissing(shift.starts.isoformat())


def _tell_ended(draft: Draft, id: UUID, words: str) -> None:
    change = draft.require(id, changes.evolve)
    _tell(draft, id, change, TellingKind.CHANGE_ENDED, change.persons, words)


def _tell(
    draft: Draft,
    id: UUID,
    change: DutyChange,
    kind: TellingKind,
    whom: Iterable[UUID],
    words: str,
) -> None:
    """Which shift goes from whom to whom, in one line that fits a message."""
    calendar, told = draft.register.duty.shifts, [words]
    for move in change.request.moves:
        leaves, takes = (_name(draft, one) for one in (move.leaves, move.takes))
        told.append(f"{when(calendar[move.shift])} {leaves}→{takes}")
    concerns = first_of(calendar[move.shift] for move in change.request.moves)
    for person in whom:
        tell(draft, About(id, kind), person, "，".join(told), concerns)


def _name(draft: Draft, person: UUID) -> str:
    return draft.require(person, people.evolve).profile.name


def _after(shift: PlannedShift, move: Move) -> PlannedShift:
    seats = tuple(
        replace(seat, person=move.takes) if seat.person == move.leaves else seat
        for seat in shift.seats
    )
    return replace(shift, seats=seats)


def _planned(draft: Draft, move: Move) -> PlannedShift:
    """As it stands. Raises Unknown, ShiftGone, ShiftIsOver, NotOnThisShift."""
    shift = draft.require(move.shift, shifts.evolve)
    shifts.require_kept(shift)
    if shift.ends <= draft.now:
        raise ShiftIsOver(shift.ends.isoformat())
    if all(seat.person != move.leaves for seat in shift.seats):
        raise NotOnThisShift(move.leaves)
    return PlannedShift(starts=shift.starts, ends=shift.ends, seats=shift.seats)


def _is_late(shift: PlannedShift, asked: datetime, days: Calendar) -> bool:
    """A shift on a day off, asked about too late; of an unknown year weekends are days off."""
    day = shift.starts.astimezone(BEIJING).date()
    works = days.is_working(day)
    works = day.weekday() < SATURDAY if works is None else works
    return not works and shift.starts - asked < commands.BEFORE_DAYS_OFF
