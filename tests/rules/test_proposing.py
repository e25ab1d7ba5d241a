"""Which plans are proposed for an incident, in which order, and which reasons are given for and against each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from contingency_plans.plan import Plan
from contingency_plans.plan_events import (
    IssueDate,
    PlanExercised,
    PlanProfile,
    PlanVersion,
    PlanVersionReplaced,
)
from contingency_plans.plan_fit import Matter
from contingency_plans.plan_words import ExerciseForm, PlanSecrecy, PlanType
from contingency_plans.proposing import PROPOSED_MAX, propose
from contingency_plans.response_rules import response_rules
from domain.facts import Figure
from domain.incident_plans import Fit, Unfit
from domain.thresholds import Measure
from domain.times import Basis, Precision, moment
from domain.words import IncidentClass, Level, Tier
from tests.support.office import NINE
from tests.support.responding import SECOND, THIRD, a_text

TODAY = date(2026, 11, 24)
ACCIDENT = IncidentClass.ACCIDENT
LEAK = Matter(
    ACCIDENT, "", Level.III, "化工厂硫酸泄漏", {}, ("临江区", "云州市临江区"), Tier.COUNTY
)


def version(issued=date(2025, 3, 1), n=1, **more):
    day = IssueDate(first=issued, last=issued, words=str(issued))
    return PlanVersion(
        id=UUID(int=n),
        label="",
        issued=day,
        published=None,
        doc_no=f"临政办〔{issued.year}〕{n}号",
        doc_no_found="",
        issuer="",
        approver="",
        **more,
    )


def registered(title, *versions, n=1, kind=PlanType.SPECIAL, place="云州市临江区", **more):
    profile = PlanProfile(
        title=title,
        type=kind,
        classes=(ACCIDENT,),
        subtypes=(),
        jurisdiction=place,
        tier=Tier.COUNTY,
        owner="",
        owner_unit=None,
        secrecy=PlanSecrecy.PUBLIC,
    )
    versions = versions or (version(),)
    return Plan(id=UUID(int=n), profile=profile, versions=versions, **more)


CHEMICAL = registered("临江区危险化学品事故应急预案")
OVERALL = registered("临江区突发事件总体应急预案", kind=PlanType.OVERALL, n=2)


def proposed(*plans, matter=LEAK, texts=()):
    return propose(matter, plans, texts, response_rules(), TODAY)


def fits(proposal):
    return [one.fit for one in proposal.fits]


def test_the_plan_of_its_kind_comes_first_and_the_overall_plan_last():
    quake = registered("临江区地震应急预案", n=3)
    first, last = proposed(OVERALL, quake, CHEMICAL)
    assert first.held == CHEMICAL
    assert first.fits[0].words == "化工"
    assert fits(first) == [Fit.KIND, Fit.CLASS, Fit.JURISDICTION, Fit.LADDER]
    assert fits(last)[0] is Fit.OVERALL


def test_its_subtype_says_what_no_word_of_the_title_says():
    matter = LEAK._replace(words="现场情况不明", subtype="hazardous_chemical")
    [only] = proposed(CHEMICAL, matter=matter)
    assert fits(only)[0] is Fit.KIND


def test_where_nothing_tells_the_kind_the_class_is_enough():
    [only] = proposed(registered("临江区生产安全事故应急预案"))
    assert fits(only)[0] is Fit.CLASS


@pytest.mark.parametrize(
    "plan",
    [
        registered("青石县危险化学品事故应急预案", place="青石县"),
        registered("临江区危险化学品事故应急预案", withdrawn=True),
        registered("临江区地震应急预案"),
    ],
    ids=["another place", "given up", "another kind"],
)
def test_a_plan_of_another_place_or_kind_or_given_up_is_not_proposed(plan):
    assert proposed(plan) == ()


def test_a_text_tells_which_response_level_its_figures_reach():
    text = a_text()
    [only] = proposed(CHEMICAL, texts=(text,), matter=LEAK._replace(figures={Figure.DEAD: 12}))
    reached = next(one for one in only.fits if one.fit is Fit.CONDITION)
    assert (only.text, only.response) == (text, SECOND)
    assert (reached.words, reached.measure, reached.count) == ("死亡10人以上", Measure.DEAD, 12)
    [by_level] = proposed(CHEMICAL, texts=(text,))
    assert by_level.response is THIRD
    unknown = LEAK._replace(level=Level.UNKNOWN)
    [none] = proposed(CHEMICAL, texts=(text,), matter=unknown)
    assert none.response is None


def test_a_text_that_no_plan_uses_is_proposed_by_itself():
    other = a_text(id="leak", title="燃气泄漏", subtypes=("gas",))
    [plan, text] = proposed(
        CHEMICAL, texts=(a_text(), other), matter=LEAK._replace(words="化工厂燃气泄漏")
    )
    assert (plan.held, text.held, text.text) == (CHEMICAL, None, other)


def test_a_text_knows_words_that_no_list_has():
    matter = LEAK._replace(words="闻到毒气味", klass=IncidentClass.UNKNOWN)
    [only] = proposed(matter=matter, texts=(a_text(),))
    assert only.fits[0].words == "毒气"


def test_a_version_says_which_text_it_is():
    own = a_text(id="own", title="本区的文本", subtypes=())
    plan = registered("临江区危险化学品事故应急预案", version(library="own"))
    [first, *_] = proposed(plan, texts=(a_text(), own))
    assert first.text == own


@pytest.mark.parametrize(
    ("plan", "unfit"),
    [
        (registered("危险化学品预案", version(date(2023, 11, 24))), (Unfit.OLD,)),
        (registered("危险化学品预案", version(date(2023, 11, 25))), ()),
        (registered("危险化学品预案", version(draft=True)), (Unfit.NO_VERSION,)),
        (
            registered(
                "危险化学品预案",
                replaced=(PlanVersionReplaced(version=UUID(int=1), by=None, on=None, words=""),),
            ),
            (Unfit.REPLACED,),
        ),
    ],
    ids=["of three years", "not yet", "a draft alone", "replaced"],
)
def test_what_speaks_against_it_is_said(plan, unfit):
    [only] = proposed(plan)
    assert only.unfit == unfit


def test_of_two_alike_the_exercised_and_the_newer_one_come_before():
    held = moment(NINE.replace(year=2025), Basis.DOCUMENT, Precision.DAY)
    exercised = PlanExercised(
        version=UUID(int=1), exercise=None, form=ExerciseForm.LIVE, held=held, words="演练方案"
    )
    alike = registered("危险化学品预案甲", n=4)
    better = registered("危险化学品预案乙", n=5, exercised=(exercised,))
    several = registered("危险化学品预案丙", version(), version(date(2026, 1, 1), 2), n=6)
    [first, second, third] = proposed(alike, several, better)
    assert [first.held, second.held, third.held] == [better, several, alike]
    newest = next(one for one in second.fits if one.fit is Fit.NEWEST)
    assert newest.words == "临政办〔2026〕2号"


@pytest.mark.parametrize(("hour", "counts"), [(15, False), (16, True)])
def test_three_years_are_counted_in_days_of_beijing(hour, counts):
    """Held on 24 November 2023 from midnight in Beijing on, which is 16:00 the day before in UTC."""
    held = moment(datetime(2023, 11, 23, hour, tzinfo=UTC), Basis.DOCUMENT)
    exercised = PlanExercised(
        version=UUID(int=1), exercise=None, form=ExerciseForm.LIVE, held=held, words=""
    )
    [only] = proposed(registered("危险化学品预案", version(), exercised=(exercised,)))
    assert any(one.fit is Fit.EXERCISED for one in only.fits) is counts


def test_no_more_are_proposed_than_are_read_and_the_fallback_is_among_them():
    many = [registered(f"危险化学品预案{n}", n=n) for n in range(10, 30)]
    found = proposed(*many, OVERALL)
    assert len(found) == PROPOSED_MAX
    assert found[-1].held == OVERALL


def test_a_class_that_nobody_knows_fits_by_its_words_alone():
    unknown = LEAK._replace(klass=IncidentClass.UNKNOWN)
    assert [one.held for one in proposed(CHEMICAL, matter=unknown)] == [CHEMICAL]
    silent = unknown._replace(words="情况不明")
    assert proposed(CHEMICAL, matter=silent) == ()


def test_at_its_level_our_own_has_to_start_or_not():
    rules = response_rules()
    assert rules.rung(Level.UNKNOWN, "") is None
    general, special = rules.rung(Level.III, ""), rules.rung(Level.III, "environment")
    assert general.must(Tier.COUNTY)
    assert not general.must(Tier.PROVINCE)
    assert "119号" in special.source
    mild = replace(rules.rung(Level.IV, ""), at_once=())
    assert mild.must(Tier.COUNTY)
    assert not mild.must(Tier.CITY)
