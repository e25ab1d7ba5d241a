"""What the office holds: a log that can be read and is guarded, a vault with its key, rules, and a shift."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.running import VIEWS_FILE
from desk.holidays import OfficeCalendar
from desk.log.instants import instant
from desk.log.log import FILE
from desk.log.recorder import SELECT
from desk.log.sqlite_schema import GUARDS
from desk.log.stored import RawRow, recorded
from desk.register import SHANGHAI
from desk.vault.fitting import key_fits
from domain.holidays import HolidaysNoticed
from domain.kernel import Event
from domain.rulebook import RuleBookAdopted, adopted_book
from domain.shift import ShiftRevised, ShiftSet

CLOCKS_AGREE = timedelta(seconds=2)


def log(asked: Asked) -> Finding:
    with _reading(asked, FILE) as log:
        [(mode,)] = log.execute("PRAGMA journal_mode").fetchall()
        [(events,)] = log.execute("SELECT coalesce(max(seq), 0) FROM event").fetchall()
    if mode != "wal":
        return amiss("log", "mode", mode=mode)
    return in_order("log", events=events)


def guards(asked: Asked) -> Finding:
    with _reading(asked, FILE) as log:
        found = dict(log.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'"))
    missing = sorted(name for name, text in GUARDS.items() if found.get(name) != text)
    if missing:
        return amiss("guards", "missing", names=" ".join(missing))
    return in_order("guards", count=len(GUARDS))


def clock(asked: Asked) -> Finding:
    """Behind the last event, it was set back; ahead of it, it may be right."""
    with _reading(asked, FILE) as log:
        row = log.execute("SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    last = instant(row[0]) if row else asked.now
    words = {"now": _beijing(asked.now), "last": _beijing(last)}
    behind = asked.now < last - CLOCKS_AGREE
    return amiss("clock", "behind", **words) if behind else in_order("clock", **words)


def vault(asked: Asked) -> Finding:
    """Raises VaultBroken, which says what is wrong."""
    fits = key_fits(asked.settings.folder)
    return in_order("vault") if fits else amiss("vault", "foreign")


def views(asked: Asked) -> Finding:
    """Behind is no fault: the server catches up. What it cannot read is."""
    if not (asked.settings.folder / VIEWS_FILE).exists():
        return in_order("views", seq=0)
    with _reading(asked, VIEWS_FILE) as views:
        [(seq,)] = views.execute("SELECT coalesce(max(seq), 0) FROM position").fetchall()
        parked = [row[0] for row in views.execute("SELECT DISTINCT seq FROM parked ORDER BY seq")]
    if parked:
        return amiss("views", "parked", count=len(parked), first=parked[0])
    return in_order("views", seq=seq)


def rules(asked: Asked) -> Finding:
    *_, last = None, *events(asked, RuleBookAdopted.TOPIC)
    if not isinstance(last, RuleBookAdopted):
        return amiss("rules", "none")
    presets = " ".join(last.presets)
    return in_order("rules", count=len(adopted_book(last).rules), presets=presets or "—")


def calendar(asked: Asked) -> Finding:
    """A year that nobody knows is no fault: its limits only remind."""
    found = events(asked, HolidaysNoticed.TOPIC)
    known = OfficeCalendar(one for one in found if isinstance(one, HolidaysNoticed))
    year = asked.now.astimezone(SHANGHAI).year
    unknown = [str(one) for one in (year, year + 1) if not known.knows(one)]
    if unknown:
        return in_order("calendar-unknown", years="、".join(unknown))
    return in_order("calendar", year=year + 1)


def shift(asked: Asked) -> Finding:
    """Somebody has to be on duty now."""
    found = events(asked, ShiftSet.TOPIC, ShiftRevised.TOPIC)
    set_ = [one for one in found if isinstance(one, (ShiftSet, ShiftRevised))]
    if not set_:
        return amiss("shift", "none")
    now = [one for one in set_ if one.starts <= asked.now < one.ends]
    if not now:
        return amiss("shift", "over", last=_beijing(max(one.ends for one in set_)))
    return in_order("shift", ends=_beijing(now[-1].ends))


def events(asked: Asked, *topics: str) -> list[Event]:
    marks = ",".join("?" * len(topics))
    with _reading(asked, FILE) as log:
        rows = log.execute(f"{SELECT} WHERE topic IN ({marks}) ORDER BY seq", topics).fetchall()
    return [recorded(RawRow(*row)).event for row in rows]


@contextmanager
def _reading(asked: Asked, name: str) -> Iterator[sqlite3.Connection]:
    path: Path = asked.settings.folder / name
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        yield connection


def _beijing(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
