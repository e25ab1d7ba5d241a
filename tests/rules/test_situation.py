"""An incident as its clocks see it: what left its unit, in the order of the times, and nothing that is still a draft."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.actors import Actor, ActorKind, system
from domain.facts import Fact, Figure
from domain.gravity import is_grave
from domain.incident import FactStated, IncidentAnnulled, SensitivityMarked
from domain.network import Network, UnitEntry, entry
from domain.report import Hop, Report, ReportDrafted, ReportMade, evolve
from domain.situation import MadeReport, situation
from domain.unit import UnitProfile
from domain.words import Channel, Level, Line, Stage, Tier, UnitKind
from domain.working_days import WeekdaysOnly
from tests.support.ladder import Story, minute, unit_id

HOP = Hop(
    incident=unit_id("incident"),
    reporting_entity=unit_id("county"),
    recipient=unit_id("city"),
    stage=Stage.FIRST,
)
DEAD = Fact(figure=Figure.DEAD, value=1, as_of=minute(0))


def told(at: int, **more) -> Report:
    made = ReportMade(hop=HOP, channel=Channel.PHONE, made=minute(at), words="一死", facts=(DEAD,))
    return evolve(None, replace(made, **more))


def test_what_left_its_unit_is_seen_in_the_order_of_the_times_with_all_it_said():
    incident = Story().incident
    late, early = unit_id("late"), unit_id("early")
    seen = situation(incident, reports={late: told(30, untrue=True), early: told(10)}, deadlines={})
    assert [one.id for one in seen.reports] == [early, late]
    assert seen.reports[1] == MadeReport(
        id=late,
        entity=HOP.reporting_entity,
        recipient=HOP.recipient,
        stage=Stage.FIRST,
        channel=Channel.PHONE,
        at=minute(30),
        facts=(DEAD,),
        untrue=True,
        text="一死",
    )
    assert (seen.incident, seen.deadlines, seen.office) == (incident, {}, None)
    assert isinstance(seen.calendar, WeekdaysOnly)


def test_a_draft_has_told_nobody_anything():
    drafted = evolve(None, ReportDrafted(hop=HOP, text="一死"))
    seen = situation(Story().incident, reports={unit_id("draft"): drafted}, deadlines={})
    assert seen.reports == ()


def test_whose_log_it_is_and_which_days_are_worked_are_handed_on():
    calendar, us = WeekdaysOnly(), unit_id("county")
    seen = situation(Story().incident, reports={}, deadlines={}, office=us, calendar=calendar)
    assert (seen.office, seen.calendar) == (us, calendar)


def stated(figure: Figure, value: int):
    story = Story()
    story.tell(FactStated(fact=Fact(figure=figure, value=value, as_of=minute(0))))
    return story.incident


def test_what_a_leader_must_hear_of_at_once():
    assert not is_grave(Story().incident)
    for figure in (Figure.DEAD, Figure.MISSING, Figure.TRAPPED):
        assert is_grave(stated(figure, 1))
        assert not is_grave(stated(figure, 0))
    assert not is_grave(stated(Figure.INJURED, 9))
    for level in Level:
        story = Story()
        story.level(level, minute(0))
        assert is_grave(story.incident) is (level in (Level.I, Level.II, Level.III))
    sensitive = Story()
    sensitive.tell(SensitivityMarked(sensitive=True))
    assert is_grave(sensitive.incident)
    sensitive.tell(IncidentAnnulled(reason="误报"))
    assert not is_grave(sensitive.incident)


def test_the_system_acts_under_the_name_of_its_part():
    assert system("sweep") == Actor(kind=ActorKind.SYSTEM, id="sweep")


def test_a_unit_of_the_network_is_what_its_profile_says():
    profile = UnitProfile(
        name="临江区应急管理局",
        short_name="区应急局",
        tier=Tier.COUNTY,
        kind=UnitKind.DEPARTMENT,
        lines=(Line.WORK_SAFETY,),
        parent=unit_id("county"),
        region_code="320199",
    )
    made = entry(unit_id("bureau"), profile)
    assert made == UnitEntry(
        id=unit_id("bureau"),
        name="临江区应急管理局",
        short_name="区应急局",
        tier=Tier.COUNTY,
        kind=UnitKind.DEPARTMENT,
        lines=(Line.WORK_SAFETY,),
        parent=unit_id("county"),
        region_code="320199",
    )
    assert not Network([made]).stands_above_others(made.id)


@pytest.mark.parametrize("names", [("first", "second"), ("second", "first")])
def test_the_order_is_that_of_the_times_whatever_the_reports_are_called(names):
    early, late = (unit_id(one) for one in names)
    reports = {late: told(30), early: told(10)}
    seen = situation(Story().incident, reports=reports, deadlines={})
    assert [one.id for one in seen.reports] == [early, late]


def test_a_report_made_by_a_channel_nobody_knows_tells_no_clock_anything():
    report = replace(told(10), channel=None)
    assert situation(Story().incident, reports={unit_id("x"): report}, deadlines={}).reports == ()
