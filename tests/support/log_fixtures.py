"""A log to write to, and the shortest way to put something on record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from desk.log.envelope import Acting, Reading, Receipt, StreamWrite
from desk.log.log import FILE, open_log
from domain.actors import Actor, ActorKind, Via
from domain.deadline_events import DeadlineResumed
from domain.series import NumberTaken

STORE = UUID("5a0e2c6e-0000-4000-8000-000000000001")
NINE = datetime(2026, 2, 17, 1, tzinfo=UTC)  # 除夕 09:00 in Shanghai
ZHOU = Actor(kind=ActorKind.PERSON, id="周明")


class SetClock:
    """A clock whose hands a test may turn either way."""

    def __init__(self, at=NINE):
        self.at = at

    def __call__(self):
        return Reading(self.at, self.at)

    def turn(self, **by):
        self.at += timedelta(**by)


def a_log(folder, clock=None):
    return open_log(folder, clock or SetClock(), new_store_id=STORE)


def named(*parts):
    return uuid5(STORE, "/".join(map(str, parts)))


def acting(command="one", *, account="zhou", body: bytes | None = b"body"):
    return Acting(
        by=ZHOU,
        recorded_by=ZHOU,
        via=Via.DESK,
        command_id=named("command", command),
        account=account,
        fingerprint=body,
    )


def taken(number, name="突发"):
    return NumberTaken(series=name, year=2026, number=number, taken_for=STORE)


def alarm(next_at):
    """An event that moves its stream's alarm."""
    return DeadlineResumed(next_at=next_at, uncounted=None)


def write(log, stream, version, *events, by=None) -> Receipt:
    """One command on one stream; its id follows from where it writes."""
    by = by or acting(f"{stream}-{version}")
    at = StreamWrite(named(stream), version, events or (taken(version + 1),))
    return log.append([at], by, b'{"ok":true}')


def counts(folder):
    """Events, receipts and alarms as a stranger's connection counts them."""
    with closing(sqlite3.connect(folder / FILE)) as raw:
        return tuple(
            raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("event", "receipt", "due")
        )


def unguarded(folder, *statements):
    """What a thief with a file and sqlite3 does: guards off, statements, guards on again."""
    with closing(sqlite3.connect(folder / FILE)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        for statement, parameters in statements:
            raw.execute(statement, parameters)
        for _, text in guards:
            raw.execute(text)
        raw.commit()
