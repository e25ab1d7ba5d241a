"""What the law says of one incident, by a table copied out by hand: who owes whom a report, from when, until when.

Imports nothing of the product. A time is a pair: the earliest and the latest moment it may be.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from tests.oracle.places import RUNGS, World

Duty = dict[str, str]
Time = tuple[datetime, datetime]
TABLE = Path(__file__).with_name("duties.csv")
DUTIES: list[Duty] = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
BEIJING = timezone(timedelta(hours=8))
UNITS_OF_TIME = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
BY_WORD = ("phone", "in_person")


class Told(NamedTuple):
    """One report that was made."""

    id: str
    by: str
    to: str
    stage: str
    way: str
    at: Time


class Case(NamedTuple):
    """One incident, as plain as it can be told. `heard`: who learned by other ways than a report, and when."""

    klass: str
    subtype: str
    level: str
    decided: Time | None
    sensitive: bool
    trapped: int | None
    happened: Time | None
    ended: Time | None
    closed: bool
    heard: tuple[tuple[str, Time], ...]
    reports: tuple[Told, ...]
    off: frozenset[date]  # days that nobody works
    known_year: int


class Clock(NamedTuple):
    """`doubtful`: it may remind and never accuse. `free`: it had run out before the unit could know its duty."""

    rule: str
    by: str
    to: str
    stage: str
    way: str
    counts: str
    since: str  # the report it counts from
    start: Time
    due: datetime
    late_after: datetime | None
    must: bool
    doubtful: bool
    free: bool


def clocks(case: Case, world: World) -> set[Clock]:
    knowing = {name for name, _ in case.heard} | {one.to for one in case.reports}
    return {
        clock
        for duty in DUTIES
        if _speaks_of(duty, case)
        for name in knowing
        if world.owes(name, duty["who"])
        for to in _recipients(duty, name, case, world)
        if _goes_so_far(duty, case.level, world.units[to].tier)
        for clock in _started(duty, name, to, case, world.units[to].tier)
    }


def _speaks_of(duty: Duty, case: Case) -> bool:
    when = {"": True, "sensitive": case.sensitive, "near miss": (case.trapped or 0) >= 3}
    return (
        duty["classes"] in ("all", case.klass)
        and (duty["levels"] == "any" or case.level in duty["levels"].split())
        and (not duty["only"] or case.subtype in duty["only"].split())
        and case.subtype not in duty["but"].split()
        and when[duty["when"]]
    )


def _goes_so_far(duty: Duty, level: str, tier: str) -> bool:
    top = dict(one.split(":") for one in duty["up_to"].split()).get(level, "central")
    return RUNGS.index(tier) <= RUNGS.index(top)


def _recipients(duty: Duty, name: str, case: Case, world: World) -> set[str]:
    if duty["to"] == "told before":
        told = {one.to for one in case.reports if one.by == name}
        return {to for to in told if world.is_above(to, name)}
    named = {world.find(role, name, duty["line"]) for role in duty["to"].split(";")}
    return {to for to in named if to and to != name}


def _started(duty: Duty, by: str, to: str, case: Case, tier: str) -> Iterator[Clock]:
    for since, start in _starts(duty, by, to, case):
        ends = [_within(duty["within"], at, case) for at in start]
        due, over = (at + within for at, (within, _) in zip(start, ends, strict=True))
        window = duty["counts"] == "window"
        late_after = None if window else over
        if _in_force(duty, start):
            yield Clock(
                rule=duty["rule"],
                by=by,
                to=to,
                stage=duty["stage"],
                way=duty["by"],
                counts=duty["counts"],
                since=since,
                start=start,
                due=over if window else due,
                late_after=late_after,
                must=duty["must"] == "yes",
                doubtful=duty["doubtful"] == "yes" or not all(sure for _, sure in ends),
                free=_free(late_after, _level_known(duty, tier, case), learned(case, by)),
            )


def _starts(duty: Duty, by: str, to: str, case: Case) -> Iterator[tuple[str, Time]]:
    known, told = learned(case, by), [one for one in case.reports if (one.by, one.to) == (by, to)]
    match duty["from"]:
        case "learned" if known:
            yield "", known
        case "happened" if start := case.happened or known:
            yield "", start
        case "ended" if case.ended:
            yield "", case.ended
        case "phone":
            yield from [(one.id, one.at) for one in told if one.way in BY_WORD][:1]
        case "report" if told and not case.closed and all(one.stage != "final" for one in told):
            last = told[-1]
            due = last.at[0] + _within(duty["within"], last.at[0], case)[0]
            if not case.ended or due <= case.ended[0]:
                yield last.id, last.at


def learned(case: Case, unit: str) -> Time | None:
    """From the earliest that any source may be to the earliest that one certainly is."""
    times = [at for name, at in case.heard if name == unit]
    times += [one.at for one in case.reports if one.to == unit]
    return (min(at[0] for at in times), min(at[1] for at in times)) if times else None


def _in_force(duty: Duty, start: Time) -> bool:
    day = start[0].astimezone(BEIJING).date().isoformat()
    return (duty["since"] or day) <= day <= (duty["until"] or day)


def _level_known(duty: Duty, tier: str, case: Case) -> Time | None:
    """When the level was decided, if the duty was none before."""
    said = duty["levels"] == "any" or "unknown" in duty["levels"].split()
    return None if said and _goes_so_far(duty, "unknown", tier) else case.decided


def _free(late_after: datetime | None, level_known: Time | None, known: Time | None) -> bool:
    """Over before the level was decided that the duty hangs on, or before the unit knew."""
    knew = (level_known, known)
    return late_after is not None and any(at and late_after <= at[1] for at in knew)


def _within(limit: str, at: datetime, case: Case) -> tuple[timedelta, bool]:
    """How long it is from there, and whether that is sure."""
    begun = at.astimezone(BEIJING)
    if ":" in limit:
        hour, minute = limit.split(":")
        morning = time(int(hour), int(minute))
        return datetime.combine(begun.date() + timedelta(days=1), morning, BEIJING) - begun, True
    number, unit = limit.split(maxsplit=1)
    if unit == "working days":
        return _working_days(int(number), begun, case)
    return int(number) * UNITS_OF_TIME[unit], True


def _working_days(left: int, begun: datetime, case: Case) -> tuple[timedelta, bool]:
    """The first day does not count, the last one counts whole."""
    day, sure = begun.date(), True
    while left:
        day += timedelta(days=1)
        sure = sure and day.year == case.known_year
        left -= day.weekday() < 5 and day not in case.off
    return datetime.combine(day + timedelta(days=1), time(), BEIJING) - begun, sure
