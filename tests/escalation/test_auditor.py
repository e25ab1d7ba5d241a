"""The auditor finds each seeded fault in the files alone, and nothing at all in a night that went well."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from msgspec.structs import replace

from api.watching import Watcher
from desk.log.instants import microseconds
from domain import deadline as deadlines
from domain import deadline_commands
from domain.deadline_events import DeadlineSet
from domain.ring_manners import RingManners
from escalation.attempts_file import AttemptsFile
from escalation.auditor import SECOND, Fault, Found, Row, instant
from escalation.auditor_rings import RingAudit
from escalation.sweep import sweep
from tests.support.nights import a_night
from tests.support.office import an_office
from tests.support.serving import a_staffed_office

MANNERS = RingManners()


class Audited:
    """An office whose files an auditor reads; `sees` looks twice, as the process does."""

    def __init__(self, folder, office):
        self.folder, self.office = folder, office
        self.watcher = Watcher(folder)

    def sees(self):
        self.watcher.look(self.office.clock.at)
        return {one.fault for one in self.watcher.look(self.office.clock.at).found}

    def swept(self, **by):
        """Time passes as it does when all is well: the sweep looks at every alarm."""
        self.office.clock.forward(**by)
        sweep(self.office.desk, self.office.clock.at)

    def clock(self):
        return min(self.office.events(DeadlineSet.TOPIC), key=lambda one: one.event.due_at)

    def record(self, change):
        """An event written past the deciders, as a mistaken program would."""

        def put(draft, command):
            clock = self.clock().originator_id
            state = draft.require(clock, deadlines.evolve)
            draft.record(clock, change(state))
            return command

        self.office.do(put, self.clock().event.citation)

    def tamper(self, statement, *places):
        with closing(sqlite3.connect(self.folder / "log.db")) as connection, connection:
            assert connection.execute(statement, places).rowcount


@pytest.fixture
def audited(tmp_path):
    office = an_office(tmp_path)
    office.call()
    yield Audited(tmp_path, office)
    office.log.close()


def looked(state, at):
    return deadline_commands.look(state, as_of=at, manners=MANNERS)


def test_a_night_that_went_well_is_left_in_peace(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_night(office)
        audited = Audited(tmp_path, office)
        for _ in range(6):
            audited.swept(minutes=37)
            assert audited.sees() == set()


def test_a_waiter_that_is_dead_or_hangs_looks_at_nothing(audited):
    audited.office.clock.forward(hours=3)
    assert audited.sees() >= {Fault.OVERDUE, Fault.STEP_SKIPPED, Fault.NOT_LOOKED_AT}


def test_a_step_that_was_skipped(audited):
    """Its alarm was set to the due time, as if the step before it were none."""
    at = audited.office.clock.at

    def skipping(state):
        [first, *_] = looked(state, state.due_at)
        return [replace(first, number=6, noticed_at=at, came_at=at, next_at=state.due_at)]

    audited.record(skipping)
    audited.office.clock.forward(seconds=audited.clock().event.limit_seconds - 60)
    assert Fault.STEP_SKIPPED in audited.sees()


def test_a_step_taken_twice_and_one_taken_before_its_moment(audited):
    audited.swept(minutes=61)

    def again(state):
        taken = looked(deadlines.evolve(None, state.terms), audited.office.clock.at)
        return [replace(one, next_at=None) for one in taken if hasattr(one, "step")][:1]

    audited.record(again)
    assert Fault.STEP_TWICE in audited.sees()


def test_a_run_out_before_its_time(audited):
    early = audited.office.clock.at

    def hasty(state):
        events = looked(state, state.due_at)
        ran_out = next(
            one for one in events if hasattr(one, "noticed_at") and not hasattr(one, "step")
        )
        return [replace(ran_out, noticed_at=early)]

    audited.record(hasty)
    assert Fault.TOO_EARLY in audited.sees()


def test_a_row_of_the_due_index_is_missing(audited):
    audited.tamper("DELETE FROM due WHERE originator_id=?", audited.clock().originator_id.bytes)
    assert audited.sees() == {Fault.INDEX_MISSING}


def test_a_row_of_the_due_index_is_late(audited):
    audited.tamper("UPDATE due SET next_at=next_at+60000000")
    assert audited.sees() == {Fault.INDEX_WRONG}


def test_an_older_copy_of_the_log_or_a_clock_set_back(audited):
    audited.swept(minutes=61)
    audited.office.clock.at -= timedelta(hours=2)
    assert Fault.CLOCK_BEHIND in audited.sees()


@pytest.fixture
def rung(tmp_path):
    """A grave call that rings the leader, in an office that has a channel."""
    with a_staffed_office(tmp_path) as office:
        a_night(office)
        (tmp_path / "channels.toml").touch()
        audited = Audited(tmp_path, office)
        audited.swept(seconds=1)
        yield audited


def test_the_sender_is_dead_nobody_was_tried(rung):
    rung.swept(minutes=2)
    assert rung.sees() == {Fault.RING_UNTRIED}


def test_a_channel_lies(rung):
    """It says accepted, and no word of its answer is there."""
    file = AttemptsFile(rung.folder)
    with file.writing() as db:
        for number, (notice, ring) in enumerate(_live(rung), start=1):
            at = microseconds(rung.office.clock.at)
            db.execute(
                "INSERT INTO attempt (id, channel, address, key, storm, test, begun, outcome, said) "
                "VALUES (?, '短信', '139', 'k', 0, 0, ?, 'accepted', '')",
                (number, at),
            )
            db.execute("INSERT INTO attempt_ring VALUES (?,?,?)", (notice, ring, number))
    file.close()
    rung.swept(minutes=2)
    assert rung.sees() == {Fault.CHANNEL_LIES}


def _live(rung):
    rows = rung.office.log.since(0, topics=("notice.rung",))
    return {(one.originator_id.bytes, one.event.number) for one in rows if one.event.person}


def test_whoever_is_rung_for_a_shift_is_tried_as_well():
    audit = RingAudit()
    data = {"person": "9", "number": 1, "at": "2026-11-24T01:10:00Z"}
    audit.take(Row(7, 0, "ab", "notice.rung-for-shift", data))
    soon, later = instant(data["at"]) + 59 * SECOND, instant(data["at"]) + 61 * SECOND
    assert audit.look(soon, {}) == set()
    assert audit.look(later, {}) == {Found(Fault.RING_UNTRIED, "ab")}
    audit.take(Row(8, 0, "ab", "notice.ended", {"number": 1}))
    assert audit.look(later, {}) == set()
