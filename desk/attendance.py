"""到岗: who is awaited for a shift, who is rung when somebody does not come, and why one need not come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from desk.duty_breaches import propose_from, withdraw_explained
from desk.duty_day import attendance_policy
from desk.ringing import ring_person, ring_post
from domain import attendance as attendances
from domain import attendance_commands as commands
from domain import shift as shifts
from domain import watch as watches
from domain.attendance import Attendance, attendance_id
from domain.attendance_events import AbsenceNoted, AbsenceStepTaken, ShiftExpected
from domain.duty_breach import Explained
from domain.escalation_policy import Duty, Manner
from domain.kernel import Event, Value
from domain.notice import RingCause
from domain.notice_commands import Ring
from domain.shift import Shift
from domain.times import WorldTime
from domain.watch import watch_id


class ExcuseAbsence(Value):
    shift: UUID
    person: UUID
    reason: str


class Depart(Value):
    """Gone home, the relief having signed."""

    shift: UUID
    person: UUID
    left: WorldTime


class AttendanceAnswer(Value):
    shift: UUID


def expect(draft: Draft, shift_id: UUID) -> None:
    """In the command that sets or revises the shift: its alarm is set or renewed with it."""
    shift = draft.require(shift_id, shifts.evolve)
    id = attendance_id(shift_id)
    standing = draft.load(id, attendances.evolve)
    if draft.record(id, commands.expect(standing, _expected(draft, shift, again=bool(standing)))):
        _withdraw_substituted(draft, shift, standing)


def call_off(draft: Draft, shift: UUID) -> None:
    """In the command that drops the shift."""
    id = attendance_id(shift)
    standing = draft.load(id, attendances.evolve)
    draft.record(id, commands.call_off(standing, at=draft.now))


def _expected(draft: Draft, shift: Shift, *, again: bool) -> ShiftExpected:
    """Whoever came before anybody was awaited is here."""
    seats = (seat for seat in shift.seats if again or seat not in shift.arrived)
    return ShiftExpected(
        shift=shift.id,
        starts=shift.starts,
        ends=shift.ends,
        seats=tuple(seats),
        policy=attendance_policy(),
        at=draft.now,
        next_at=None,
    )


def _withdraw_substituted(draft: Draft, shift: Shift, before: Attendance | None) -> None:
    """Of whoever was missing and is on the shift no more."""
    seated = {seat.person for seat in shift.seats}
    for one in before.missing if before else ():
        if one.seat.person not in seated:
            withdraw_explained(draft, shift.id, one.seat.person, Explained.SUBSTITUTED, "")


def note_arrival(draft: Draft, shift: UUID, person: UUID, arrived: WorldTime) -> None:
    id = attendance_id(shift)
    standing = draft.load(id, attendances.evolve)
    responsible = _has_watch(draft, shift)
    happened = commands.arrive(standing, person=person, arrived=arrived, responsible=responsible)
    draft.record(id, happened)
    for one in happened:
        propose_from(draft, draft.require(id, attendances.evolve), one)


def excuse_absence(draft: Draft, excusing: ExcuseAbsence) -> AttendanceAnswer:
    id = attendance_id(excusing.shift)
    standing = draft.load(id, attendances.evolve)
    excused = commands.excuse(standing, person=excusing.person, reason=excusing.reason)
    if draft.record(id, excused):
        who, reason = excusing.person, excusing.reason.strip()
        withdraw_explained(draft, excusing.shift, who, Explained.EXCUSED, reason)
    return AttendanceAnswer(shift=excusing.shift)


def depart(draft: Draft, leaving: Depart) -> AttendanceAnswer:
    """Raises ReliefUnsigned as long as the watch rests with this shift."""
    id = attendance_id(leaving.shift)
    standing = draft.load(id, attendances.evolve)
    responsible = _has_watch(draft, leaving.shift)
    departed = commands.depart(
        standing, person=leaving.person, left=leaving.left, responsible=responsible
    )
    draft.record(id, departed)
    return AttendanceAnswer(shift=leaving.shift)


def _has_watch(draft: Draft, shift: UUID) -> bool:
    watch = draft.load(watch_id(draft.register.office.unit), watches.evolve)
    return watch is not None and watch.shift == shift


def look_at_attendance(draft: Draft, id: UUID, as_of: datetime) -> None:
    """Whoever is absent is rung himself; then, step by step, who has to see to it."""
    attendance = draft.require(id, attendances.evolve)
    happened = commands.look(attendance, as_of=as_of)
    draft.record(id, happened)
    for one in happened:
        _ring(draft, attendance.expected_as.shift, one, as_of)
        propose_from(draft, draft.require(id, attendances.evolve), one)


def _ring(draft: Draft, shift: UUID, happened: Event, at: datetime) -> None:
    match happened:
        case AbsenceNoted(persons=persons):
            for person in persons:
                ring_person(draft, _absence(shift, Duty.OFFICER, Manner.RING, person), at)
        case AbsenceStepTaken(step=step):
            ring_post(draft, _absence(shift, step.to, step.manner), at)


def _absence(shift: UUID, duty: Duty, manner: Manner, person: UUID | None = None) -> Ring:
    return Ring(shift, person, duty, RingCause.ABSENCE, manner, (), for_shift=True)
