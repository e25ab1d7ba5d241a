"""Settled once and settled for good: the same verdicts in whatever order things came to light."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.incident import ClassAssigned, OccurrenceStated
from domain.incident_marks import ResponseEnded
from domain.words import IncidentClass, Level
from tests.support.ladder import CITY, Story, a_fire, minute

LEVELS = st.sampled_from([Level.I, Level.II, Level.III, Level.IV])
UNITS = st.sampled_from(["works", "town", "county", "county emergency", "city emergency", "city"])
AT = st.integers(-30, 300)
STEPS = st.one_of(
    st.tuples(st.just("level"), LEVELS, AT),
    st.tuples(st.just("knows"), UNITS, AT),
    st.tuples(st.just("report"), st.sampled_from([CITY, ("works", "county emergency")]), AT),
    st.tuples(st.just("occurred"), st.just(None), AT),
    st.tuples(st.just("ended"), st.just(None), AT),
    st.tuples(st.just("class"), st.sampled_from(IncidentClass), AT),
)


def step(story: Story, what: str, whom, at: int) -> None:
    match what:
        case "level":
            story.level(whom, minute(at))
        case "knows":
            story.knows(whom, minute(at))
        case "report":
            story.reports_to(*whom, minute(at))
        case "occurred":
            story.tell(OccurrenceStated(occurred=minute(at)))
        case "ended":
            story.tell(ResponseEnded(ended=minute(at)))
        case "class":
            story.tell(ClassAssigned(klass=whom))


# What fell away while its start moved is owed again from the new start.
MOVED_MEANWHILE = [
    ("knows", "county emergency", 0),
    ("class", IncidentClass.NATURAL_DISASTER, 0),
    ("class", IncidentClass.UNKNOWN, 0),
    ("occurred", None, 1),
    ("class", IncidentClass.NATURAL_DISASTER, 0),
]


@example(MOVED_MEANWHILE)
@settings(deadline=None, max_examples=60)
@given(st.lists(STEPS, max_size=8))
def test_settled_twice_the_second_time_leaves_nothing_whatever_happened(steps):
    story = Story(occurred=minute(0), presets=("wuhan", "county_hub"))
    for one in steps:
        step(story, *one)
        assert story.settle() == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from([CITY, ("county", "province")]), AT), max_size=5), st.data()
)
def test_the_order_in_which_reports_are_recorded_changes_no_verdict(reports, data):
    def verdicts(order):
        story = a_fire(level=Level.II, at=0)
        for hop, at in order:
            story.reports_to(*hop, minute(at))
        first_reports = (one for one in story.deadlines.values() if not one.terms.occasion)
        return {
            (one.terms.rule, one.terms.reporting_entity, one.terms.recipient): (
                one.standing,
                one.met_at,
                one.seconds_late,
                one.due_at,
            )
            for one in first_reports
        }

    assert verdicts(reports) == verdicts(data.draw(st.permutations(reports)))


@settings(deadline=None, max_examples=60)
@given(st.lists(STEPS, max_size=8))
def test_no_clock_appears_twice_and_none_vanishes(steps):
    story = Story(occurred=minute(0), presets=("wuhan",))
    seen: set = set()
    for one in steps:
        step(story, *one)
        assert seen <= set(story.deadlines)
        seen = set(story.deadlines)
    meanings = [
        (one.terms.rule, one.terms.reporting_entity, one.terms.recipient, one.terms.occasion)
        for one in story.deadlines.values()
    ]
    assert len(meanings) == len(set(meanings))
