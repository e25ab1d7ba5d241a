"""Logs of some 240 events with all that is kept of them elsewhere, made once and copied for each trial."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import NamedTuple

from desk.log.chain import SHA256, SM3
from desk.log.log import FILE, open_log
from desk.log.note import origin_of, verifier_of
from desk.log.verify import verify
from desk.seal.kept import Trust, checkpoints_in, evidence
from tests.support.log_fixtures import NINE, STORE, SetClock, alarm, taken, write
from tests.support.sealing import Sealing
from tests.support.tampering import noted

EVENTS, UNWITNESSED_MAX, FRAMES = 240, 4, 20
STREAMS = 12


class Copy(NamedTuple):
    """A backup of the log as it was at so many events."""

    path: object
    events: int


class World:
    """`held` is what one open board has seen: position and chain of its last frames."""

    def __init__(self, folder, hashing, at=NINE):
        self.office, self.seal, self.witness = (folder / n for n in ("office", "seal", "witness"))
        self.folder, self.hashing, self.at = folder, hashing, at
        self.origin = origin_of(STORE)
        self.held, self.copies, self.notes = {}, [], []

    def copied_to(self, folder):
        for name in ("office", "seal"):
            shutil.rmtree(folder / name, ignore_errors=True)
            shutil.copytree(self.folder / name, folder / name)
        copy = World(folder, self.hashing, self.at)
        copy.witness, copy.held = self.witness, self.held
        copy.copies, copy.notes = self.copies, self.notes
        return copy

    def verdict(self):
        """As an auditor reckons it: what the sealer publishes is not believed, the witness's files are."""
        trust = Trust(self.origin, verifier_of((self.witness / "seal.pub").read_text()))
        kept = evidence(trust, [checkpoints_in(self.seal)], self.witness)
        return verify(self.office / FILE, self.held, kept)

    def alone(self):
        return verify(self.office / FILE)

    def hashed(self):
        with closing(sqlite3.connect(self.office / FILE)) as raw:
            rows = raw.execute("SELECT leaf, chain FROM event ORDER BY seq").fetchall()
        return [leaf for leaf, _ in rows], [chain for _, chain in rows]


def a_world(folder, dice) -> World:
    """Sealed and witnessed as it grows, but for the newest few events, which only the board has seen."""
    hashing = dice.choice([SHA256, SHA256, SM3])
    world, sealing = World(folder, hashing), Sealing(folder)
    unwitnessed = dice.randrange(1, UNWITNESSED_MAX)
    versions = dict.fromkeys(range(STREAMS), 0)
    begun = False
    while (events := sum(versions.values())) < EVENTS:
        stop = min(EVENTS, events + dice.randrange(5, 30))
        if stop == EVENTS:
            stop -= unwitnessed if events < EVENTS - unwitnessed else 0
        grown(world, versions, stop, dice)
        if not begun:
            sealing.begins()
            begun = True
        if stop < EVENTS:
            sealing.looks(2)
            world.copies.append(backed_up(world, stop))
    sealing.ends()
    world.notes = noted(world.seal)
    world.at = sealing.at
    return world


def grown(world, versions, stop, dice):
    clock = SetClock(NINE + timedelta(minutes=sum(versions.values())))
    with closing(open_log(world.office, clock, new_store_id=STORE, hashing=world.hashing)) as log:
        while (events := sum(versions.values())) < stop:
            clock.turn(seconds=dice.randrange(1, 30))
            stream = dice.randrange(STREAMS)
            due = NINE + timedelta(hours=dice.randrange(1, 99))
            event = alarm(due) if dice.random() < 0.2 else taken(events + 1)
            receipt = write(log, f"stream {stream}", versions[stream], event)
            versions[stream] += 1
            if events >= EVENTS - FRAMES:
                world.held[receipt.seq] = receipt.chain


def backed_up(world, events):
    path = world.folder / f"backup-{events}.db"
    with closing(sqlite3.connect(world.office / FILE)) as source:
        with closing(sqlite3.connect(path)) as target:
            source.backup(target)
    return Copy(path, events)
