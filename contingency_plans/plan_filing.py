"""备案报送: to whom a plan of which type goes, named where the network knows that government."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_scope import government_of, region_of
from contingency_plans.plan_words import PlanType
from domain.kernel import Value
from domain.network import Network, UnitEntry
from domain.rule_text import read_page

GOVERNMENT = "人民政府"


class FiledWith(StrEnum):
    """Whom a plan is filed with."""

    UPPER_GOVERNMENT = "upper_government"
    OWN_GOVERNMENT = "own_government"


class FilingRule(Value):
    """`filed_with` None: no government, or no rule says; `words`: how the recipient is called where nothing else is known."""

    type: PlanType
    words: str
    copies: str
    filed_with: FiledWith | None = msgspec.field(default=None, name="with")


class FilingRulesFile(Value):
    """What stands in it."""

    title: str
    filings: tuple[FilingRule, ...]


class _Place(NamedTuple):
    """`recipient` "": nobody can say; `copies`: to whom else."""

    recipient: str
    copies: str


def parse_filings(text: str, name: str) -> dict[PlanType, FilingRule]:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    found = {one.type: one for one in page.read_as(FilingRulesFile).filings}
    for type in PlanType:
        if type not in found:
            raise page.error(f"says nothing of {type.value}", "filings")
    return found


@cache
def shipped_filings() -> dict[PlanType, FilingRule]:
    file = resources.files("contingency_plans").joinpath("cycles", "filing.yaml")
    return parse_filings(file.read_text(encoding="utf-8"), "filing.yaml")


def filing_place(profile: PlanProfile, network: Network) -> _Place:
    """Proposed; whoever files says where it went."""
    rule = shipped_filings()[profile.type]
    own = government_of(profile, network)
    upper = network.get(own.parent) if own and own.parent else None
    named = {FiledWith.UPPER_GOVERNMENT: upper, FiledWith.OWN_GOVERNMENT: own}
    government = named.get(rule.filed_with) if rule.filed_with else None
    return _Place(_called(government) if government else rule.words, rule.copies)


def _called(government: UnitEntry) -> str:
    return f"{region_of(government.name)}{GOVERNMENT}"
