"""预案建议与启动的规则: limits, the ladder of §分级负责 and the words by which a kind is known, as shipped."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from importlib import resources

from contingency_plans.plan_subtypes import subtype_of
from domain.kernel import Value
from domain.rule_text import read_page
from domain.words import Level, Tier


class ResponseLimits(Value):
    decision_within: timedelta
    acknowledge_within: timedelta
    feedback_within: timedelta
    source: str


class Rung(Value):
    """分级负责: at these levels `lead` starts its plan, `at_once` must as well."""

    levels: tuple[Level, ...]
    lead: Tier
    source: str
    at_once: tuple[Tier, ...] = ()
    subtypes: tuple[str, ...] = ()

    def must(self, tier: Tier) -> bool:
        return tier is self.lead or tier in self.at_once


class KindWords(Value):
    """One kind of incident: its subtype's id, and the words of a title that tell of it."""

    id: str
    words: tuple[str, ...]


class ResponseRules(Value):
    """What stands in the file. `decision`, `decided_by`: how the board names the clock and whose it is.

    `withdrawn`: why a clock falls away, in the words that are kept.
    """

    title: str
    limits: ResponseLimits
    decision: str
    decided_by: str
    ladder: tuple[Rung, ...]
    withdrawn: dict[str, str]
    kinds: tuple[KindWords, ...]

    def rung(self, level: Level, subtype: str) -> Rung | None:
        """That of the subtype before the general one; of an undecided level none."""
        of_level = [one for one in self.ladder if level in one.levels]
        own = (one for one in of_level if subtype in one.subtypes)
        general = (one for one in of_level if not one.subtypes)
        return next(own, None) or next(general, None)


class KindIndex:
    """The words of every kind by how they begin: a title is read once, however many words there are."""

    def __init__(self, kinds: tuple[KindWords, ...]) -> None:
        self._begun: dict[str, list[tuple[str, str]]] = {}
        for kind in kinds:
            for word in kind.words:
                self._begun.setdefault(word[0], []).append((word, kind.id))

    def kinds_in(self, title: str, subtypes: tuple[str, ...]) -> dict[str, str]:
        """The kinds told of, each with the word that tells of it."""
        found = {subtype_of(one): one for one in subtypes if one}
        for at, letter in enumerate(title):
            for word, kind in self._begun.get(letter, ()):
                if kind not in found and title.startswith(word, at):
                    found[kind] = word
        return found


def parse_response_rules(text: str, name: str) -> ResponseRules:
    """Raises RuleError, which names the file and the line."""
    return read_page(text, name).read_as(ResponseRules)


@cache
def response_rules() -> ResponseRules:
    """As shipped with the product."""
    name = "response_rules.yaml"
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return parse_response_rules(text, name)
