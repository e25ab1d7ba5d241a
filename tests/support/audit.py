"""Reads a log from outside the server after each of its deaths, and says what must hold of it."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from uuid import UUID

import msgspec

from desk.log.stored import RawRow, recorded
from desk.log.verify import verify
from domain.deadline_events import (
    DeadlineMet,
    DeadlineRanOut,
    DeadlineSet,
    DeadlineSuperseded,
)
from domain.rule import Form
from projections.board import VIEWS, compose
from projections.follower import Follower, Source
from projections.store import open_store
from tests.support.patience import until
from tests.support.views import caught_up

ROWS = (
    "SELECT seq, recorded_at, originator_id, originator_version, topic, version, state FROM event"
    " WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?"
)
NEWEST = 2**62
as_the_server_does = msgspec.json.Encoder(order="sorted").encode


class Audit:
    """Its own reading connection, and what it has understood so far."""

    def __init__(self, folder):
        self._folder = folder
        self._log = sqlite3.connect(f"file:{folder / 'log.db'}?mode=ro", uri=True)
        self.head = 0
        self.clocks, self.answered, self.ran_out = {}, set(), {}
        self._commits = {}

    def read(self):
        """Takes in what is new on record."""
        for row in self._rows(self.head, NEWEST, NEWEST):
            one = recorded(row)
            times = self._commits.setdefault(one.meta.command_id, set())
            times.add(one.recorded_at)
            self._clock(one)
            self.head = one.seq

    def commands_stand_once(self, acknowledged):
        """None lost: its receipt is the one that was given. None doubled: one commit for one command."""
        receipts = self._receipts()
        for one in acknowledged:
            answer = one.answer
            assert receipts[UUID(one.key)] == (answer["seq"], answer["chain"], answer["answer"])
            assert len(self._commits[UUID(one.key)]) == 1, f"{one.key} was done twice"

    def no_clock_is_missed(self, ready):
        """Whatever was due when the server was ready is on record within a second of that."""
        due = {id for id, due_at in self.clocks.items() if due_at <= ready}
        until(lambda: self.read() or due <= self.answered | self.ran_out.keys())
        for id in due & self.ran_out.keys():
            assert self.ran_out[id].recorded_at <= ready + timedelta(seconds=1)
        for one in self.ran_out.values():
            assert one.event.noticed_at >= one.event.due_at, "rung before its time"

    def chain_holds(self, acknowledged):
        held = {one.answer["seq"]: one.answer["chain"] for one in acknowledged}
        assert verify(self._folder / "log.db", held).fault is None

    def board_is_a_rebuild(self, shown):
        """`shown`: the board as the server gave it."""
        upto = json.loads(shown)["seq"]
        source = Source("audit", lambda seq, limit: self._rows(seq, upto, limit), recorded)
        views = self._folder / "audit-views.db"
        views.unlink(missing_ok=True)
        engine = open_store(views)
        board = compose(caught_up(Follower(source, VIEWS, engine)))
        engine.dispose()
        assert as_the_server_does(board) == shown

    def close(self):
        self._log.close()

    def _rows(self, after, upto, limit):
        return [RawRow(*row) for row in self._log.execute(ROWS, (after, upto, limit))]

    def _receipts(self):
        found = self._log.execute("SELECT command_id, seq, chain, answer FROM receipt")
        return {
            UUID(bytes=id): (seq, chain.hex(), json.loads(answer))
            for id, seq, chain, answer in found
        }

    def _clock(self, one):
        match one.event:
            case DeadlineSet(form=form, due_at=due_at) if form is not Form.WINDOW:
                self.clocks[one.originator_id] = due_at
            case DeadlineMet() | DeadlineSuperseded():
                self.answered.add(one.originator_id)
            case DeadlineRanOut():
                assert one.originator_id not in self.ran_out, "a clock ran out twice"
                self.ran_out[one.originator_id] = one
