"""A file of thresholds is read strictly; what contradicts itself is refused at its line."""

from __future__ import annotations

import pytest

from domain.rule_text import RuleError
from domain.threshold_file import parse_levels

GOOD = """\
title: 本地
thresholds:
  - id: L1
    name: 本地
    classes: [accident]
    citation: {document: 某文件}
    confidence: Q-gov
    levels:
      I: [{dead: 30}]
      II: [{dead: 10}, {injured: 50, dead: 1}]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("II: [{dead: 10}", "II: [{dead: 30}", 10, "no less dead"),
        ("II: [{dead: 10}", "II: [{deaths: 10}", 9, "Invalid enum value 'deaths'"),
        ("I: [{dead: 30}]", "I: []", 9, "I has no condition"),
        ("I: [{dead: 30}]", "I: [{}]", 9, "I has no condition"),
        ("I: [{dead: 30}]", "unknown: [{dead: 30}]", 9, "no level to reach"),
        ("classes: [accident]", "classes: []", 5, "classes is empty"),
        ("name: 本地\n    c", "name: 本地\n    colour: red\n    c", 5, "unknown field `colour`"),
    ],
)
def test_a_mistake_or_a_contradiction_is_told_with_its_line(old, new, line, why):
    assert parse_levels(GOOD, "本地.yaml").thresholds[0].id == "L1"
    assert GOOD.count(old) == 1
    with pytest.raises(RuleError) as caught:
        parse_levels(GOOD.replace(old, new), "本地.yaml")
    assert (caught.value.line, why in caught.value.why) == (line, True)


def test_a_standard_stands_in_a_file_once():
    with pytest.raises(RuleError, match="stands here twice"):
        parse_levels(GOOD + GOOD.partition("thresholds:\n")[2], "本地.yaml")
