"""A mistake in an office's file is told by the very line it stands on, wherever in its entry that is."""

from __future__ import annotations

import pytest

from domain.breach_kinds import parse_breach_words
from domain.rule_file import parse_policies, parse_rules, title_of
from domain.rule_overlay import overlaid
from domain.rule_text import RuleError, read_page
from domain.threshold_file import parse_levels
from tests.support.ladder import book, rules_text

STANDARD = """\
  - name: 一
    id: L1
    classes: [accident]
    levels:
      IV:
        - dead: 1
    citation: {document: 文, article: 一}
    confidence: Q-gov
"""
LEVELS = "title: 本地\nthresholds:\n" + STANDARD
RULE = """\
  - name: 一小时内报
    id: X1
    line: government
    applies_to:
      classes: [accident]
      levels: [IV]
    reporting_entity: [{kinds: [government]}]
    recipients: [upper_government]
    stage: first
    clock_start: learned
    limit: PT1H
    bindingness: shall
    escalation_policy: statutory
    citation: {document: 文, number: 号, article: 一}
    confidence: Q-gov
    status: local
"""
RULES = "title: 本地\nrules:\n" + RULE


def mistake(parse, text):
    with pytest.raises(RuleError) as caught:
        parse(text, "本地.yaml")
    assert caught.value.file == "本地.yaml"
    return caught.value.line, caught.value.why


def test_what_stands_twice_is_told_by_the_line_of_its_second_id():
    assert parse_levels(LEVELS, "本地.yaml")
    assert mistake(parse_levels, LEVELS + STANDARD) == (12, "standard L1 stands here twice")
    assert parse_rules(RULES, "本地.yaml")
    assert mistake(parse_rules, RULES + RULE) == (20, "rule X1 stands here twice")


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("      IV:\n", "      unknown:\n", 8, "unknown is no level to reach"),
        (
            "      IV:\n        - dead: 1\n",
            "      III:\n        - dead: 9\n      IV: []\n",
            9,
            "IV has no condition",
        ),
    ],
)
def test_a_level_is_told_by_its_own_line(old, new, line, why):
    assert mistake(parse_levels, LEVELS.replace(old, new)) == (line, why)


def test_an_hour_with_a_zone_is_told_as_what_it_is():
    text = RULES.replace("limit: PT1H", "hour: '08:00:00Z'\n    form: cadence")
    assert mistake(parse_rules, text.replace("learned", "local_hour")) == (
        13,
        "hour is Beijing time and names no zone",
    )


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a: 1\nb: &x 2\n", 2, "anchors and aliases are not allowed"),
        ("a: 1\nb: !!str 2\n", 2, "tags are not allowed"),
        ("a: 1\n'b: 2\n", 3, "found unexpected end of stream"),
        ("a: 1\nb: [1\n", 3, "expected ',' or ']', but got '<stream end>'"),
        ("a: \x07\n", 1, "special characters are not allowed"),
        ("", 1, "the file is empty"),
        ("a:\n  b: 1\n  b: 2\n", 3, "b stands here twice"),
    ],
)
def test_what_is_no_plain_file_is_told_by_its_line(text, line, why):
    def read(text, name):
        return read_page(text, name).read_as(dict)

    assert mistake(read, text) == (line, why)


def test_what_does_not_go_together_is_told_by_the_rule_it_stands_in():
    second = RULE.replace("X1", "X2").replace("learned", "report_made")
    why = "a cadence, and only a cadence, counts from a report or an hour"
    assert mistake(parse_rules, RULES + second) == (19, why)


def test_what_cannot_be_retired_is_told_by_its_own_line():
    def overlay(text, name):
        return overlaid(book(), text, name)

    text = "title: 本地\nretire:\n  - A01\n  - A99\n"
    assert mistake(overlay, text) == (4, "there is no rule A99 to retire")


def test_a_kind_of_breach_stands_in_a_file_once():
    kinds = "title: 三误\nkinds:\n" + 2 * "  - name: 误报\n    id: wrong\n    source: 本局\n"
    assert mistake(parse_breach_words, kinds) == (7, "wrong stands here twice")


def test_a_file_says_what_it_is_called():
    assert title_of(RULES, "本地.yaml") == "本地"
    assert mistake(title_of, "rules: []\n") == (1, "Object missing required field `title`")


def test_the_shipped_policies_are_read_by_their_name():
    assert parse_policies(rules_text("policies"), "policies.yaml")
    assert mistake(parse_policies, "policies:\n  - id: 1\n")[0] == 2
