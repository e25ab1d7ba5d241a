"""本机关规则: an office's own file on top of the shipped book: rules added, replaced or retired, steps and thresholds of its own."""

from __future__ import annotations

from typing import Protocol, TypeVar

from msgspec.structs import replace

from domain.breach_kinds import BreachWords, Kind, check_breach_words
from domain.escalation_policy import EscalationPolicy
from domain.kernel import Value
from domain.rule import Rule
from domain.rule_file import check_rules
from domain.rule_text import Page, read_page
from domain.rulebook import RuleBook
from domain.threshold_file import check_thresholds
from domain.thresholds import Levels, NearMiss, ThresholdSet

OWN = "own"  # the preset of a rule that only this office has


class Named(Protocol):
    """Whatever stands in a book under an id of its own."""

    @property
    def id(self) -> str: ...


One = TypeVar("One", bound=Named)


class Overlay(Value):
    """What stands in an office's own file."""

    title: str
    rules: tuple[Rule, ...] = ()
    retire: tuple[str, ...] = ()  # ids of rules that this office does not follow
    policies: tuple[EscalationPolicy, ...] = ()
    thresholds: tuple[ThresholdSet, ...] = ()
    near_miss: NearMiss | None = None
    kinds: tuple[Kind, ...] = ()
    consequences: tuple[Kind, ...] = ()


def overlaid(book: RuleBook, text: str, name: str) -> RuleBook:
    """What repeats an id takes its place, in the shipped order; what is new comes after. Raises RuleError."""
    page = read_page(text, name)
    overlay = page.read_as(Overlay)
    check_rules(page, overlay.rules)
    check_thresholds(page, overlay.thresholds)
    check_breach_words(page, overlay.kinds, overlay.consequences)
    _check_retired(page, overlay, book)
    own = tuple(replace(one, preset=one.preset or OWN) for one in overlay.rules)
    policies = _together(book.policies, overlay.policies)
    _check_policies(page, overlay, policies)
    kept = tuple(one for one in book.rules if one.id not in overlay.retire)
    levels = Levels(
        thresholds=_together(book.levels.thresholds, overlay.thresholds),
        near_miss=overlay.near_miss or book.levels.near_miss,
    )
    breaches = BreachWords(
        kinds=_together(book.breaches.kinds, overlay.kinds),
        consequences=_together(book.breaches.consequences, overlay.consequences),
    )
    rules = _together(kept, own)
    return replace(book, rules=rules, policies=policies, levels=levels, breaches=breaches)


def _together(shipped: tuple[One, ...], own: tuple[One, ...]) -> tuple[One, ...]:
    named: dict[str, One] = {one.id: one for one in own}
    placed: list[One] = [named.pop(one.id, one) for one in shipped]
    return (*placed, *named.values())


def _check_retired(page: Page, overlay: Overlay, book: RuleBook) -> None:
    for number, id in enumerate(overlay.retire):
        if book.get(id) is None:
            raise page.error(f"there is no rule {id} to retire", "retire", number)


def _check_policies(page: Page, overlay: Overlay, policies: tuple[EscalationPolicy, ...]) -> None:
    known = {one.id for one in policies}
    for number, rule in enumerate(overlay.rules):
        if rule.escalation_policy not in known:
            why = f"there is no escalation policy {rule.escalation_policy}"
            raise page.error(why, "rules", number, "escalation_policy")
