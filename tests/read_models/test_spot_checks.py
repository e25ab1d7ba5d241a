"""抽查 as shown: results by unit, lots by risk, the board's line, whose turn it is: live as rebuilt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from desk.draft import Draft
from desk.handover_list import ListOutOfDate, require_current, require_true
from desk.histories import Histories
from desk.spot_check_rounds import (
    AskRectification,
    EndRound,
    NoteRectified,
    ask_rectification,
    end_round,
    note_rectified,
    spot_check_rules,
)
from desk.spot_checks import NoteAnswer, SignInUnit, note_answer, sign_in_unit
from domain.handover import ItemKind
from domain.spot_check_words import CheckMethod, CheckOutcome, CheckStep, RiskGround
from escalation.sweep import sweep
from projections.board import compose
from projections.breaches import BREACHES
from projections.handover_items import Wording, open_items
from projections.spot_check_results import unit_results
from projections.spot_check_risk import lots, risks
from projections.spot_check_turn import turn_of
from projections.spot_checks import SPOT_CHECKS, rounds
from tests.support.office import sealed
from tests.support.spot_rounds import CHECK, a_round, result, rung
from tests.support.views import rebuilt, rows

RULES = spot_check_rules()


def answered(office, check, unit, seconds):
    rung(office, check, unit)
    office.clock.forward(seconds=seconds)
    office.do(note_answer, NoteAnswer(check=check, unit=unit, step=CHECK, answered=office.at()))


def passed(office, check, unit, seconds=9):
    answered(office, check, unit, seconds)
    result(office, check, unit, CheckOutcome.NORMAL)


def failed(office, check, unit):
    rung(office, check, unit)
    result(office, check, unit, CheckOutcome.NO_ANSWER)


def test_results_by_unit_the_worst_first_and_rebuilt_the_same(office, look, tmp_path):
    first, second = a_round(office), a_round(office)
    passed(office, first, office.town, 9)
    failed(office, first, office.works)
    passed(office, second, office.town, 20)
    live = look()
    works, town = unit_results(rounds(live.rows))
    assert (works.unit, works.rate, works.seconds) == (office.works, 0, None)
    assert (town.unit, town.rate, town.passed, town.seconds) == (office.town, 1, 2, 14.5)
    assert [one.round for one in town.latest] == [second, first]
    again = rebuilt(office.log, tmp_path / "again.db")
    assert rows(live, SPOT_CHECKS) == rows(again, SPOT_CHECKS)


def grounds(office, live, warned=()):
    found = risks(live.rows, warned, RULES, office.clock.at)
    return {one.unit: one.grounds for one in lots([office.town, office.works], found, RULES)}


def test_lots_by_risk(office, look):
    never = (RiskGround.UNCHECKED,)
    assert grounds(office, look()) == {office.town: never, office.works: never}
    check = a_round(office)
    passed(office, check, office.town)
    failed(office, check, office.works)
    told = grounds(office, look(), [office.town])
    assert told == {office.town: (RiskGround.WARNED,), office.works: (RiskGround.FAILED,)}
    office.clock.forward(days=31)
    old = (RiskGround.FAILED, RiskGround.UNCHECKED)
    assert grounds(office, look()) == {office.town: never, office.works: old}


def test_a_breach_of_late_weighs_while_it_stands(office, look):
    incident = office.call(caller=office.town).incident
    office.clock.forward(days=3)
    office.by_word(incident, office.county, office.city)
    live = look()
    [row] = [one for one in live.rows[BREACHES.name].values()][:1]
    town = replace(row, obligor=office.town, charged_at=office.clock.at)
    for stands, changes in ((True, {}), (False, {"withdrawn": True}), (False, {"exercise": True})):
        live.rows[BREACHES.name].put(row.id, replace(town, **changes))
        live.rows[BREACHES.name].keep()
        assert (RiskGround.BREACH in grounds(office, live)[office.town]) is stands
    office.clock.forward(days=91)
    assert RiskGround.BREACH not in grounds(office, live)[office.town]


def test_the_board_tells_an_open_round_and_what_is_still_to_be_put_right(office, look):
    assert compose(look()).checks == ()
    check = a_round(office)
    failed(office, check, office.town)
    again = office.clock.at + timedelta(minutes=10)
    [line] = compose(look()).checks
    assert (line.asked, line.units, line.failed, line.again_at) == (1, 2, 1, again)
    office.clock.forward(minutes=11)
    sweep(office.desk, office.clock.at)
    assert compose(look()).checks[0].overdue == 1
    due = office.clock.at + timedelta(days=1)
    asking = AskRectification(check=check, unit=office.town, what="补人", due_at=due)
    office.do(ask_rectification, asking)
    office.do(end_round, EndRound(check=check, reason="改日", ended=office.at()))
    [line] = compose(look()).checks
    told = (line.open, line.again_at, line.overdue, line.to_rectify, line.rectify_over)
    assert told == (False, None, 0, 1, 0)


def test_a_round_is_handed_over_until_nothing_of_it_is_left(office, look):
    wording = Wording(name=str, word=str, say=lambda key, **_: key)
    check = a_round(office)
    [item] = open_items(look().rows, wording)
    assert (item.kind, item.about, item.due_at) == (ItemKind.SPOT_CHECK, check, None)
    require_true(drafted(office), (item,))
    failed(office, check, office.town)
    due = office.clock.at + timedelta(days=1)
    asking = AskRectification(check=check, unit=office.town, what="补人", due_at=due)
    office.do(ask_rectification, asking)
    office.do(end_round, EndRound(check=check, reason="改日", ended=office.at()))
    with pytest.raises(ListOutOfDate):
        require_current(drafted(office), 1)
    [later] = open_items(look().rows, wording)
    assert (later.key, later.due_at) == (item.key, due)
    done = NoteRectified(check=check, unit=office.town, words="已补", done=office.at())
    office.do(note_rectified, done)
    assert open_items(look().rows, wording) == ()
    with pytest.raises(ListOutOfDate):
        require_true(drafted(office), (later,))


def drafted(office):
    register, now = office.desk.register(), office.clock.at
    return Draft(office.log, Histories(office.log), register, office.acting(), sealed, now)


def test_whose_turn_it_is(office, look):
    check = a_round(office)
    row = next(iter(look().rows[SPOT_CHECKS.name].values())).check
    first, second = row.began.drawn
    assert turn(office, look).unit == first
    assert turn(office, look, second).unit == second
    rung(office, check, second)
    assert turn(office, look).unit == second
    result(office, check, second, CheckOutcome.BUSY)
    assert turn(office, look).unit == first
    office.clock.forward(minutes=10)
    due = turn(office, look)
    assert (due.unit, due.step, due.call) == (second, CheckStep.RECHECK, None)
    passed(office, check, first)
    rung(office, check, second, CheckStep.RECHECK)
    assert turn(office, look).proposed is CheckOutcome.NO_ANSWER
    result(office, check, second, CheckOutcome.NORMAL, CheckStep.RECHECK)
    assert turn(office, look) is None


def turn(office, look, wanted=None):
    row = next(iter(look().rows[SPOT_CHECKS.name].values()))
    return turn_of(row.check, office.clock.at, wanted)


@pytest.mark.parametrize("late", [False, True])
def test_on_their_own_screens_whoever_signed_in_comes_first(office, look, late):
    check = a_round(office, CheckMethod.LINK)
    drawn = next(iter(look().rows[SPOT_CHECKS.name].values())).check.began.drawn
    assert turn(office, look).unit == drawn[0]
    office.clock.forward(minutes=6 if late else 1)
    told = SignInUnit(check=check, unit=drawn[1], name="李强", post="", answered=office.at())
    office.do(sign_in_unit, told)
    shown = turn(office, look)
    expected = CheckOutcome.NOT_IN_TIME if late else CheckOutcome.NORMAL
    assert (shown.unit, shown.proposed) == (drawn[1], expected)
