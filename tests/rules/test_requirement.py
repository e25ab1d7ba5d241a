"""应编预案: a list is adopted whole, a plan answers by type, place, kind and title, and a pin overrules."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contingency_plans.plan_words import PlanType
from contingency_plans.required import answering, candidates, fits, missing
from contingency_plans.requirement import (
    NotRequired,
    PlanPinned,
    PlanUnpinned,
    RegionMissing,
    RequirementTwice,
    adopt,
    evolve,
    pin,
    unpin,
)
from contingency_plans.requirement_file import parse_requirements, shipped_requirements
from domain.kernel import ReasonMissing, fold
from domain.rule_text import RuleError
from domain.words import IncidentClass
from tests.support.given import given
from tests.support.plans import FLOOD, NEW, PROFILE, day, version
from tests.support.requirements import (
    ADOPTED,
    FLOODS,
    GAS,
    NATURE,
    OVERALL,
    a_plan,
    a_profile,
    ids,
)

TODAY = date(2026, 11, 24)
PINNED = PlanPinned(requirement="gas", plan=FLOOD, reason="合并编制")
UNPINNED = PlanUnpinned(requirement="gas", plan=FLOOD, reason="另行编制")


def adopting(**changes):
    return lambda known: adopt(known, replace(ADOPTED, **changes))


def pinning(requirement="gas", reason="合并编制"):
    return lambda known: pin(known, requirement, FLOOD, reason=reason)


def unpinning(requirement="gas", reason="另行编制"):
    return lambda known: unpin(known, requirement, FLOOD, reason=reason)


def test_a_list_is_adopted_whole_once_and_another_takes_its_place():
    shorter = replace(ADOPTED, required=(OVERALL,))
    told = given(evolve).when(adopting()).then(ADOPTED)
    told.when(adopting()).then_nothing_happens()
    told.when(adopting(required=(OVERALL,))).then(shorter)


def test_two_of_one_id_or_a_list_of_nowhere_are_refused():
    nothing = given(evolve)
    nothing.when(adopting(required=(GAS, FLOODS, GAS))).then_refused(RequirementTwice)
    with pytest.raises(RegionMissing):
        adopt(None, replace(ADOPTED, places=(" ",)))


def test_a_plan_is_pinned_once_and_unpinned_once_for_a_reason():
    adopted = given(evolve, ADOPTED)
    adopted.when(pinning(reason=" ")).then_refused(ReasonMissing)
    adopted.when(pinning("nothing")).then_refused(NotRequired)
    pinned = adopted.when(pinning()).then(PINNED)
    pinned.when(pinning()).then_nothing_happens()
    pinned.when(unpinning("nothing")).then_refused(NotRequired)
    pinned.when(unpinning(reason="")).then_refused(ReasonMissing)
    pinned.when(unpinning()).then(UNPINNED).when(unpinning()).then_nothing_happens()


def test_pins_outlive_a_new_list():
    known = fold(evolve, None, [ADOPTED, PINNED, replace(ADOPTED, required=(GAS,))])
    assert known.pinned("gas") == (FLOOD,)
    assert fold(evolve, known, [UNPINNED]).pins == {}


@pytest.mark.parametrize(
    ("requirement", "changes", "fit"),
    [
        (FLOODS, {}, True),
        (FLOODS, {"title": "临江县水旱灾害应急预案"}, True),  # by its kind
        (FLOODS, {"subtypes": ()}, True),  # by its title
        (FLOODS, {"title": "临江县水旱灾害应急预案", "subtypes": ("drought",)}, False),
        (FLOODS, {"type": PlanType.DEPARTMENT}, False),
        (FLOODS, {"classes": (IncidentClass.ACCIDENT,)}, False),
        (FLOODS, {"classes": ()}, True),
        (OVERALL, {"type": PlanType.OVERALL}, True),
        (OVERALL, {}, False),
        (GAS, {}, False),
        (replace(FLOODS, subtypes=(), stems=()), {}, True),  # by its own title
        (replace(FLOODS, subtypes=(), stems=()), {"title": "临江县地震应急预案"}, False),
        (replace(GAS, stems=()), {"classes": ()}, False),
    ],
)
def test_what_fits(requirement, changes, fit):
    assert fits(requirement, replace(PROFILE, **changes)) is fit


def known(*more):
    return fold(evolve, None, [ADOPTED, *more])


def test_another_regions_plan_answers_nothing():
    theirs = a_plan(a_profile("邻江县防汛应急预案", place="邻江县"))
    assert candidates(known(), FLOODS, [theirs]) == []
    both = replace(ADOPTED, places=("临江县", "邻江县"))
    assert candidates(known(both), FLOODS, [theirs]) == [theirs]


def test_only_what_is_in_force_on_the_day_answers_the_newest_first():
    old = a_plan(a_profile("临江县防汛应急预案(旧)"), version("甲", day(2012)))
    new = a_plan(a_profile("临江县防汛应急预案"), version("乙", day(2023)))
    draft = a_plan(a_profile("临江县防汛应急预案(稿)"), replace(NEW, draft=True))
    undated = a_plan(a_profile("防汛应急预案"), version("丙", None))
    plans = [undated, draft, old, new]
    assert ids(answering(known(), FLOODS, plans, TODAY)) == ids([new, old, undated])
    assert ids(answering(known(), FLOODS, plans, date(2020, 1, 1))) == ids([old, undated])


def test_a_pin_overrules_what_would_be_found():
    gas = a_plan(a_profile("临江县燃气事故应急预案"))
    other = a_plan(a_profile("市政公用事故应急预案"))
    pinned = known(PlanPinned(requirement="gas", plan=other.id, reason="合并"))
    assert answering(known(), GAS, [gas, other], TODAY) == [gas]
    assert answering(pinned, GAS, [gas, other], TODAY) == [other]
    assert answering(pinned, GAS, [gas], TODAY) == []


def test_what_nobody_has_is_missing():
    flood = a_plan(replace(PROFILE, classes=(NATURE,)))
    assert missing(known(), [flood], TODAY) == ("overall", "gas")


def test_the_list_that_ships_names_every_class_and_each_entry_once():
    shipped = shipped_requirements()
    classes = {klass for one in shipped.required for klass in one.classes}
    assert classes == set(IncidentClass) - {IncidentClass.UNKNOWN}
    assert [one.type for one in shipped.required].count(PlanType.OVERALL) == 1
    assert all(one.title and one.owner_words for one in shipped.required)


HEAD = "title: x\nsource: y\ndrafting_days: {}\nrequired:\n  - {{id: a, title: t, type: overall}}\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD.format(30) + "  - {id: a, title: t, type: special}\n", 6),
        (HEAD.format(0), 3),
        (HEAD.format(30) + "  - {id: b, title: t, type: special, class: accident}\n", 6),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_line(text, line):
    with pytest.raises(RuleError) as told:
        parse_requirements(text, "list.yaml")
    assert told.value.line == line
