"""乡镇编号: the two digits an officer types for a place, from the office's own register."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from api.running import Running
from domain.facts import Place
from domain.words import Tier
from projections.network import UNITS, UnitRow

CODED = re.compile(r"(\d{2})(?:\s+(.*))?$", re.DOTALL)
DIGITS = slice(7, 9)  # of a nine-digit division code, GB/T 10114: the township within its county


class Township(NamedTuple):
    code: str
    name: str
    unit: UUID


def townships(running: Running) -> tuple[Township, ...]:
    """In the order of their codes."""
    rows = running.boards.read(lambda follower: list(follower.rows[UNITS.name].values()))
    below = [one for one in rows if one.profile.tier is Tier.TOWNSHIP and not one.closed]
    return tuple(sorted(numbered(below)))


def numbered(units: Iterable[UnitRow]) -> list[Township]:
    """By its division code; where the register holds none, the next free number in the order of names."""
    ordered = sorted(units, key=lambda one: (one.profile.region_code, one.profile.name))
    taken = {code for one in ordered if (code := one.profile.region_code[DIGITS])}
    free = (f"{number:02d}" for number in range(1, 100) if f"{number:02d}" not in taken)
    return [
        Township(one.profile.region_code[DIGITS] or next(free), one.profile.name, one.id)
        for one in ordered
    ]


def place_of(typed: str, known: Iterable[Township]) -> Place | None:
    """`03 远帆化工厂区`: the township's name goes before the words. What is no code of ours stays as typed."""
    words = typed.strip()
    found = CODED.fullmatch(words)
    township = next((one for one in known if found and one.code == found[1]), None)
    if not words:
        return None
    if found is None or township is None:
        return Place(text=words)
    text = f"{township.name} {found[2] or ''}".strip()
    return Place(text=text, township=township.code)


def government_of(place: Place | None, known: Iterable[Township]) -> UUID | None:
    """属地: the township whose code the place carries."""
    coded = place.township if place else ""
    return next((one.unit for one in known if coded and one.code == coded), None)
