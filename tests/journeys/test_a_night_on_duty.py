"""A night on duty, fast-forwarded: what comes in, what is done about it, and what the board says then."""

from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.incidents import (
    AnnulIncident,
    DecideLevel,
    MergeIncidents,
    annul_incident,
    decide_level,
    merge_incidents,
)
from desk.reports import (
    DraftReport,
    RecordReceipt,
    ReportAnswer,
    SendReport,
    SignReport,
    draft_report,
    record_receipt,
    send_report,
    sign_report,
)
from domain.shift import DutyPost, Seat
from domain.words import Channel, IncidentClass, Level, Stage

OURS = "临江区"


def raised(office, incident, level):
    deciding = DecideLevel(incident=incident, level=level, decided=office.at())
    office.do(decide_level, deciding)


def written(office, incident, entity, recipient):
    """Drafted, signed by the leader, sent, and its receipt asked for by phone."""
    drafting = DraftReport(incident=incident, entity=entity, recipient=recipient, text="情况报告")
    report = office.do(draft_report, drafting).answer(ReportAnswer).report
    leader, at = office.person("沈立群"), office.at()
    office.do(sign_report, SignReport(report=report, signer=leader, signed=at))
    office.do(send_report, SendReport(report=report, sent=at, channel=Channel.WRITTEN))
    office.do(record_receipt, RecordReceipt(report=report, received=at, counterpart="李科"))
    return report


def test_two_calls_about_one_explosion_and_a_phone_report_in_time(office, night):
    assert night.says() == []
    first = office.call("化工厂爆炸", caller=office.town)
    assert night.says() == [
        "青石镇→临江区 B07-WRITTEN 余40分",
        "临江区→云州市 B01 余120分",
        "临江区→云州市 C03 余120分",
    ]
    night.passes(minutes=5)
    office.call("远帆化工又打来", same_as=first.incident)
    assert len(night.says()) == 3
    assert night.board.incidents[0].sources == 2
    night.passes(hours=1)
    assert night.says() == [
        "青石镇→临江区 B07-WRITTEN 超25分",
        "临江区→云州市 B01 余55分",
        "临江区→云州市 C03 余55分",
    ]
    office.by_word(first.incident, office.county, office.city)
    assert night.says(OURS) == []
    night.passes(hours=12)
    assert office.breaches() == []


def test_the_level_goes_up_and_the_clocks_become_stricter(office, night):
    incident = office.call("化工厂爆炸", caller=office.town).incident
    night.passes(minutes=10)
    raised(office, incident, Level.III)
    assert night.says(OURS) == ["临江区→云州市 B02 余50分", "临江区→云州市 C03 余110分"]
    night.passes(minutes=10)
    raised(office, incident, Level.II)
    assert night.says(OURS) == ["临江区→云州市 B03 余10分", "临江区→云州市 C03 余100分"]
    assert night.cards() == ["2026-0001 化工厂爆炸 II"]
    night.passes(minutes=9)
    office.by_word(incident, office.county, office.city)
    assert night.says(OURS) == ["临江区→云州市 K01 余720分"]  # next: the follow-up of a grave one
    night.passes(hours=11)
    office.by_word(incident, office.county, office.city, stage=Stage.FOLLOW_UP)
    assert night.says(OURS) == ["临江区→云州市 K01 余720分"]
    assert office.breaches() == []


def test_a_graver_level_decided_too_late_for_its_clock_accuses_nobody(office, night):
    """Half an hour had gone before anybody could know that half an hour was all there was."""
    incident = office.call("化工厂爆炸", caller=office.town).incident
    night.passes(minutes=45)
    raised(office, incident, Level.II)
    assert "临江区→云州市 B03 余-15分 不计" in night.says(OURS)
    night.passes(minutes=1)
    assert "临江区→云州市 B03 超16分 不计" in night.says(OURS)
    office.by_word(incident, office.county, office.city)
    assert office.breaches() == []


def test_a_written_report_goes_its_whole_way_and_answers_what_only_paper_answers(office, night):
    incident = office.call("桥梁垮塌", caller=office.town).incident
    night.passes(minutes=30)
    assert night.says("青石镇") == ["青石镇→临江区 B07-WRITTEN 余10分"]
    written(office, incident, office.town, office.county)
    assert night.says("青石镇") == []
    night.passes(minutes=30)
    written(office, incident, office.county, office.city)
    assert night.says() == []
    night.passes(hours=24)
    assert night.says() == []
    assert office.breaches() == []


def test_one_runs_out_and_is_reported_late_by_the_right_minutes(office, night):
    incident = office.call("锅炉房爆裂", caller=office.town).incident
    night.passes(hours=1, minutes=59)
    assert night.says(OURS) == ["临江区→云州市 B01 余1分", "临江区→云州市 C03 余1分"]
    night.passes(minutes=1)
    assert night.says(OURS) == ["临江区→云州市 B01 超0分", "临江区→云州市 C03 超0分"]
    assert office.breaches() == []  # running out accuses nobody
    night.passes(minutes=8, seconds=6)
    office.by_word(incident, office.county, office.city)
    assert night.says(OURS) == []
    [late] = [one for one in office.breaches() if one.rule == "B01"]
    assert (late.obligor, late.recipient, late.minutes_late) == (office.county, office.city, 8)
    [(_, clock)] = [office.clock_of(incident, "B01")]
    assert clock.terms.citation.number == "武政〔2020〕27号"


def test_a_call_made_in_time_and_typed_in_three_minutes_later_accuses_nobody(office, night):
    incident = office.call("锅炉房爆裂", caller=office.town).incident
    night.passes(hours=2, minutes=3)
    assert len(night.says(OURS)) == 2  # the board says what it knows
    office.by_word(incident, office.county, office.city, office.at(minutes=-5))
    assert night.says(OURS) == []
    assert office.breaches() == []


def test_the_call_in_time_comes_to_light_after_a_late_one_was_typed_in(office, night):
    incident = office.call("锅炉房爆裂", caller=office.town).incident
    night.passes(hours=2, minutes=30)
    office.by_word(incident, office.county, office.city)
    assert {one.minutes_late for one in office.breaches()} == {30}
    night.passes(minutes=4)
    office.by_word(incident, office.county, office.city, office.at(hours=-1))
    assert office.breaches() == []


def test_a_mistaken_opening_is_annulled_and_its_number_stays_used(office, night):
    mistaken = office.call("汽车回火声").incident
    assert night.cards() == ["2026-0001 汽车回火声 unknown"]
    office.do(annul_incident, AnnulIncident(incident=mistaken, reason="误报"))
    assert (night.cards(), night.says()) == ([], [])
    night.passes(hours=12)
    assert night.says() == []
    office.call("仓库火灾")
    assert night.cards() == ["2026-0002 仓库火灾 unknown"]


def test_two_desks_opened_the_same_flood_and_it_goes_on_as_one(office, night):
    survivor = office.call("河堤决口", klass=IncidentClass.NATURAL_DISASTER).incident
    night.passes(minutes=20)
    duplicate = office.call("某村进水", klass=IncidentClass.NATURAL_DISASTER).incident
    assert [one.split(" ", 1)[1] for one in night.says(OURS)] == [
        "B01 余100分",
        "F01 余100分",
        "B01 余120分",
        "F01 余120分",
    ]
    office.do(merge_incidents, MergeIncidents(duplicate=duplicate, survivor=survivor))
    assert night.says(OURS) == ["临江区→云州市 B01 余100分", "临江区→云州市 F01 余100分"]
    assert [one.sources for one in night.board.incidents] == [2]
    night.passes(minutes=101)
    office.by_word(survivor, office.county, office.city)
    assert {one.minutes_late for one in office.breaches()} == {1}
    assert {one.incident for one in office.breaches()} == {survivor}


def test_an_exercise_runs_beside_the_real_and_is_never_taken_for_it(office, night):
    exercise = office.acting().command_id
    drilled = office.call("危化品泄漏", exercise=exercise, caller=office.town).incident
    night.passes(hours=3)
    office.call("真实火情", caller=office.town)
    assert night.cards() == ["2026-0001 真实火情 unknown", "演2026-0001 危化品泄漏 unknown"]
    marks = [one.exercise for one in night.board.clocks]
    assert marks == [False] * 3 + [True] * 3
    assert [one.ran_out for one in night.board.clocks] == [False] * 3 + [True] * 3
    office.by_word(drilled, office.county, office.city)
    assert [one.exercise for one in night.board.clocks] == [False] * 3 + [True]
    assert office.events("breach.proposed") == []


def test_who_is_on_duty_stands_on_the_board_from_the_first_shift_on(office, night):
    assert night.board.duty.seats == ()
    zhou, shen = office.person("周敏"), office.person("沈立群")
    seats = (
        Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=shen),
        Seat(post=DutyPost.LEAD_OFFICER, person=zhou),
    )
    setting = SetShift(
        starts=night.now,
        ends=night.now.replace(day=25),
        seats=seats,
        set_at=office.at(),
        begins_watch=True,
    )
    shift = office.do(set_shift, setting).answer(ShiftAnswer).shift
    night.passes(minutes=5)
    office.do(check_in, CheckIn(shift=shift, person=zhou, arrived=office.at()))
    on_duty = [(one.name, one.arrived) for one in night.board.duty.seats]
    assert on_duty == [("沈立群", None), ("周敏", night.now)]
    assert night.board.duty.ends == setting.ends
