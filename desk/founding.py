"""Setting up an office: its log, its vault, its rule book. Done once; done again it changes nothing."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from domain.kernel import Value
from domain.rulebook import RuleBook, book_of, parse_policies, parse_rules
from domain.unit import UnitProfile


class Charter(Value):
    """Who the office is and which local rules it follows."""

    region_code: str
    profile: UnitProfile
    presets: tuple[str, ...] = ()


@cache
def shipped_book(presets: tuple[str, ...]) -> RuleBook:
    """The national rules and the chosen local presets, as shipped with this version."""
    names = ["national.yaml", *(f"presets/{name}.yaml" for name in presets)]
    rules = (rule for name in names for rule in parse_rules(_shipped(name), name))
    escalation = parse_policies(_shipped("policies.yaml"), "policies.yaml")
    return book_of(rules, escalation.policies, escalation.manners)


def shipped_presets() -> tuple[str, ...]:
    return tuple(sorted(file.name.removesuffix(".yaml") for file in _rules("presets").iterdir()))


def _shipped(name: str) -> str:
    return _rules(name).read_text(encoding="utf-8")


def _rules(name: str) -> Traversable:
    return resources.files("domain").joinpath("rules", *name.split("/"))
