"""值班表: drafted whole, looked through, published; with the publishing the shifts are set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from msgspec.structs import replace

from desk.attendance import call_off
from desk.draft import Draft
from desk.duty import put_shift
from desk.holidays import OfficeCalendar
from desk.register import Register
from desk.tellings import About, first_of, tell, when
from domain import person as people
from domain import roster as rosters
from domain import shift as shifts
from domain import watch as watches
from domain.duty_calendar import DutyCalendar
from domain.kernel import Value
from domain.roster import PlannedShift, Roster, RosterDrafted, roster_id
from domain.roster_check import Finding, look_through, require_sound
from domain.telling import TellingKind
from domain.times import WorldTime
from domain.watch import watch_id
from domain.working_days import BEIJING


class DraftRoster(Value):
    """Read from a sheet or made by rotation, and looked at by whoever confirms it."""

    first: date
    last: date
    shifts: tuple[PlannedShift, ...]
    source: str


class PublishRoster(Value):
    first: date
    last: date
    approver: UUID
    published: WorldTime
    in_spite_of: str = ""


class TrainPerson(Value):
    person: UUID
    on: date


class RosterAnswer(Value):
    """`changed`: how many shifts were set, revised or dropped."""

    roster: UUID
    changed: int = 0


def draft_roster(draft: Draft, drafting: DraftRoster) -> RosterAnswer:
    """It binds nobody yet."""
    unit = draft.register.office.unit
    id = roster_id(unit, drafting.first, drafting.last)
    for person in {seat.person for shift in drafting.shifts for seat in shift.seats}:
        draft.require(person, people.evolve)
    drafted = _drafted(unit, drafting)
    draft.record(id, rosters.draft(draft.load(id, rosters.evolve), drafted))
    return RosterAnswer(roster=id)


def _drafted(unit: UUID, drafting: DraftRoster) -> RosterDrafted:
    return RosterDrafted(
        unit=unit,
        first=drafting.first,
        last=drafting.last,
        shifts=tuple(sorted(drafting.shifts, key=lambda one: one.starts)),
        source=drafting.source,
    )


def publish_roster(draft: Draft, publishing: PublishRoster) -> RosterAnswer:
    """Raises NothingDrafted, RosterUnsound, ReasonMissing. What has begun is history and stays as it is."""
    id = roster_id(draft.register.office.unit, publishing.first, publishing.last)
    roster = draft.require(id, rosters.evolve)
    found = findings(roster, draft.register, draft.now)
    require_sound(found)
    published = rosters.publish(
        roster,
        approver=publishing.approver,
        published=publishing.published,
        found=bool(found),
        in_spite_of=publishing.in_spite_of,
    )
    draft.record(id, published)
    changed = _set(draft, roster)
    _tell(draft, id, draft.require(id, rosters.evolve))
    return RosterAnswer(roster=id, changed=changed)


def findings(roster: Roster, register: Register, now: datetime) -> list[Finding]:
    """What is wrong with those of its shifts that have not begun, beside the shifts that stay."""
    replaced = (id for id, _ in replaced_by(roster, register.duty, now))
    days = OfficeCalendar(register.office.holidays)
    return look_through(coming(roster.shifts, now), register.duty.without(replaced), days)


def coming(shifts: Iterable[PlannedShift], now: datetime) -> list[PlannedShift]:
    return [one for one in shifts if one.starts > now]


def replaced_by(
    roster: Roster, calendar: DutyCalendar, now: datetime
) -> list[tuple[UUID, PlannedShift]]:
    """The shifts of its days that have not begun."""
    since, until = _midnight(roster.first), _midnight(roster.last + timedelta(days=1))
    return [one for one in calendar.beginning(since, until) if one[1].starts > now]


def train_person(draft: Draft, training: TrainPerson) -> RosterAnswer:
    person = draft.require(training.person, people.evolve)
    changed = draft.record(training.person, people.train(person, on=training.on))
    return RosterAnswer(roster=training.person, changed=int(changed))


def _tell(draft: Draft, id: UUID, roster: Roster) -> None:
    """Everybody whose seats are others than before: how often they sit, and when first."""
    before = _by_person(one for _, one in replaced_by(roster, draft.register.duty, draft.now))
    after = _by_person(coming(roster.shifts, draft.now))
    about = About(id, TellingKind.ROSTER_PUBLISHED, roster.version)
    span = f"值班表已发布（{roster.first:%Y-%m-%d}至{roster.last:%Y-%m-%d}）"
    for person in {**before, **after}:
        some = after.get(person, [])
        if some != before.get(person):
            mine = f"您有{len(some)}个班次，首班{when(some[0])}" if some else "其中没有您的班次"
            tell(draft, about, person, f"{span}，{mine}", first_of(some))


def _by_person(shifts: Iterable[PlannedShift]) -> dict[UUID, list[PlannedShift]]:
    """Each with nobody's seats but their own."""
    mine: dict[UUID, list[PlannedShift]] = {}
    for shift in shifts:
        for person in {seat.person for seat in shift.seats}:
            own = tuple(seat for seat in shift.seats if seat.person == person)
            mine.setdefault(person, []).append(replace(shift, seats=own))
    return mine


def _set(draft: Draft, roster: Roster) -> int:
    """How many shifts are others than before."""
    before, planned = draft.register.duty.shifts, coming(roster.shifts, draft.now)
    put = {put_shift(draft, one): one for one in planned}
    gone = [id for id, _ in replaced_by(roster, draft.register.duty, draft.now) if id not in put]
    watch = draft.load(watch_id(draft.register.office.unit), watches.evolve)
    dropped = [id for id in gone if watch is None or id != watch.shift]
    for id in dropped:
        draft.record(id, shifts.drop(draft.require(id, shifts.evolve)))
        call_off(draft, id)
    return len(dropped) + sum(before.get(id) != one for id, one in put.items())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
