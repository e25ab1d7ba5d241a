"""叫应规矩: how often a person may be rung, and when not. Data of the rule book, with defaults.

An office that is rung twenty times a night stops listening: the defaults are those of its design,
an office's own book overlays them.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

from domain.kernel import Value

BEIJING = timezone(timedelta(hours=8))


class RingManners(Value):
    """Clocks to one person within `bundle_within` are one ring; an acknowledgement holds `lease_max`
    at the most; hours between `night_from` and `night_to` (Beijing) are for short limits alone.
    """

    bundle_within: timedelta = timedelta(minutes=10)
    lease_max: timedelta = timedelta(minutes=30)
    second_channel_after: timedelta = timedelta(seconds=30)
    retry_at_most_every: timedelta = timedelta(seconds=60)
    summed_every: timedelta = timedelta(hours=1)
    storm_rings: int = 10
    storm_within: timedelta = timedelta(minutes=10)
    silence: timedelta = timedelta(seconds=60)
    night_from: time = time(22, 0)
    night_to: time = time(8, 30)


LEAST: dict[str, timedelta | int] = {
    "bundle_within": timedelta(0),
    "lease_max": timedelta(minutes=1),
    "second_channel_after": timedelta(0),
    "retry_at_most_every": timedelta(seconds=1),
    "summed_every": timedelta(minutes=1),
    "storm_rings": 1,
    "storm_within": timedelta(seconds=1),
    "silence": timedelta(seconds=1),
}


def by_day(at: datetime, manners: RingManners) -> datetime:
    """The same moment by day; one that falls in the night waits for the morning's digest."""
    local = at.astimezone(BEIJING)
    if not _is_night(local.time(), manners):
        return at
    days = 0 if local.time() < manners.night_to else 1
    morning = datetime.combine(local.date() + timedelta(days=days), manners.night_to, BEIJING)
    return morning.astimezone(at.tzinfo)


def fault(manners: RingManners) -> tuple[str, str] | None:
    """The first field that cannot mean anything, and why."""
    for field, least in LEAST.items():
        if getattr(manners, field) < least:
            return field, f"must be at least {_told(least)}"
    for field in ("night_from", "night_to"):
        if getattr(manners, field).tzinfo:
            return field, "is Beijing time and names no zone"
    return None


def _is_night(local: time, manners: RingManners) -> bool:
    """From one to the other, over midnight or not; the same hour twice: there is none."""
    begins, ends = manners.night_from, manners.night_to
    return begins <= local < ends if begins <= ends else not ends <= local < begins


def _told(least: timedelta | int) -> str:
    return f"{least.total_seconds():g} seconds" if isinstance(least, timedelta) else str(least)
