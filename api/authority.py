"""Who may be named as the one who decided, when somebody else writes the decision down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from starlette.requests import HTTPConnection

from api.concerns import Units
from api.problems import TurnedAway
from api.running import Running
from desk import access
from desk.access import DESK, LEADING, Action, Caller, Role
from desk.seats import LEADERS
from desk.vault.accounts import Account
from domain.shift import Seat, is_on_duty
from projections.duty import DUTY
from projections.network import PEOPLE, PersonRow

LEADERS_SEATS = frozenset(LEADERS)


class NoAuthority(TurnedAway):
    """所选人员无权作此决定"""

    EN: ClassVar[str] = "The person named has no authority for this decision"


def require_authority(
    running: Running, person: UUID, action: Action, about: Units, connection: HTTPConnection
) -> None:
    """Raises NoAuthority."""
    units = about(running, connection)
    if all(one.id != person for one in deciders(running, action, units)):
        raise NoAuthority


def deciders(running: Running, action: Action, units: Iterable[UUID]) -> list[PersonRow]:
    """Everybody on the register whose word for `action` may be written down by somebody else."""
    register, units = running.desk.register(), tuple(units)
    people = running.boards.read(lambda follower: list(follower.rows[PEOPLE.name].values()))
    seats, accounts = seats_of(running), running.vault.accounts()
    callers = ((one, _as_caller(one, seats, accounts)) for one in people)
    return [
        person
        for person, caller in callers
        if access.allowed(caller, action, register.network, register.office.unit, units)
    ]


def seats_of(running: Running) -> tuple[Seat, ...]:
    """Of the shift the watch rests with."""
    shifts = running.boards.read(lambda follower: list(follower.rows[DUTY.name].values()))
    return tuple(seat for shift in shifts if shift.responsible for seat in shift.seats)


def _as_caller(person: PersonRow, seats: Iterable[Seat], accounts: Iterable[Account]) -> Caller:
    """As if they asked themselves.

    A leader on the phone may have no account and sit on no shift: then a post on the register is
    enough. Of whoever has an account or a seat we know better.
    """
    held = {seat.post for seat in seats if seat.person == person.id and is_on_duty(seat)}
    known = [one for one in accounts if one.person == person.id and not one.disabled]
    roles = LEADING.intersection(role for one in known for role in one.roles)
    if held & LEADERS_SEATS or (person.posts and not held and not known):
        roles |= {Role.DUTY_LEADER}
    return Caller(
        account=person.id,
        person=person.id,
        roles=tuple(roles),
        unit=person.profile.unit,
        on_shift=bool(held) or not known,
    )


def witnesses(running: Running, but: UUID | None) -> list[PersonRow]:
    """Who may hear a signature at our desk: its officers who can prove themselves by PIN."""
    here = running.desk.register().office.unit
    proving = {
        one.person
        for one in running.vault.accounts()
        if one.unit == here and DESK.intersection(one.roles) and not one.disabled
    }
    people = running.boards.read(lambda follower: list(follower.rows[PEOPLE.name].values()))
    return [one for one in people if one.id in proving and one.id != but]
