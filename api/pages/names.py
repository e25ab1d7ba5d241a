"""Who is who, for one page: units and people by name, and accounts that are no person's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from uuid import UUID

from fastapi import Request

from api.guarding import running_of
from projections.called import called_at
from projections.follower import Follower
from projections.network import PEOPLE, UNITS, PersonRow, UnitRow


class Names(NamedTuple):
    """Who is who, for one page."""

    of: Callable[[UUID], str]
    units: list[UnitRow]
    people: list[PersonRow]

    def phone(self, unit: UUID) -> str:
        """Its duty phone; blank if none is known."""
        return next((one.profile.duty_phone for one in self.units if one.id == unit), "")


def names_of(request: Request) -> Names:
    running = running_of(request)
    units, people = running.boards.read(_registered)
    rows: list[UnitRow | PersonRow] = [*units, *people]
    known = {one.id: one.profile.name for one in rows}
    accounts = {account.id: account.name for account in running.vault.accounts()}
    return Names(
        lambda one: known.get(one) or accounts.get(one) or str(one)[:8],
        sorted((one for one in units if not one.closed), key=_name),
        sorted(people, key=_name),
    )


def names_at(request: Request, seq: int) -> Names:
    """As units and people were called at a position; accounts, whose names nothing records, as now."""
    log, now = running_of(request).log, names_of(request)

    @cache
    def called(id: UUID) -> str:
        return called_at(log, id, seq) or now.of(id)

    return now._replace(of=called)


def _registered(follower: Follower) -> tuple[list[UnitRow], list[PersonRow]]:
    return list(follower.rows[UNITS.name].values()), list(follower.rows[PEOPLE.name].values())


def _name(row: UnitRow | PersonRow) -> str:
    return row.profile.name
