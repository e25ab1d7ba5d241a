"""What an incident is handled by: linked as it stood, unlinked, expressly nothing, and what the level above began."""

from __future__ import annotations

from uuid import UUID

from domain import incident as incidents
from domain import incident_plan_commands as commands
from domain.incident import IncidentClosed, IncidentOpened, LevelDecided
from domain.incident_commands import IncidentNotOpen
from domain.incident_plans import (
    ActivationLinked,
    PlanDeclined,
    PlanLinked,
    PlanUnlinked,
    Unfit,
    UpperResponseStarted,
    link_id,
)
from domain.kernel import ReasonMissing
from domain.times import Basis, moment
from domain.words import IncidentClass, Level, Tier
from tests.support.given import given
from tests.support.office import NINE
from tests.support.responding import BY_KIND, THIRD, pinned

AT = moment(NINE, Basis.ORAL)
INCIDENT = UUID(int=1)
OPENED = IncidentOpened(
    incident=INCIDENT,
    number="20261124-001",
    exercise=None,
    title="化工厂爆炸",
    klass=IncidentClass.ACCIDENT,
)
LINK = link_id(INCIDENT, pinned())
LINKED = PlanLinked(link=LINK, pinned=pinned(), reasons=(BY_KIND,), unfit=(Unfit.OLD,))
UNLINKED = PlanUnlinked(link=LINK, reason="选错")
opened = given(incidents.evolve, OPENED)
linked = given(incidents.evolve, OPENED, LINKED)
closed = given(incidents.evolve, OPENED, IncidentClosed(reason="处置完毕"))


def test_a_plan_is_linked_once_in_each_of_its_versions():
    after = opened.when(lambda i: commands.link_plan(i, LINKED)).then(LINKED)
    after.when(lambda i: commands.link_plan(i, LINKED)).then_nothing_happens()
    assert link_id(INCIDENT, pinned(version=UUID(int=9))) != LINK
    assert link_id(INCIDENT, pinned(digest="cd" * 32)) != LINK
    closed.when(lambda i: commands.link_plan(i, LINKED)).then_refused(IncidentNotOpen)


def test_neither_a_version_nor_a_text_is_nothing():
    empty = PlanLinked(link=LINK, pinned=pinned(version=None, library=""), reasons=(), unfit=())
    opened.when(lambda i: commands.link_plan(i, empty)).then_refused(commands.NoPlanNamed)
    text = PlanLinked(link=LINK, pinned=pinned(plan=None, version=None), reasons=(), unfit=())
    opened.when(lambda i: commands.link_plan(i, text)).then(text)


def test_what_is_linked_is_taken_off_with_a_reason():
    linked.when(lambda i: commands.unlink_plan(i, link=LINK, reason=" ")).then_refused(
        ReasonMissing
    )
    after = linked.when(lambda i: commands.unlink_plan(i, link=LINK, reason="选错")).then(UNLINKED)
    after.when(lambda i: commands.unlink_plan(i, link=LINK, reason="选错")).then_refused(
        commands.PlanNotLinked
    )


def test_an_express_no_names_the_level_it_was_said_at():
    level = LevelDecided(level=Level.III, previous=Level.UNKNOWN, decided=AT)
    grave = given(incidents.evolve, OPENED, level)
    no = PlanDeclined(level=Level.III, reason="现场已控制", decided=AT)

    def declined(incident):
        return commands.decline_plans(incident, reason="现场已控制", decided=AT)

    after = grave.when(declined).then(no)
    after.when(declined).then_nothing_happens()
    graver = LevelDecided(level=Level.II, previous=Level.III, decided=AT)
    again = PlanDeclined(level=Level.II, reason="现场已控制", decided=AT)
    after.and_then(graver).when(declined).then(again)
    grave.when(lambda i: commands.decline_plans(i, reason="", decided=AT)).then_refused(
        ReasonMissing
    )


def test_a_milder_no_takes_nothing_of_a_graver_one_back():
    no = PlanDeclined(level=Level.II, reason="省级已直接指挥", decided=AT)
    milder = PlanDeclined(level=Level.III, reason="现场已控制", decided=AT)
    after = given(incidents.evolve, OPENED, no, milder).state.plans
    assert after.declines == (no, milder)
    assert after.declined == no


def test_a_response_is_linked_once():
    one = ActivationLinked(activation=UUID(int=5))
    after = opened.when(lambda i: commands.link_activation(i, activation=UUID(int=5))).then(one)
    after.when(lambda i: commands.link_activation(i, activation=UUID(int=5))).then_nothing_happens()


def test_what_the_level_above_began_is_on_record_once():
    upper = UpperResponseStarted(
        tier=Tier.CITY, response_level=THIRD, words="市应急委电话通知", started=AT
    )
    after = opened.when(lambda i: commands.note_upper_response(i, upper)).then(upper)
    after.when(lambda i: commands.note_upper_response(i, upper)).then_nothing_happens()
    closed.when(lambda i: commands.note_upper_response(i, upper)).then_refused(IncidentNotOpen)
