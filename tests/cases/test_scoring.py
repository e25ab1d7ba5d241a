"""Proposals are compared with the findings kind by kind, by the rule that the case files come with."""

from __future__ import annotations

import msgspec
import pytest

from api.cases.reader import CaseRefused
from api.cases.scoring import score
from api.cases.shapes import Case
from tests.support.cases import told


def finding(obligor, *breaches, **more):
    row = {"any_of": False, "strength": "A", "recipient": None, "delay_over_minutes": None}
    return {"obligor": obligor, "breaches": list(breaches), "quote": None} | row | more


def case(*expected, replayable=True, name="every_hop"):
    """By its timeline the mine was 65 minutes late and the city 91; the county was in time."""
    changed = told(name) | {"expected": list(expected), "replayable": replayable}
    return msgspec.convert(changed, Case)


def full(*expected, **more):
    return score([case(*expected, **more)])["full"]


def counts(figures):
    return tuple(figures[one] for one in ("hits", "misses", "false_positives", "extras"))


def test_a_listed_kind_is_hit_or_missed():
    scored = full(finding("mine", "late", "false"), finding("county", "late"))
    assert counts(scored["kinds"]["late"]) == (1, 1, 0, 0)
    assert counts(scored["kinds"]["false"]) == (0, 1, 0, 0)
    assert scored["kinds"]["late"]["recall"] == 0.5
    assert {"case": "91", "obligor": "county", "kind": "late"} in scored["missed"]


def test_of_several_kinds_not_told_apart_one_is_enough():
    scored = full(finding("mine", "late", "omitted", any_of=True))
    assert counts(scored["kinds"]["ambiguous"]) == (1, 0, 0, 0)
    assert counts(scored["total"]) == (1, 0, 0, 0)


def test_whoever_was_praised_and_is_accused_is_a_false_positive():
    scored = full(finding("mine"), finding("county"))
    assert counts(scored["kinds"]["late"]) == (0, 0, 1, 0)
    assert scored["kinds"]["late"]["precision"] == 0.0
    assert scored["false_positives"] == [{"case": "91", "obligor": "mine", "kind": "late"}]


def test_a_proposal_beyond_the_finding_is_an_extra_and_counts_in_the_wide_precision():
    scored = full(finding("mine", "false"), finding("city", "late", strength="B"))
    assert counts(scored["total"]) == (1, 1, 0, 1)
    assert scored["total"]["precision"] == 1.0
    assert scored["total"]["precision_wide"] == 0.5
    assert counts(scored["strengths"]["B"]) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("expected", "replayable"),
    [((finding("mine", "late", strength="C"),), True), ((finding("mine", "late"),), False)],
)
def test_what_nobody_found_or_nobody_can_replay_is_not_scored(expected, replayable):
    scored = full(*expected, replayable=replayable)
    assert (scored["cases"], scored["total"]["labels"]) == (0, 0)
    assert scored["total"]["recall"] is None


@pytest.mark.parametrize(("stated", "reached"), [(65, True), (66, False)])
def test_a_stated_overrun_is_reached_or_not(stated, reached):
    [overrun] = full(finding("mine", "late", delay_over_minutes=stated))["overruns"]
    assert (overrun["computed"], overrun["reached"]) == (65, reached)


def test_both_readings_are_scored():
    assert set(score([case(finding("mine", "late"))])) == {"full", "blind"}


def test_a_finding_that_cannot_be_read_stops_all():
    with pytest.raises(CaseRefused):
        score([case(finding("mine", "tardy"))])
