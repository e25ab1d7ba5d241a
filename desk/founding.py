"""Setting up an office: its log, its vault, its rule book. Done once; done again it changes nothing."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from domain.breach_kinds import parse_breach_words
from domain.kernel import Value
from domain.rule_file import parse_policies, parse_rules, title_of
from domain.rule_overlay import overlaid
from domain.rulebook import RuleBook, book_of
from domain.threshold_file import parse_levels
from domain.unit import UnitProfile

OVERLAY_FILE = "rules.yaml"  # in the office's folder
NATIONAL = tuple(
    f"{line}.yaml"
    for line in (
        "government",
        "work_safety",
        "environment",
        "health_food",
        "nature",
        "cyber",
        "society",
        "follow_up",
        "desk",
    )
)


class Charter(Value):
    """Who the office is and which local rules it follows."""

    region_code: str
    profile: UnitProfile
    presets: tuple[str, ...] = ()


@cache
def shipped_book(presets: tuple[str, ...]) -> RuleBook:
    """The national rules and the chosen local presets, as shipped with this version."""
    names = [*NATIONAL, *(f"presets/{name}.yaml" for name in presets)]
    rules = (rule for name in names for rule in parse_rules(_shipped(name), name))
    escalation = parse_policies(_shipped("policies.yaml"), "policies.yaml")
    levels = parse_levels(_national("levels"), "levels")
    breaches = parse_breach_words(_national("breaches"), "breaches")
    return book_of(rules, escalation.policies, escalation.manners, levels, breaches)


def office_book(
    presets: tuple[str, ...], overlay: str | None, name: str = OVERLAY_FILE
) -> RuleBook:
    """The shipped book with the office's own file on top, if it has one. Raises RuleError."""
    book = shipped_book(presets)
    return book if overlay is None else overlaid(book, overlay, name)


def shipped_presets() -> tuple[str, ...]:
    return tuple(sorted(file.name.removesuffix(".yaml") for file in _rules("presets").iterdir()))


@cache
def preset_titles() -> dict[str, str]:
    """What people call each of them."""
    files = ((name, f"presets/{name}.yaml") for name in shipped_presets())
    return {name: title_of(_shipped(file), file) for name, file in files}


def _shipped(name: str) -> str:
    return _rules(name).read_text(encoding="utf-8")


def _national(folder: str) -> str:
    file = resources.files("domain").joinpath(folder, "national.yaml")
    return file.read_text(encoding="utf-8")


def _rules(name: str) -> Traversable:
    return resources.files("domain").joinpath("rules", *name.split("/"))
