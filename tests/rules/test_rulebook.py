"""A rules file is read strictly, every mistake is told with its line, and a book is adopted whole."""

from __future__ import annotations

import textwrap
from datetime import time, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.breach_kinds import BreachWords
from domain.ring_manners import RingManners
from domain.rule_file import parse_policies, parse_rules
from domain.rule_text import DEPTH_MAX, TEXT_CHARACTERS_MAX, RuleError
from domain.rulebook import (
    PolicyMissing,
    RuleBookAdopted,
    RuleTwice,
    adopt,
    adopted_book,
    book_id,
    book_of,
    evolve,
)
from domain.thresholds import Levels
from tests.support.given import given, refused
from tests.support.ladder import book, rules_text, unit_id
from tests.support.rules_file import GOOD

BOOK = book("wuhan")


def adopted(of=BOOK, presets=("wuhan",)) -> RuleBookAdopted:
    return RuleBookAdopted(
        hash=of.hash, name="", presets=presets, rule_count=len(of.rules), text=of.text
    )


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


DAILY = (
    changed("clock_start: learned", "clock_start: local_hour\n    form: cadence")
    .replace("limit: PT1H", "hour: '09:00'")
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (changed("PT1H", "一小时"), 14, "Invalid ISO8601 duration"),
        (changed("PT1H", "PT0S"), 14, "one second or more"),
        (changed("[I, II]", "[I, V]"), 9, "Invalid enum value 'V'"),
        (changed("[I, II]", "[]"), 9, "levels is empty"),
        (changed("[accident]", "[]"), 8, "classes is empty"),
        (changed("[upper_government]", "[]"), 11, "recipients is empty"),
        (changed("    stage: first\n", ""), 4, "missing required field `stage`"),
        (changed("stage: first", "stages: first"), 12, "unknown field `stages`"),
        (changed("clock_start: learned", "clock_start: local_hour"), 4, "only a cadence"),
        (changed("limit: PT1H", "hour: 09:00"), 4, "an hour stands with local_hour"),
        (changed("limit: PT1H", "limit: PT1H\n    working_days: 2"), 4, "exclude each other"),
        (changed("limit: PT1H", "working_days: 0"), 14, "working_days is 1 to"),
        (changed("limit: PT1H", "working_days: 251"), 14, "working_days is 1 to"),
        (changed("clock_start: learned", "clock_start: report_made"), 4, "only a cadence"),
        (DAILY.replace("09:00", "09:00:00Z"), 15, "hour is Beijing time and names no zone"),
        (changed("[I, II]", "[I, II]\n      subtypes: [fire]\n      except_subtypes: [fire]"), 11, "fire is both named and excepted"),
        (changed("stage: first", "reach: {III: city}\n    stage: first"), 12, "reach names III, levels does not"),
        (changed("status: local", "status: local\n    form: cadence"), 4, "only a cadence"),
        (changed("status: local", "status: local\n    status: local"), 20, "stands here twice"),
        (
            changed("status: local", "status: local\n    valid_from: 2026-05-01\n    valid_to: 2026-04-01"),
            21,
            "valid_to lies before valid_from",
        ),
        (GOOD + GOOD.partition("rules:\n")[2], 20, "rule X01 stands here twice"),
        (changed("name: 一小时内报告", "name: &a 一小时内报告"), 5, "anchors"),
        (changed("name: 一小时内报告", "name: !!python/name:os.system x"), 5, "tags"),
        (changed("name: 一小时内报告", "name: [1, 2"), 6, "expected ',' or ']'"),
        (changed("name: 一小时内报告", "? [a]\n    : b"), 5, "a key must be a word"),
        ("", 1, "the file is empty"),
        ("a: " + "[" * (DEPTH_MAX + 1) + "]" * (DEPTH_MAX + 1), 1, "nested deeper"),
        ("#" * (TEXT_CHARACTERS_MAX + 1), 1, "longer than"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file_and_line(text, line, why):
    with pytest.raises(RuleError) as caught:
        parse_rules(text, "本地.yaml")
    error = caught.value
    assert (error.file, error.line) == ("本地.yaml", line)
    assert why in error.why
    assert f"本地.yaml:{line}: " in str(error)


def test_a_good_file_gives_its_rules_marked_with_their_preset():
    [rule] = parse_rules(GOOD, "本地.yaml")
    assert (rule.id, rule.limit, rule.preset) == ("X01", timedelta(hours=1), "here")
    assert rule.confirmed


def test_an_hour_of_every_day_is_read_as_beijing_time():
    [rule] = parse_rules(DAILY, "本地.yaml")
    assert (rule.hour, rule.limited) == (time(9), True)


@for_all(st.text(alphabet="abc:[]{}-&*!|>'\"# \n\t,?%@", max_size=80))
def test_whatever_is_typed_is_refused_in_words_or_read(text):
    for parse in (parse_rules, parse_policies):
        with pytest.raises(RuleError):
            parse(text, "x")


def test_policies_are_read_as_strictly():
    text = textwrap.dedent("""\
        policies:
          - id: p
            name: ''
            own:
              - {manner: shout, to: duty_officer}
        """)
    with pytest.raises(RuleError) as caught:
        parse_policies(text, "p.yaml")
    assert caught.value.line == 5
    assert len(parse_policies(rules_text("policies"), "policies").policies) == 5


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("lease_max: PT0S", "lease_max must be at least 60 seconds"),
        ("bundle_within: -PT1M", "bundle_within must be at least 0 seconds"),
        ("storm_rings: 0", "storm_rings must be at least 1"),
        ("storm_rings: many", "Expected `int`, got `str`"),
        ("night_from: 25:00", "Invalid RFC3339 encoded time"),
        ("night_from: '22:00:00Z'", "night_from is Beijing time and names no zone"),
        ("snooze: PT1M", "unknown field `snooze`"),
    ],
)
def test_a_mistake_in_the_manners_is_told_with_its_line(written, why):
    with pytest.raises(RuleError) as caught:
        parse_policies(f"policies: []\nmanners:\n  silence: PT30S\n  {written}\n", "p.yaml")
    assert caught.value.line == 4
    assert why in caught.value.why


def test_the_manners_are_part_of_the_book_and_a_book_of_before_has_the_usual_ones():
    text = "policies: []\nmanners: {night_from: 23:30, bundle_within: PT5M}"
    own = book_of((), (), parse_policies(text, "p.yaml").manners)
    assert own.manners.night_from == time(23, 30)
    assert own.hash != book_of(()).hash
    assert adopted_book(adopted(own)) == own
    before = replace(adopted(), text='{"rules":[],"policies":[]}')
    assert adopted_book(before).manners == RingManners()


def test_the_shipped_manners_are_the_usual_ones():
    assert parse_policies(rules_text("policies"), "policies").manners == RingManners()


def test_two_rules_of_one_id_or_a_policy_that_is_not_there_make_no_book():
    [rule] = parse_rules(GOOD, "x")
    with refused(RuleTwice):
        book_of([rule, rule])
    with refused(PolicyMissing):
        book_of([replace(rule, escalation_policy="loud")], BOOK.policies)
    assert book_of([rule], BOOK.policies).get("X01") == rule


def test_the_same_book_is_adopted_once_and_another_takes_its_place():
    other = book()
    first = given(evolve).when(lambda b: adopt(b, book=BOOK, presets=("wuhan",))).then(adopted())
    first.when(lambda b: adopt(b, book=BOOK, presets=("wuhan",))).then_nothing_happens()
    first.when(lambda b: adopt(b, book=other)).then(adopted(other, ()))
    assert book_id(unit_id("county")) != book_id(unit_id("city"))


def test_history_carries_the_whole_book():
    assert adopted_book(adopted()) == BOOK
    assert adopted_book(adopted()).hash == BOOK.hash
    assert book().hash != BOOK.hash


def test_no_rule_book_is_made_of_anything_else():
    with pytest.raises(TypeError):
        evolve(None, object())  # type: ignore[arg-type]


def test_a_book_holds_all_that_it_is_made_of_and_nothing_else():
    whole = book("wuhan")
    parts = (whole.policies, whole.manners, whole.levels, whole.breaches)
    assert book_of(whole.rules, *parts) == whole
    bare = book_of(whole.rules)
    assert (bare.policies, bare.levels, bare.breaches) == ((), Levels(), BreachWords())


def test_a_refused_book_says_which_rule_and_which_policy():
    first = BOOK.rules[0]
    with pytest.raises(RuleTwice) as twice:
        book_of((first, first))
    assert twice.value.args == (first.id,)
    lost = replace(first, escalation_policy="nobody")
    with pytest.raises(PolicyMissing) as missing:
        book_of((lost,), BOOK.policies)
    assert missing.value.args == (first.id, "nobody")
