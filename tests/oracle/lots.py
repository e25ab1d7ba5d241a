"""Made-up incidents, drawn by lot: every kind and level, told and heard at any time and as exactly as it may be."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.oracle.places import DEPARTMENTS, World
from tests.oracle.reckoning import DUTIES, Case, Time, Told

KINDS = ("natural_disaster", "accident", "public_health", "social_security", "unknown")
LEVELS = ("I", "II", "III", "IV", "unknown")
SUBTYPES = sorted({one for duty in DUTIES for one in (duty["only"] + " " + duty["but"]).split()})
STAGES = ("first", "first", "first", "follow_up", "final", "supplement")
WAYS = ("phone", "written", "in_person", "system", "other")
FIRST_DAY = datetime(2024, 10, 1, tzinfo=UTC)
DAYS = 800
WIDTHS = (0, 0, 0, 60, 24 * 60)  # minutes
YEARS = (2024, 2025, 2026)


def worlds(lots: random.Random, count: int) -> list[World]:
    """One with every department, then such as lack some."""
    lacking = (tuple(one for one in DEPARTMENTS if lots.random() < 0.7) for _ in range(count - 1))
    return [World(DEPARTMENTS), *map(World, lacking)]


def draw(lots: random.Random, world: World) -> Case:
    begun = FIRST_DAY + timedelta(minutes=lots.randrange(DAYS * 24 * 60))
    klass, subtype, level = _sort(lots)
    names, year = sorted(world.units), lots.choice(YEARS)
    heard = lots.sample(names, lots.randint(1, 6))
    return Case(
        klass=klass,
        subtype=subtype,
        level=level,
        decided=None if level == "unknown" else _time(lots, begun),
        sensitive=lots.random() < 0.3,
        trapped=lots.choice((None, 0, 2, 3, 9)),
        happened=_perhaps(lots, begun, 0.8),
        ended=_perhaps(lots, begun, 0.3),
        closed=lots.random() < 0.2,
        heard=tuple((name, _time(lots, begun)) for name in heard),
        reports=_reports(lots, world, heard, begun),
        off=frozenset(_days_off(lots, year)),
        known_year=year,
    )


def _sort(lots: random.Random) -> tuple[str, str, str]:
    """Any at all, or what some duty speaks of: of most sorts few duties do."""
    duty = lots.choice(DUTIES)
    any_sort = lots.choice(KINDS), lots.choice(["", "", *SUBTYPES]), lots.choice(LEVELS)
    if lots.random() < 0.3:
        return any_sort
    klass = any_sort[0] if duty["classes"] == "all" else duty["classes"]
    levels = LEVELS if duty["levels"] == "any" else duty["levels"].split()
    return klass, lots.choice(duty["only"].split() or ["", any_sort[1]]), lots.choice(levels)


def _reports(
    lots: random.Random, world: World, heard: list[str], begun: datetime
) -> tuple[Told, ...]:
    told = []
    for _ in range(lots.randrange(6)):
        by = lots.choice(heard)
        near = [one.name for one in world.above(by)] + sorted(world.units)[:6]
        to = lots.choice([one for one in near if one != by])
        id = str(UUID(int=lots.getrandbits(128)))
        stage, way = lots.choice(STAGES), lots.choice(WAYS)
        told.append(Told(id, by, to, stage, way, _time(lots, begun)))
    return tuple(sorted(told, key=lambda one: (one.at[1], one.at[0])))


def _days_off(lots: random.Random, year: int) -> set[date]:
    return {date(year, 1, 1) + timedelta(days=lots.randrange(365)) for _ in range(60)}


def _perhaps(lots: random.Random, begun: datetime, chance: float) -> Time | None:
    return _time(lots, begun) if lots.random() < chance else None


def _time(lots: random.Random, begun: datetime) -> Time:
    """Mostly within hours, sometimes days later; exact, or somewhere in an hour or a day."""
    later = lots.choice((300, 1_500, 15_000))
    at = begun + timedelta(minutes=lots.randrange(later))
    return at, at + timedelta(minutes=lots.choice(WIDTHS))
