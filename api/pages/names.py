"""Who is who, for one page: units and people by name, and accounts that are no person's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from fastapi import Request

from api.guarding import running_of
from projections.network import PEOPLE, UNITS


class Names(NamedTuple):
    """Who is who, for one page."""

    of: Callable[[UUID], str]
    units: list[Any]
    people: list[Any]


def names_of(request: Request) -> Names:
    running = running_of(request)
    units, people = running.boards.read(
        lambda follower: (
            list(follower.rows[UNITS.name].values()),
            list(follower.rows[PEOPLE.name].values()),
        )
    )
    known = {one.id: one.profile.name for one in (*units, *people)}
    accounts = {account.id: account.name for account in running.vault.accounts()}
    open_units = sorted((one for one in units if not one.closed), key=lambda one: one.profile.name)
    return Names(
        lambda one: known.get(one) or accounts.get(one) or str(one)[:8],
        open_units,
        sorted(people, key=lambda one: one.profile.name),
    )
