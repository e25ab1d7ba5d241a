"""A command is done once, however often it is sent and whoever else writes at the same time."""

import threading
from uuid import UUID

import pytest

from desk.calls import CallTaken, TakeCall, take_call
from desk.incidents import IncidentAnswer, StateFacts, state_facts
from desk.log.envelope import KeyReused
from domain.facts import Fact, Figure
from domain.incident import FactStated
from domain.incoming_report import Heard

ONCE = UUID("5a0e2c6e-0000-4000-8000-0000000000aa")


def taking(office, what="化工厂爆炸"):
    return TakeCall(received=office.at(), heard=Heard(what=what))


def test_sent_again_the_command_is_answered_from_its_receipt(office):
    first = office.do(take_call, taking(office), command_id=ONCE)
    head = office.log.head()
    again = office.do(take_call, taking(office), command_id=ONCE)
    assert again.receipt.replayed
    assert again.answer(CallTaken) == first.answer(CallTaken)
    assert (again.receipt.seq, again.receipt.chain) == (first.receipt.seq, first.receipt.chain)
    assert office.log.head() == head


def test_the_same_id_for_something_else_is_refused(office):
    office.do(take_call, taking(office), command_id=ONCE, body=b"one")
    with pytest.raises(KeyReused):
        office.do(take_call, taking(office, "另一件事"), command_id=ONCE, body=b"two")


def test_another_account_may_use_the_same_id(office):
    office.do(take_call, taking(office), command_id=ONCE)
    other = office.do(take_call, taking(office), command_id=ONCE, account="wangfang")
    assert not other.receipt.replayed


def test_a_lost_race_is_decided_anew_on_what_the_winner_left(office):
    incident = office.call().incident
    fact = Fact(figure=Figure.INJURED, value=2, as_of=office.at())
    rounds = []

    def overtaken(draft, command):
        answer = state_facts(draft, command)
        if not rounds:
            rounds.append(office.do(state_facts, command))
        rounds.append(len(draft.writes))
        return answer

    office.do(overtaken, StateFacts(incident=incident, facts=(fact,)))
    assert rounds[1:] == [1, 0]
    assert [one.event.fact for one in office.events(FactStated.TOPIC)] == [fact]


def test_many_writers_at_once_lose_nothing_and_number_without_gaps(office):
    each, writers = 5, 4
    numbers, failures = [], []

    def take(who):
        try:
            for _ in range(each):
                done = office.do(take_call, taking(office), account=who)
                numbers.append(done.answer(CallTaken).number)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=take, args=(f"officer {n}",)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(numbers) == [f"2026-{n:04d}" for n in range(1, each * writers + 1)]


def test_a_command_that_changes_nothing_still_has_its_receipt(office):
    incident = office.call().incident
    fact = Fact(figure=Figure.INJURED, value=0, as_of=office.at())
    stating = StateFacts(incident=incident, facts=(fact,))
    office.do(state_facts, stating)
    head = office.log.head()
    done = office.do(state_facts, stating)
    assert done.answer(IncidentAnswer).incident == incident
    assert office.log.head() == head
