"""抽查限度: three rings and five minutes to the second, each with where it comes from; the officer counts better than the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from desk.spot_check_rounds import FIVE_MINUTES, limits_of, spot_check_rules
from domain.rule_text import RuleError
from domain.rulebook import RuleBook
from domain.spot_check import SpotCall
from domain.spot_check_limits import parse_spot_checks, propose
from domain.spot_check_words import CheckMethod, CheckOutcome, CheckStep, Findings, RiskGround
from tests.support.ladder import book
from tests.support.spot_checked import dialled, instant, second

RULES = spot_check_rules()


def proposed(
    after=None, back=None, now=400, method=CheckMethod.PHONE, step=CheckStep.CHECK, **found
):
    call = SpotCall(
        placed=dialled(step=step),
        answered=None if after is None else second(after),
        called_back=None if back is None else second(back),
    )
    return propose(call, method, RULES.limits, Findings(**found), instant(now))


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        (0, CheckOutcome.NORMAL),
        (14, CheckOutcome.NORMAL),
        (15, CheckOutcome.RANG_TOO_LONG),
        (300, CheckOutcome.RANG_TOO_LONG),
        (301, CheckOutcome.NOT_IN_TIME),
    ],
)
def test_three_rings_and_five_minutes(after, outcome):
    assert proposed(after) is outcome


def test_the_officers_ear_goes_before_the_clock():
    assert proposed(9, rings=4) is CheckOutcome.RANG_TOO_LONG
    assert proposed(40, rings=3) is CheckOutcome.NORMAL


@pytest.mark.parametrize(("now", "outcome"), [(300, "no_answer"), (301, "not_in_time")])
def test_nobody_there_is_no_answer_and_after_five_minutes_a_failure(now, outcome):
    assert proposed(now=now) == outcome


def test_called_back_within_five_minutes_they_were_there_though_not_in_three_rings():
    assert proposed(back=300) is CheckOutcome.RANG_TOO_LONG
    assert proposed(back=301) is CheckOutcome.NOT_IN_TIME


def test_on_a_screen_and_on_the_spot_nothing_rings():
    for method in (CheckMethod.VIDEO, CheckMethod.LINK, CheckMethod.VISIT):
        assert proposed(200, method=method) is CheckOutcome.NORMAL
    assert proposed(200, method=CheckMethod.SATELLITE) is CheckOutcome.RANG_TOO_LONG
    assert proposed(now=60, method=CheckMethod.VIDEO) is CheckOutcome.VIDEO_OFFLINE
    assert proposed(now=60, method=CheckMethod.LINK) is CheckOutcome.NO_ANSWER


def test_whoever_was_not_seen_on_the_screen_is_rung_by_phone():
    again = {"method": CheckMethod.VIDEO, "step": CheckStep.RECHECK}
    assert proposed(200, **again) is CheckOutcome.RANG_TOO_LONG
    assert proposed(now=60, **again) is CheckOutcome.NO_ANSWER


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ({"leader_in_place": False, "matters_known": False}, CheckOutcome.LEADER_ABSENT),
        ({"leader_in_place": True, "matters_known": False}, CheckOutcome.NOT_VERSED),
        ({"procedure_known": False}, CheckOutcome.NOT_VERSED),
        ({"matters_known": True, "procedure_known": True}, CheckOutcome.NORMAL),
    ],
)
def test_what_was_asked_goes_before_the_rings(found, outcome):
    assert proposed(9, **found) is outcome
    late = outcome if outcome is not CheckOutcome.NORMAL else CheckOutcome.RANG_TOO_LONG
    assert proposed(60, **found) is late


def test_every_limit_says_where_it_comes_from_and_agrees_with_its_rule():
    assert {one.of for one in RULES.sources} == set(RULES.limits.__struct_fields__)
    rules = {one.of: book().get(one.rule) for one in RULES.sources if one.rule}
    assert rules["answer_within"].limit == RULES.limits.answer_within
    assert "铃响三声" in rules["rings"].name
    assert {one.of for one in RULES.sources if one.confidence.startswith("Q")} == set(rules)


def test_the_offices_own_book_may_give_another_five_minutes():
    own = RuleBook(rules=tuple(_with_limit(one) for one in book().rules))
    assert limits_of(own).answer_within == timedelta(minutes=3)
    assert limits_of(book()) == limits_of(RuleBook(rules=())) == RULES.limits


def _with_limit(rule):
    return replace(rule, limit=timedelta(minutes=3)) if rule.id == FIVE_MINUTES else rule


def test_a_desk_has_one_lot_and_more_for_every_ground():
    assert RULES.weight(()) == 1
    assert RULES.weight((RiskGround.BREACH, RiskGround.UNCHECKED)) == 5
    assert set(RULES.weights) == set(RiskGround)


def test_a_file_of_limits_with_a_mistake_names_its_line():
    with pytest.raises(RuleError, match="own:3"):
        parse_spot_checks("title: x\nlimits:\n  rings: three\n", "own")
