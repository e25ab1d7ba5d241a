"""A grave incident leaves the room: real log, real gateway, and a clock that is moved."""

from __future__ import annotations

from domain.notice import Attempted, Outcome
from tests.support.exercised import grave_in_exercise
from tests.support.patience import until
from tests.support.waking import LEADER


def test_the_leader_is_told_at_once_what_is_to_be_done_by_when(waking, gateway, robot):
    office = waking()
    office.grave("化工厂爆炸")
    office.looks()
    [request] = gateway.requests
    assert request.json["to"] == LEADER
    text = request.json["text"]
    assert text.startswith("【首报】重大事件 化工厂爆炸：")
    assert "首报，" in text
    assert len(text) <= 70
    assert robot.requests == []
    [attempt] = office.attempts
    assert (attempt.channel, attempt.address, attempt.outcome) == ("短信", LEADER, Outcome.ACCEPTED)
    [told] = office.told
    assert (told.channel, told.outcome, told.attempts) == ("短信", Outcome.ACCEPTED, 1)


def test_the_second_channel_follows_after_half_a_minute_and_the_repetition_after_five(
    waking, gateway, robot
):
    office = waking()
    office.grave()
    office.looks()
    office.passes(seconds=29)
    assert len(robot.requests) == 0
    office.passes(seconds=1)
    assert len(robot.requests) == 1
    office.passes(seconds=260, step=10)
    assert (len(gateway.requests), len(robot.requests)) == (1, 1)
    office.passes(seconds=20)
    assert len(gateway.requests) == 2
    first, second = (one.headers["idempotency-key"] for one in gateway.requests)
    assert first != second
    assert len([one for one in office.told if one.channel == "短信"]) == 1


def test_whoever_acknowledges_is_left_in_peace(waking, gateway, robot):
    office = waking()
    office.grave()
    office.looks()
    office.acknowledges()
    office.passes(seconds=540, step=30)
    assert (len(gateway.requests), len(robot.requests)) == (1, 0)


def test_the_log_is_asked_whether_it_still_rings_not_only_the_views(waking, robot, monkeypatch):
    office = waking()
    office.grave()
    office.looks()
    sender, behind = office.waking.sender, office.waking.sender._office.ringing()
    monkeypatch.setattr(sender, "_office", sender._office._replace(ringing=lambda: behind))
    office.acknowledges()
    office.passes(seconds=31)
    assert robot.requests == []


def test_whoever_promised_and_did_nothing_is_rung_again_when_the_promise_is_over(waking, gateway):
    office = waking()
    office.grave()
    office.looks()
    office.acknowledges()
    office.clock.forward(minutes=10)
    until(lambda: len(office.rung) == 2)  # the waiter has looked
    office._shown()
    office.looks()
    texts = [one.json["text"] for one in gateway.requests]
    assert len(texts) == 2
    assert "承诺时间已到" in texts[1]


def test_more_clocks_of_the_same_incident_ring_nobody_a_second_time(waking, gateway):
    office = waking()
    incident = office.grave()
    office.looks()
    office.by_word(incident, office.web.town, office.web.county)
    office.passes(seconds=25)
    assert len(gateway.requests) == 1


def test_an_exercise_leaves_the_desk_by_no_channel_that_does_not_say_so(waking, gateway, robot):
    office = waking()
    grave_in_exercise(office, persons=(office.leader,), channels=("群机器人",))
    office.passes(seconds=40)
    assert gateway.requests == []
    assert robot.requests
    for request in robot.requests:
        assert request.json["text"].startswith("【首报】【演练】")


def test_nothing_of_an_exercise_leaves_for_anybody_who_is_not_on_its_list(waking, gateway, robot):
    office = waking()
    grave_in_exercise(office)
    [(_, rung)] = office.rung
    assert rung.person == office.leader  # the board shows it ringing, as in life
    office.passes(seconds=40)
    assert (gateway.requests, robot.requests, office.attempts) == ([], [], [])


def test_a_storm_is_one_message_that_says_how_many_and_where_to_look(waking, gateway, robot):
    office = waking()
    for one in range(12):
        office.grave(f"险情{one}")
    office.looks()
    office.passes(seconds=64, step=2)
    texts = [one.json["text"] for one in gateway.requests]
    storm = [text for text in texts if "条叫应" in text]
    assert storm
    assert len(texts) <= 12
    assert "请看值班台" in storm[0]
    assert all(len(text) <= 70 for text in texts)
    told = {(one.originator_id, one.event.channel) for one in office.events(Attempted.TOPIC)}
    assert len([one for one in told if one[1] == "短信"]) == 12
