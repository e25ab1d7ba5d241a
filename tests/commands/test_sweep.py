"""Every clock runs out once, most urgent first, however often and by however many it is asked."""

import threading
from datetime import timedelta

from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.look import LookAt, LookedAt, look_at
from domain.deadline import Standing
from domain.deadline_events import DeadlineExcused, DeadlineRanOut, DeadlineSet
from escalation.sweep import sweep


def ran_out(office):
    return [one.event.due_at for one in office.events(DeadlineRanOut.TOPIC)]


def test_before_its_time_nothing_runs_out(office):
    office.call()
    head = office.log.head()
    assert sweep(office.desk, office.log.next_due() - timedelta(microseconds=1)) == 0
    assert office.log.head() == head


def test_at_its_due_time_a_clock_runs_out(office):
    office.call()
    due = min(one.event.due_at for one in office.events(DeadlineSet.TOPIC))
    assert sweep(office.desk, due) >= 1
    assert set(ran_out(office)) == {due}


def test_the_most_urgent_runs_out_first_and_each_once(office):
    office.call()
    office.clock.forward(minutes=7)
    office.call("桥梁垮塌")
    office.clock.forward(hours=12)
    sweep(office.desk, office.clock.at)
    swept = ran_out(office)
    assert swept == sorted(swept)
    assert len(set(swept)) == 2
    streams = [one.originator_id for one in office.events(DeadlineRanOut.TOPIC)]
    assert len(streams) == len(set(streams))


def test_swept_twice_the_second_time_leaves_nothing(office):
    office.call()
    office.clock.forward(hours=12)
    sweep(office.desk, office.clock.at)
    head = office.log.head()
    assert sweep(office.desk, office.clock.at) == 0
    assert office.log.head() == head


def test_two_sweeps_at_once_run_each_clock_out_once(office):
    for n in range(6):
        office.call(f"事件{n}")
    office.clock.forward(hours=12)
    due = len(office.log.due(office.clock.at, 1_000))
    together = threading.Barrier(2)

    def race():
        together.wait()
        sweep(office.desk, office.clock.at)

    threads = [threading.Thread(target=race) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    streams = [one.originator_id for one in office.events(DeadlineRanOut.TOPIC)]
    assert len(streams) == len(set(streams)) == due


def test_real_clocks_and_an_exercises_are_swept_in_commands_of_their_own(office):
    exercise = office.town  # any id will do
    office.call("真实火情")
    office.call("演练火情", exercise=exercise)
    office.clock.forward(hours=12)
    sweep(office.desk, office.clock.at)
    swept = office.events(DeadlineRanOut.TOPIC)
    assert {one.meta.exercise for one in swept} == {None, exercise}
    for one in swept:
        assert one.meta.exercise == office.log.stream(one.originator_id)[0].meta.exercise
    assert office.log.due(office.clock.at, 10) == []


def test_a_clock_that_was_missed_is_excused_once_by_a_named_person(office):
    call = office.call()
    office.clock.forward(hours=12)
    sweep(office.desk, office.clock.at)
    id = next(
        id for id, one in office.clocks(call.incident).items() if one.standing is Standing.RAN_OUT
    )
    excusing = ExcuseDeadline(deadline=id, reason="通信基站全部损毁")
    office.do(excuse_deadline, excusing)
    office.do(excuse_deadline, excusing)
    [excused] = office.events(DeadlineExcused.TOPIC)
    assert excused.meta.by == office.acting().by


def test_asked_by_hand_too_early_a_clock_keeps_running(office):
    call = office.call()
    ids = tuple(office.clocks(call.incident))
    done = office.do(look_at, LookAt(streams=ids, as_of=office.clock.at))
    assert done.answer(LookedAt).streams == ids
    assert ran_out(office) == []
