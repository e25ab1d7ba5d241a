"""The waiter rings every clock at its time: woken for an earlier one, after any failure, kicked or not."""

import sqlite3
import threading
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest

from api.clock import FastClock
from desk.incidents import judge_incident
from desk.log.envelope import LogBroken
from desk.log.instants import microseconds
from desk.office import DoubtClock, ExplainClock, doubt_clock, explain_clock
from domain.deadline_events import DeadlineRanOut
from domain.notice import RingCause
from domain.office import DoubtKind
from escalation import verdicts
from escalation import waiter as waiting
from escalation.waiter import Waiter
from tests.support.office import NINE
from tests.support.patience import until
from tests.support.watch import Watch

FOR_EVER = 3_600.0


@pytest.fixture
def sleepy(monkeypatch):
    """Nothing but a kick wakes it."""
    monkeypatch.setattr(waiting, "LOOK_EVERY_SECONDS", FOR_EVER)


@pytest.fixture
def restless(monkeypatch):
    """Its regular look comes in no time."""
    monkeypatch.setattr(waiting, "LOOK_EVERY_SECONDS", 0.02)


@contextmanager
def at_work(office, *, now=None, wait_seconds=None):
    waiter = Waiter(
        office.desk, now or (lambda: office.clock.at), wait_seconds or (lambda _: FOR_EVER)
    )
    waiter.start()
    try:
        yield waiter
    finally:
        waiter.stop()
        assert not waiter.is_alive


def ran_out(office):
    return office.events(DeadlineRanOut.TOPIC)


def doubted_and_explained(office, call):
    """A report too late, made while the clock was in doubt."""
    now = office.clock.at
    doubt = DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=5_000_000)
    office.do(doubt_clock, doubt)
    office.by_word(call.incident, office.county, office.city)
    office.do(explain_clock, ExplainClock(explanation="与北斗授时比对", follow_wall=False))


def test_it_rings_at_the_due_time_and_never_before(office):
    office.call()
    fast = FastClock(3_600, office.clock.at)  # an hour a second
    with at_work(office, now=lambda: fast().now, wait_seconds=fast.wait_seconds):
        [first, *_] = until(lambda: ran_out(office))
    assert first.event.noticed_at >= first.event.due_at == NINE + timedelta(hours=2)


@pytest.mark.usefixtures("sleepy")
def test_an_earlier_due_wakes_it(office):
    asked = []

    def wait_seconds(due):
        asked.append(due)
        return FOR_EVER

    with at_work(office, wait_seconds=wait_seconds):
        office.call()
        later = until(lambda: asked)[-1]
        office.call("更早获悉", received=office.at(minutes=-30))
        until(lambda: asked[-1] < later)
        assert asked[-1] == office.log.next_due()


@pytest.mark.usefixtures("sleepy")
def test_what_is_overdue_when_it_comes_in_is_rung_at_once(office):
    with at_work(office) as waiter:
        until(lambda: waiter.last_look)
        office.call("昨日之事", received=office.at(hours=-30))
        until(lambda: ran_out(office))


@pytest.mark.usefixtures("sleepy")
def test_a_kick_wakes_it(office):
    office.call()
    with at_work(office) as waiter:
        until(lambda: waiter.last_look)
        office.clock.forward(hours=12)
        waiter.kick()
        until(lambda: ran_out(office))


@pytest.mark.usefixtures("restless")
def test_unkicked_it_looks_all_the_same(office, tmp_path):
    """A wake-up may be missed; an alarm that nobody told of is found."""
    call = office.call()
    id, _ = office.clock_of(call.incident, "B01", office.county)
    with at_work(office) as waiter:
        until(lambda: waiter.last_look)
        with closing(sqlite3.connect(tmp_path / "log.db", timeout=5)) as raw:
            moved = (microseconds(office.clock.at), id.bytes)
            raw.execute("UPDATE due SET next_at=? WHERE originator_id=?", moved)
            raw.commit()
        office.clock.forward(hours=2)
        until(lambda: id in {one.originator_id for one in ran_out(office)})


@pytest.mark.usefixtures("restless")
def test_a_failed_look_does_not_end_the_watch(office):
    office.call()
    office.clock.forward(hours=12)
    failures = iter(range(3))

    def now():
        if next(failures, None) is not None:
            raise OSError("the clock cannot be read")
        return office.clock.at

    with at_work(office, now=now) as waiter:
        until(lambda: ran_out(office))
        assert waiter.is_alive


def test_a_sick_deadline_does_not_keep_it_awake(office, sicken, monkeypatch):
    """Asked at every look and no oftener: a loop without rest would starve the desk."""
    sicken(1, NINE)
    rests = []

    with at_work(office, wait_seconds=lambda due: max(0, (due - NINE).total_seconds())) as waiter:
        wait = waiter._kicked.wait

        def rest(seconds):
            rests.append(seconds)
            return wait(seconds)

        monkeypatch.setattr(waiter._kicked, "wait", rest)
        until(lambda: len(rests) > 1)
    assert set(rests) == {waiting.LOOK_EVERY_SECONDS}


@pytest.mark.usefixtures("restless")
def test_verdicts_that_waited_for_the_clock_are_reached_once_it_is_explained(office):
    now = office.clock.at
    doubt = DoubtClock(kind=DoubtKind.WALL_JUMPED, wall=now, now=now, drift_us=5_000_000)
    with at_work(office):
        office.do(doubt_clock, doubt)
        call = office.call(caller=office.town)
        office.clock.forward(hours=3)
        until(lambda: ran_out(office))
        office.by_word(call.incident, office.county, office.city)
        assert office.breaches() == []
        office.do(explain_clock, ExplainClock(explanation="与北斗授时比对", follow_wall=False))
        until(office.breaches)


@pytest.mark.usefixtures("sleepy")
def test_a_doubt_explained_between_two_looks_keeps_no_verdict_waiting(office):
    call = office.call(caller=office.town)
    office.clock.forward(hours=3)
    with at_work(office) as waiter:
        until(lambda: ran_out(office))
        busy = threading.Event()
        waiter._now = lambda: busy.wait() and office.clock.at  # a long look, all of it in between
        doubted_and_explained(office, call)
        busy.set()
        until(office.breaches)


@pytest.mark.usefixtures("restless")
def test_a_verdict_that_failed_for_a_passing_reason_is_reached_later(office, monkeypatch):
    call = office.call(caller=office.town)
    office.clock.forward(hours=3)
    doubted_and_explained(office, call)
    asked = []

    def judge(draft, judging):
        asked.append(judging)
        if len(asked) == 1:
            raise LogBroken("no space left")
        return judge_incident(draft, judging)

    monkeypatch.setattr(verdicts, "judge_incident", judge)
    with at_work(office):
        until(lambda: asked)
        assert office.breaches() == []
        office.clock.forward(minutes=1)
        until(office.breaches)


@pytest.mark.usefixtures("sleepy")
def test_with_the_watch_what_rings_goes_on_for_the_new_leader(office):
    watch = Watch(office)
    watch.grave()
    with at_work(office):
        watch.is_passed_on()
        [rung] = until(lambda: watch.rung(watch.relief))
    assert rung.cause is RingCause.GRAVE


@pytest.mark.usefixtures("sleepy")
def test_it_stops_at_once_however_long_it_would_have_slept(office):
    with at_work(office) as waiter:
        until(lambda: waiter.last_look)
    assert "waiter" not in {one.name for one in threading.enumerate()}
