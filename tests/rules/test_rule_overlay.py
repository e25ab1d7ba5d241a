"""An office's own file adds, replaces and retires; what is wrong in it is told with its line, and nothing is adopted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desk.founding import office_book
from domain.rule_overlay import OWN, overlaid
from domain.rule_text import RuleError
from tests.support.ladder import book

BOOK = book("wuhan")
RULE = """\
  - id: {id}
    name: 本区半小时内报
    line: government
    applies_to: {{classes: [accident], levels: [I, II, unknown]}}
    reporting_entity: [{{kinds: [government], tiers: [county]}}]
    recipients: [city_government]
    stage: first
    clock_start: learned
    limit: PT30M
    bindingness: shall
    escalation_policy: {policy}
    citation: {{document: 本区文件}}
    confidence: Q-gov
    status: local
"""


def own(*parts: str) -> str:
    return "title: 本区\n" + "".join(parts)


def rules(id: str = "X01", policy: str = "statutory") -> str:
    return "rules:\n" + RULE.format(id=id, policy=policy)


def test_a_new_rule_comes_after_the_shipped_ones_and_is_the_offices_own():
    grown = overlaid(BOOK, own(rules()), "rules.yaml")
    assert [one.id for one in grown.rules] == [*(one.id for one in BOOK.rules), "X01"]
    assert grown.rules[-1].preset == OWN
    assert grown.hash != BOOK.hash


def test_a_rule_that_repeats_an_id_takes_its_place():
    changed = overlaid(BOOK, own(rules("B01")), "rules.yaml")
    assert [one.id for one in changed.rules] == [one.id for one in BOOK.rules]
    found = changed.get("B01")
    assert found
    assert found.limit == timedelta(minutes=30)


def test_a_retired_rule_is_gone():
    fewer = overlaid(BOOK, own("retire: [B01, C08]\n"), "rules.yaml")
    assert {one.id for one in BOOK.rules} - {one.id for one in fewer.rules} == {"B01", "C08"}


OWN_LEVELS = """\
thresholds:
  - id: T-FOOD
    name: 本区
    classes: [public_health]
    citation: {document: 本区文件}
    confidence: Q-gov
    levels: {III: [{patients: 50}]}
near_miss: {any_of: [{trapped_or_missing: 1}], citation: {document: 本区文件}, confidence: Q-gov}
policies:
  - {id: statutory, name: 本区法定}
  - {id: gentle, name: 本区温和}
"""


def test_thresholds_and_escalation_policies_of_its_own_take_their_place_too():
    changed = overlaid(BOOK, own(OWN_LEVELS, rules(policy="gentle")), "rules.yaml")
    named = {one.id: one.name for one in changed.levels.thresholds}
    assert named["T-FOOD"] == "本区"
    assert len(named) == len(BOOK.levels.thresholds)
    assert changed.levels.near_miss != BOOK.levels.near_miss
    assert [one.name for one in changed.policies if one.id == "statutory"] == ["本区法定"]
    assert changed.policy("gentle")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (own(rules(policy="loud")), 13, "no escalation policy loud"),
        (own("retire: [B01, B99]\n"), 2, "no rule B99"),
        (own(rules(), RULE.format(id="X01", policy="none")), 17, "stands here twice"),
        (own("colour: red\n"), 2, "unknown field `colour`"),
        (own(rules().replace("PT30M", "PT0S")), 11, "one second or more"),
        (own(OWN_LEVELS.replace("[{patients: 50}]", "[]")), 8, "has no condition"),
    ],
)
def test_a_mistake_is_told_with_its_line(text, line, why):
    with pytest.raises(RuleError) as caught:
        overlaid(BOOK, text, "rules.yaml")
    assert (caught.value.file, caught.value.line) == ("rules.yaml", line)
    assert why in caught.value.why


def test_without_a_file_the_shipped_book_is_the_offices():
    assert office_book(("wuhan",), None) == BOOK
    assert office_book(("wuhan",), own("retire: [B01]\n")).get("B01") is None


def test_the_example_for_offices_is_sound():
    guide = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    example = guide.partition("```yaml\n")[2].partition("```")[0]
    book = overlaid(BOOK, example, "rules.yaml")
    assert book.get("A03") is None
    assert book.rules[-1].limit == timedelta(minutes=15)
