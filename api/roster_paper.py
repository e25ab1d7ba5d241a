"""What stands around the shifts of a month when they are written out, and whom a sheet may name."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from starlette.requests import Request

from api.languages import language_of, word_of
from api.roster_sheets.lines import RosterPaper
from api.roster_sheets.whom import Rostered
from api.running import Running
from desk.holidays import OfficeCalendar
from domain.duty_change import ChangeStanding
from projections.follower import Follower
from projections.network import PEOPLE, UNITS, PersonRow, UnitRow
from projections.rosters import DUTY_CHANGES, ROSTERS, ChangeRow, RosterRow


def roster_paper(request: Request, first: date) -> RosterPaper:
    running: Running = request.app.state.running
    register = running.desk.register()
    unit: UnitRow | None
    unit = running.boards.read(lambda f: f.rows[UNITS.name].get(register.office.unit))
    return RosterPaper(
        register.office.name,
        everybody(request),
        OfficeCalendar(register.office.holidays),
        unit.profile.duty_phone if unit else "",
        unit.profile.fax if unit else "",
        _approver(running, first),
        _changes(request),
    )


def everybody(request: Request) -> tuple[Rostered, ...]:
    """Whom a roster may name, with what tells namesakes apart."""
    running: Running = request.app.state.running
    people, units = running.boards.read(_registered)
    return tuple(
        Rostered(
            one.id,
            one.profile.name,
            units.get(one.profile.unit, ""),
            one.profile.phone,
            "、".join(held.post for held in one.posts),
        )
        for one in people
    )


def _registered(follower: Follower) -> tuple[list[PersonRow], dict[UUID, str]]:
    units: list[UnitRow] = list(follower.rows[UNITS.name].values())
    return list(follower.rows[PEOPLE.name].values()), {one.id: one.profile.name for one in units}


def _approver(running: Running, month: date) -> str:
    """Of the roster that is in force on its first days."""
    rows: list[RosterRow] = running.boards.read(lambda f: list(f.rows[ROSTERS.name].values()))
    named = [one for one in rows if (one.first.year, one.first.month) == (month.year, month.month)]
    signed = next((one.approver for one in reversed(named) if one.approver), None)
    person: PersonRow | None
    person = running.boards.read(lambda f: f.rows[PEOPLE.name].get(signed)) if signed else None
    return person.profile.name if person else ""


def _changes(request: Request) -> dict[datetime, str]:
    """Beside a shift, who left it to whom."""
    running: Running = request.app.state.running
    shifts = running.desk.register().duty.shifts
    people = {one.id: one.name for one in everybody(request)}
    rows: list[ChangeRow] = running.boards.read(lambda f: list(f.rows[DUTY_CHANGES.name].values()))
    said: dict[datetime, list[str]] = {}
    for one in (row.change for row in rows if row.change.standing is ChangeStanding.APPROVED):
        kind = word_of(language_of(request), one.request.kind)
        for move in (move for move in one.request.moves if move.shift in shifts):
            words = f"{kind} {people.get(move.leaves, '')}→{people.get(move.takes, '')}"
            said.setdefault(shifts[move.shift].starts, []).append(words)
    return {starts: "\n".join(words) for starts, words in said.items()}
