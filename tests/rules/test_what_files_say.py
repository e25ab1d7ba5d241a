"""What a wrong file is told, word by word and at its line: whoever has to mend it has nothing else."""

from __future__ import annotations

import pytest

from domain.breach_kinds import parse_breach_words
from domain.rule_file import WORKING_DAYS_MAX, parse_rules
from domain.rule_overlay import overlaid
from domain.rule_text import DEPTH_MAX, TEXT_CHARACTERS_MAX, RuleError, read_page
from domain.threshold_file import parse_levels
from tests.rules.test_threshold_file import GOOD as LEVELS
from tests.support.ladder import book
from tests.support.rules_file import GOOD as RULES

KINDS = """\
title: 本区
kinds:
  - {id: mistake, name: 失误, source: 本区}
consequences:
  - {id: chat, name: 谈话, source: 本区}
"""


def said(read, text):
    with pytest.raises(RuleError) as caught:
        read(text, "本地.yaml")
    return str(caught.value)


def again(text: str, after: str) -> str:
    """The file with its list's only entry in it twice."""
    head, list_of, entry = text.partition(after)
    return head + list_of + entry + entry


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "本地.yaml:1: the file is empty"),
        ("a: &x 1", "本地.yaml:1: anchors and aliases are not allowed"),
        ("a: 1\nb: !!str 1", "本地.yaml:2: tags are not allowed"),
        ("a: 1\na: 2", "本地.yaml:2: a stands here twice"),
        ("a: 1\n? [b]\n: 2", "本地.yaml:2: a key must be a word"),
        ("a: 1\nb: 2026-13-01", "本地.yaml:2: not a value: 2026-13-01"),
        ("a: [1, 2", "本地.yaml:1: expected ',' or ']', but got '<stream end>'"),
        ("a: \x01", "本地.yaml:1: special characters are not allowed"),
        (
            "#" * (TEXT_CHARACTERS_MAX + 1),
            f"本地.yaml:1: longer than {TEXT_CHARACTERS_MAX} characters",
        ),
        ("[" * (DEPTH_MAX + 1), f"本地.yaml:1: nested deeper than {DEPTH_MAX}"),
    ],
)
def test_what_is_no_plain_page(text, words):
    assert said(lambda t, name: read_page(t, name).read_as(dict), text) == words


def test_a_page_may_be_as_long_and_as_deep_as_that():
    longest = "a: 1\n" + "#" * (TEXT_CHARACTERS_MAX - 5)
    assert read_page(longest, "本地.yaml").read_as(dict) == {"a": 1}
    deep = "[" * DEPTH_MAX + "]" * DEPTH_MAX
    assert read_page(deep, "本地.yaml").read_as(list)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[accident]", "[]", "本地.yaml:8: classes is empty"),
        ("[upper_government]", "[]", "本地.yaml:11: recipients is empty"),
        ("PT1H", "PT0S", "本地.yaml:14: a limit is one second or more"),
        (
            "limit: PT1H",
            "working_days: 0",
            f"本地.yaml:14: working_days is 1 to {WORKING_DAYS_MAX}",
        ),
        (
            "clock_start: learned",
            "clock_start: report_made",
            "本地.yaml:4: a cadence, and only a cadence, counts from a report or an hour",
        ),
        (
            "limit: PT1H",
            "hour: 09:00",
            "本地.yaml:4: an hour stands with local_hour and nowhere else",
        ),
        (
            "limit: PT1H",
            "limit: PT1H\n    working_days: 2",
            "本地.yaml:4: limit, working_days and hour exclude each other",
        ),
        (
            "status: local",
            "status: local\n    valid_from: 2026-05-02\n    valid_to: 2026-05-01",
            "本地.yaml:21: valid_to lies before valid_from",
        ),
    ],
)
def test_what_is_no_rule(old, new, words):
    assert said(parse_rules, RULES.replace(old, new)) == words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PT1H", "PT1S"),
        ("limit: PT1H", "working_days: 1"),
        ("limit: PT1H", f"working_days: {WORKING_DAYS_MAX}"),
        ("status: local", "status: local\n    valid_from: 2026-05-01\n    valid_to: 2026-05-01"),
        ("status: local", "status: local\n    valid_from: 2026-05-01"),
        ("status: local", "status: local\n    valid_to: 2026-05-01"),
    ],
)
def test_the_least_and_the_most_that_are_rules(old, new):
    assert parse_rules(RULES.replace(old, new), "本地.yaml")


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        (again(RULES, "rules:\n"), parse_rules, "本地.yaml:20: rule X01 stands here twice"),
        (
            again(LEVELS, "thresholds:\n"),
            parse_levels,
            "本地.yaml:11: standard L1 stands here twice",
        ),
        (
            LEVELS.replace("I: [{dead: 30}]", "IV: []"),
            parse_levels,
            "本地.yaml:9: IV has no condition",
        ),
        (
            LEVELS.replace("I: [{dead: 30}]", "unknown: [{dead: 1}]"),
            parse_levels,
            "本地.yaml:9: unknown is no level to reach",
        ),
        (LEVELS.replace("[accident]", "[]"), parse_levels, "本地.yaml:5: classes is empty"),
        (
            LEVELS.replace("{dead: 30}", "{dead: 10}"),
            parse_levels,
            "本地.yaml:10: II asks for no less dead than the graver level",
        ),
        (
            KINDS.replace(
                "consequences", "  - {id: mistake, name: 错, source: 本区}\nconsequences"
            ),
            parse_breach_words,
            "本地.yaml:4: mistake stands here twice",
        ),
        (
            KINDS + "  - {id: chat, name: 谈, source: 本区}\n",
            parse_breach_words,
            "本地.yaml:6: chat stands here twice",
        ),
    ],
)
def test_what_is_told_of_the_other_files(text, read, words):
    assert said(read, text) == words


def test_a_file_of_words_is_read_whole():
    words = parse_breach_words(KINDS, "本地.yaml")
    assert [one.id for one in words.kinds] == ["mistake"]
    assert [one.id for one in words.consequences] == ["chat"]
    near_miss = "near_miss: {any_of: [{evacuated: 1}], citation: {document: x}, confidence: S}\n"
    assert parse_levels(LEVELS + near_miss, "本地.yaml").near_miss


def test_an_overlay_keeps_what_it_does_not_speak_of():
    shipped = book()
    own = overlaid(shipped, KINDS, "本地.yaml")
    assert own.levels == shipped.levels
    assert [one.id for one in own.breaches.kinds][-1] == "mistake"
    assert [one.id for one in own.breaches.consequences][-1] == "chat"
    assert len(own.breaches.kinds) == len(shipped.breaches.kinds) + 1
    words = said(lambda text, name: overlaid(shipped, text, name), "title: x\nretire:\n  - B99\n")
    assert words == "本地.yaml:3: there is no rule B99 to retire"
    twice = KINDS + "  - {id: chat, name: 谈, source: 本区}\n"
    assert said(lambda t, n: overlaid(shipped, t, n), twice).endswith("chat stands here twice")
