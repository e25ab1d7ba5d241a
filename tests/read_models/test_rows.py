"""Which rows each view makes of what happened."""

from datetime import timedelta

import pytest

from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.incidents import (
    AnnulIncident,
    CloseIncident,
    DecideLevel,
    MergeIncidents,
    StateFacts,
    StateOccurrence,
    annul_incident,
    close_incident,
    decide_level,
    merge_incidents,
    state_facts,
    state_occurrence,
)
from desk.network import CloseUnit, LeavePost, RegisterUnit, close_unit, leave_post, register_unit
from desk.office import DoubtClock, ExplainClock, doubt_clock, explain_clock
from desk.reports import DraftReport, draft_report
from domain.facts import Fact, Figure
from domain.office import DoubtKind
from domain.words import Level, Tier
from escalation.sweep import sweep
from projections.board import compose
from projections.network import PEOPLE, UNITS
from projections.office import OFFICE, OFFICE_KEY
from tests.support.office import NINE, profile
from tests.support.views import rows


def lines(look):
    return compose(look()).clocks


def swept(office, **by):
    office.clock.forward(**by)
    sweep(office.desk, office.clock.at)


def test_a_call_is_a_card_and_a_line_for_every_clock(office, look):
    call = office.call("化工厂爆炸", caller=office.town)
    board = compose(look())
    [card] = board.incidents
    assert (card.number, card.title, card.sources) == ("2026-0001", "化工厂爆炸", 1)
    assert card.open_clocks == len(board.clocks) > 0
    assert {line.incident for line in board.clocks} == {call.incident}
    assert {line.number for line in board.clocks} == {"2026-0001"}
    assert {(line.who, line.whom) for line in board.clocks} >= {("临江区", "云州市")}
    assert board.seq == office.log.head().seq


def test_a_second_call_is_a_second_source_and_no_second_line(office, look):
    first = office.call()
    before = lines(look)
    office.call("又一来电", same_as=first.incident)
    assert lines(look) == before
    assert compose(look()).incidents[0].sources == 2


def test_what_ran_out_stands_first_and_a_report_takes_it_off(office, look):
    early = office.call()
    swept(office, hours=1, minutes=59)
    late = office.call("桥梁垮塌")
    swept(office, minutes=2)
    assert [line.ran_out for line in lines(look)] == sorted(
        (line.ran_out for line in lines(look)), reverse=True
    )
    assert {one.incident for one in lines(look) if one.ran_out} == {early.incident}
    assert compose(look()).incidents[0].id == early.incident
    office.by_word(early.incident, office.county, office.city)
    assert not [one for one in lines(look) if one.ran_out]
    assert {one.incident for one in lines(look)} >= {late.incident}


def test_an_exercise_stands_below_the_real_whatever_has_run_out(office, look):
    office.call("演练火情", exercise=office.town)
    swept(office, hours=12)
    office.call("真实火情")
    board = compose(look())
    assert [one.exercise for one in board.incidents] == [False, True]
    assert [one.exercise for one in board.clocks] == sorted(one.exercise for one in board.clocks)
    assert board.clocks[-1].exercise
    assert board.incidents[1].number.startswith("演")


def test_a_figure_of_zero_is_shown_and_an_unknown_one_is_absent(office, look):
    call = office.call()
    fact = Fact(figure=Figure.DEAD, value=0, as_of=office.at())
    office.do(state_facts, StateFacts(incident=call.incident, facts=(fact,)))
    assert compose(look()).incidents[0].figures == {"dead": 0}


@pytest.mark.parametrize("ending", [annul_incident, close_incident])
def test_what_is_over_is_off_the_board(office, look, ending):
    command = AnnulIncident if ending is annul_incident else CloseIncident
    incident = office.call().incident
    office.do(ending, command(incident=incident, reason="误报"))
    assert compose(look()).incidents == ()


def test_a_clock_that_outlives_its_incident_still_says_whose_it_is(office, look):
    """Closing an incident frees nobody from a report that was owed before."""
    incident = office.call("仓库火灾").incident
    office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))
    assert {(one.number, one.title) for one in lines(look)} == {("2026-0001", "仓库火灾")}


def test_merged_incidents_are_one_card_with_the_sources_of_both(office, look):
    survivor, duplicate = office.call().incident, office.call("同一起").incident
    office.do(merge_incidents, MergeIncidents(duplicate=duplicate, survivor=survivor))
    board = compose(look())
    assert [(one.id, one.sources) for one in board.incidents] == [(survivor, 2)]
    assert {one.incident for one in board.clocks} == {survivor}


def happened(office, call, at):
    office.do(state_occurrence, StateOccurrence(incident=call.incident, occurred=at))


def test_an_excused_clock_is_off_the_board_until_it_turns_out_to_run_again(office, look):
    call = office.call(caller=office.town)
    happened(office, call, office.at(hours=-12))
    swept(office, minutes=1)
    [excused, *_] = [one.id for one in lines(look) if one.ran_out]
    office.do(excuse_deadline, ExcuseDeadline(deadline=excused, reason="基站损毁"))
    assert excused not in {one.id for one in lines(look)}
    happened(office, call, office.at())
    [again] = [one for one in lines(look) if one.id == excused]
    assert not again.ran_out
    swept(office, hours=13)
    [once_more] = [one for one in lines(look) if one.id == excused]
    assert once_more.ran_out


def test_the_last_report_is_the_last_that_left_and_no_draft(office, look):
    incident = office.call().incident
    drafting = DraftReport(
        incident=incident, entity=office.county, recipient=office.city, text="草稿"
    )
    office.do(draft_report, drafting)
    assert compose(look()).incidents[0].last_report_at is None
    office.clock.forward(minutes=5)
    office.by_word(incident, office.county, office.city)
    assert compose(look()).incidents[0].last_report_at == office.log.head().recorded_at


def test_a_graver_level_shows_on_the_card(office, look):
    call = office.call()
    deciding = DecideLevel(incident=call.incident, level=Level.II, decided=office.at())
    office.do(decide_level, deciding)
    assert compose(look()).incidents[0].level is Level.II


def test_a_start_known_better_moves_the_line(office, look):
    call = office.call(caller=office.town)  # its written report is due so long after it happened
    before = {one.id: one.due_at for one in lines(look)}
    happened(office, call, office.at(minutes=-20))
    after = {one.id: one.due_at for one in lines(look)}
    assert after.keys() == before.keys()
    moved = {before[id] - after[id] for id in after}
    assert moved == {timedelta(0), timedelta(minutes=20)}


def test_units_and_people_are_shown_as_they_are_called_now(office, look):
    renamed = profile("青石新镇", Tier.TOWNSHIP, parent=office.county)
    office.do(register_unit, RegisterUnit(unit=office.town, profile=renamed, effective=NINE))
    office.do(close_unit, CloseUnit(unit=office.works, effective=NINE, reason="停产"))
    person = office.person("周敏", post="主班")
    leaving = LeavePost(person=person, post="主班", unit=office.county, until=office.clock.at)
    assert [one.post for one in rows(look(), PEOPLE)[str(person)].posts] == ["主班"]
    office.do(leave_post, leaving)
    units = rows(look(), UNITS)
    assert units[str(office.town)].profile.name == "青石新镇"
    assert units[str(office.works)].closed
    assert rows(look(), PEOPLE)[str(person)].posts == ()


def test_a_doubted_clock_is_a_banner_until_it_is_explained(office, look):
    now = office.clock.at
    doubt = DoubtClock(kind=DoubtKind.SUSPENDED, wall=now, now=now, drift_us=9_000_000)
    office.do(doubt_clock, doubt)
    assert compose(look()).doubt is DoubtKind.SUSPENDED
    office.do(explain_clock, ExplainClock(explanation="合盖休眠", follow_wall=False))
    assert compose(look()).doubt is None
    assert rows(look(), OFFICE)[OFFICE_KEY].epoch == 1


def test_a_calm_board_has_no_lines(office, look):
    assert compose(look()).clocks == ()
    swept(office, hours=12)
    assert compose(look()).clocks == ()
    assert office.log.head().recorded_at < office.clock.at - timedelta(hours=11)
