"""The shipped rules say what the law's own words say: compared with a table copied out by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desk.founding import shipped_book, shipped_presets
from domain.rule import Bindingness, ClockStart, Form, Rule, RuleStatus
from domain.words import IncidentClass, Level, Tier

TABLE = Path(__file__).with_name("reference.csv")
REFERENCE = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
BOOK = shipped_book(shipped_presets())
UNITS = {86_400: ("P", "D"), 3_600: ("PT", "H"), 60: ("PT", "M")}


def limit(rule: Rule) -> str:
    """As the files write it; a day is PT24H where the source counts hours."""
    if rule.working_days:
        return f"{rule.working_days} working days"
    if rule.hour:
        return f"daily {rule.hour:%H:%M}"
    seconds = rule.limit_seconds
    whole = next((one for one in UNITS if seconds and seconds % one == 0), None)
    return f"{UNITS[whole][0]}{seconds // whole}{UNITS[whole][1]}" if whole else ""


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
        "trigger": applies.trigger or "",
        "line": rule.line,
        "entity": "|".join(entity(who) for who in rule.reporting_entity),
        "recipients": words(rule.recipients),
        "stage": rule.stage,
        "channel": rule.channel or "",
        "form": rule.form,
        "start": rule.clock_start,
        "limit": limit(rule),
        "binding": rule.bindingness,
        "document": rule.citation.document,
        "number": rule.citation.number,
        "article": rule.citation.article,
        "confidence": rule.confidence,
        "status": rule.status,
        "from": str(rule.valid_from or ""),
        "to": str(rule.valid_to or ""),
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
    doubtful = [rule for rule in BOOK.rules if not rule.confirmed]
    assert {"E01", "F04-COUNTY", "G06", "H05", "K01"} <= {rule.id for rule in doubtful}
    for rule in doubtful:
        assert rule.escalation_policy in ("reminder", "long", "target", "none")


def test_a_target_is_aimed_for_and_a_window_rings_nobody():
    aimed_for = {rule.id for rule in BOOK.rules if rule.bindingness is Bindingness.SHOULD}
    with_a_limit = {rule.id for rule in BOOK.rules if rule.limited} & aimed_for
    assert with_a_limit == {"A01", "A02", "A01-HOP", "A02-HOP", "B22-PHONE", "K07"}
    for rule in BOOK.rules:
        if rule.form is Form.WINDOW or not rule.limited:
            assert rule.escalation_policy == "none"


def test_what_hangs_on_no_incident_starts_no_clock_of_one():
    at_the_desk = {rule.id for rule in BOOK.rules if rule.clock_start is ClockStart.DESK}
    assert at_the_desk == {"A09", "D09", *(f"J{number:02}" for number in range(1, 11))}


def test_what_is_quoted_in_a_verdict_names_a_document():
    for rule in BOOK.rules:
        assert rule.citation.document
        assert "http" not in "".join(as_written(rule).values())
        if rule.preset and rule.limited and rule.bindingness is Bindingness.SHALL:
            assert rule.status is RuleStatus.LOCAL


def test_every_preset_can_be_adopted_alone():
    for preset in shipped_presets():
        assert {rule.preset for rule in shipped_book((preset,)).rules} == {None, preset}
