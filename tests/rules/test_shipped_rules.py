"""The shipped rules say what the law's own words say: compared with a table copied out by hand."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from desk.founding import shipped_book, shipped_presets
from domain.rule import Bindingness, Form, Rule, RuleStatus
from domain.words import IncidentClass, Level, Tier

TABLE = Path(__file__).with_name("reference.csv")
REFERENCE = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
BOOK = shipped_book(shipped_presets())
DURATIONS = {
    timedelta(minutes=20): "PT20M",
    timedelta(minutes=30): "PT30M",
    timedelta(minutes=40): "PT40M",
    timedelta(hours=1): "PT1H",
    timedelta(hours=2): "PT2H",
    timedelta(hours=3): "PT3H",
    timedelta(hours=4): "PT4H",
    timedelta(hours=12): "PT12H",
    timedelta(days=1): "P1D",
    timedelta(days=7): "P7D",
    timedelta(days=30): "P30D",
    None: "",
}


def words(values) -> str:
    return " ".join(values)


def entity(who) -> str:
    kinds, tiers, lines = ("/".join(part) for part in (who.kinds, who.tiers, who.lines))
    text = kinds + (f"@{tiers}" if tiers else "") + (f"#{lines}" if lines else "")
    return text or "anybody"


def as_written(rule: Rule) -> dict[str, str]:
    applies = rule.applies_to
    whole_class = len(applies.classes) == len(IncidentClass)
    return {
        "id": rule.id,
        "classes": "all" if whole_class else words(applies.classes),
        "levels": "any" if len(applies.levels) == len(Level) else words(applies.levels),
        "only": words(applies.subtypes),
        "except": words(applies.except_subtypes),
        "line": rule.line,
        "entity": "|".join(entity(who) for who in rule.reporting_entity),
        "recipients": words(rule.recipients),
        "stage": rule.stage,
        "channel": rule.channel or "",
        "form": rule.form,
        "start": rule.clock_start,
        "limit": DURATIONS[rule.limit],
        "binding": rule.bindingness,
        "document": rule.citation.document,
        "number": rule.citation.number,
        "article": rule.citation.article,
        "confidence": rule.confidence,
        "status": rule.status,
    }


@pytest.mark.parametrize("row", REFERENCE, ids=[row["id"] for row in REFERENCE])
def test_a_rule_says_what_the_table_says(row):
    rule = BOOK.get(row["id"])
    assert rule
    assert as_written(rule) == row


def test_no_rule_is_shipped_that_the_table_does_not_hold():
    assert {rule.id for rule in BOOK.rules} == {row["id"] for row in REFERENCE}


def test_how_far_up_an_accident_goes_is_article_ten():
    rule = BOOK.get("C03")
    assert rule
    assert rule.reach == {
        Level.I: Tier.CENTRAL,
        Level.II: Tier.CENTRAL,
        Level.III: Tier.PROVINCE,
        Level.IV: Tier.CITY,
        Level.UNKNOWN: Tier.PROVINCE,
    }


def test_what_was_not_seen_or_stands_in_doubt_may_remind_and_never_accuse():
    doubtful = {"E01", "E02", "E03", "E04", "E05", "E07", "E11", "E12", "E13", "E14"}
    copied_on = {"K01", "K02", "K03"}
    assert {rule.id for rule in BOOK.rules if not rule.confirmed} == doubtful | copied_on
    for rule in BOOK.rules:
        if not rule.confirmed:
            assert rule.escalation_policy in ("reminder", "long")


def test_a_target_is_aimed_for_and_a_window_rings_nobody():
    aimed_for = {rule.id for rule in BOOK.rules if rule.bindingness is Bindingness.SHOULD}
    assert aimed_for == {"A01", "A02", "A01-HOP", "A02-HOP"}
    for rule in BOOK.rules:
        if rule.form is Form.WINDOW or rule.limit is None:
            assert rule.escalation_policy == "none"


def test_what_is_quoted_in_a_verdict_names_a_document():
    for rule in BOOK.rules:
        assert rule.citation.document
        assert "http" not in "".join(as_written(rule).values())
        local = rule.status is RuleStatus.LOCAL
        assert local is (rule.preset is not None and rule.bindingness is Bindingness.SHALL)


def test_every_preset_can_be_adopted_alone():
    for preset in shipped_presets():
        assert {rule.preset for rule in shipped_book((preset,)).rules} == {None, preset}
