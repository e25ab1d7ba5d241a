"""A charge says of whom, towards whom, of what, why and by which evidence; one of a unit and a kind."""

from __future__ import annotations

from datetime import timedelta

from domain.breach import BreachKind, BreachSuspected, Ground
from domain.conduct import Conduct
from domain.elements import HEADINGS, Element, outline
from domain.facts import Fact, Figure
from domain.incident import ClassAssigned, Means
from domain.suspicion import suspicions
from domain.words import Channel, IncidentClass, Level, Stage
from tests.support.ladder import NINE, Story, minute, unit_id

DAY = 24 * 60
WHOLE = dict.fromkeys(HEADINGS, "已核实")


def charges(story: Story, minutes: int) -> tuple[BreachSuspected, ...]:
    as_of = NINE + timedelta(minutes=minutes)
    return suspicions(story.situation, story.network, as_of, story.book.levels)


def told_by_the_county(
    story: Story, kind: BreachKind, ground: Ground, *evidence: str
) -> BreachSuspected:
    return BreachSuspected(
        incident=story.incident.id,
        obligor=unit_id("county"),
        recipient=unit_id("city"),
        kind=kind,
        grounds=(ground,),
        deadline=None,
        rule="",
        evidence=tuple(unit_id(one) for one in evidence),
        on_assumption=False,
    )


def on_paper(
    story: Story, minutes: int, lacking: Element, *, stage: Stage, to: str = "city"
) -> None:
    text = outline(WHOLE | {lacking: "待核"}, stage, (Element.UNIT_PROFILE,))
    story.reports_to("county", to, minute(minutes), stage=stage, channel=Channel.WRITTEN, text=text)


def test_whoever_left_an_element_out_is_charged_by_all_its_papers_towards_the_last_reader():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    on_paper(story, 10, Element.CAUSE, stage=Stage.FIRST, to="province")
    on_paper(story, 90, Element.CAUSE, stage=Stage.FINAL)
    ground = Ground.ELEMENT_MISSING
    [charge] = charges(story, 120)
    assert charge == told_by_the_county(story, BreachKind.OMITTED, ground, "report 0", "report 1")


def test_what_only_an_accident_must_say_is_missed_only_of_an_accident():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    on_paper(story, 90, Element.UNIT_PROFILE, stage=Stage.FINAL)
    assert [one.grounds for one in charges(story, 120)] == [(Ground.ELEMENT_MISSING,)]
    story.tell(ClassAssigned(klass=IncidentClass.SOCIAL_SECURITY))
    assert charges(story, 120) == ()


def dead(value: int) -> Fact:
    return Fact(figure=Figure.DEAD, value=value, as_of=minute(0))


def test_whoever_understates_a_level_is_charged_by_what_it_told_towards_the_last_reader():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.reports_to("county", "province", minute(10), facts=(dead(3),))
    story.reports_to("county", "city", minute(15), facts=(dead(3),))
    story.level(Level.IV, minute(20))
    ground = Ground.LEVEL_UNDERSTATED
    [charge] = charges(story, 2 * DAY)
    assert charge == told_by_the_county(story, BreachKind.FALSE, ground, "report 0", "report 1")


def test_of_one_unit_and_kind_there_is_one_charge_with_every_ground_and_all_evidence_once():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.reports_to("county", "city", minute(10), facts=(dead(3),), untrue=True)
    story.level(Level.IV, minute(20))
    [charge] = charges(story, 2 * DAY)
    assert charge.grounds == (Ground.TOLD_UNTRUE, Ground.LEVEL_UNDERSTATED)
    assert charge.evidence == (unit_id("report 0"),)
    story.reports_to("county", "city", minute(25), facts=(dead(3),))
    [charge] = charges(story, 2 * DAY)
    assert charge.evidence == (unit_id("report 0"), unit_id("report 1"))


def test_a_time_that_was_agreed_is_charged_by_the_first_word_alone():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    story.reports_to("county", "city", minute(10))
    story.reports_to("county", "city", minute(25))
    story.behaves("county", Conduct.TIME_AGREED, minute(5))
    [charge] = charges(story, 60)
    assert charge == told_by_the_county(story, BreachKind.FALSE, Ground.TIME_AGREED, "report 0")


def hidden(
    *, found_out: int, kind: Means = Means.DISCOVERED, finder: str = "county emergency"
) -> Story:
    """The works knew at nine and owed its report by ten; somebody else came to know later."""
    story = Story(occurred=minute(0))
    story.knows("works", minute(0), Means.OWN_SITE)
    story.knows(finder, minute(found_out), kind)
    return story


def grounds(story: Story, minutes: int) -> set[tuple[str, BreachKind]]:
    return {(one.obligor.hex, one.kind) for one in charges(story, minutes)}


def test_found_out_after_the_limit_and_not_at_it_is_concealed():
    concealed = (unit_id("works").hex, BreachKind.CONCEALED)
    assert concealed in grounds(hidden(found_out=61), 120)
    assert concealed not in grounds(hidden(found_out=60), 120)
    assert concealed not in grounds(hidden(found_out=61, kind=Means.REPORT), 120)
    assert concealed not in grounds(hidden(found_out=61, finder="works"), 120)
