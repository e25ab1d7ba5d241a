"""Every command, event and refusal of the domain has its given, when and then in this folder."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path

import pytest

from domain.kernel import TOPICS, Refused
from tests.support.tree import TRADE, trade_modules

MODULES = trade_modules()


HERE = Path(__file__)
WORDS = (
    "incident_words.py",
    "spot_checked.py",
    "attending.py",
    "owed.py",
    "plans.py",
    "requirements.py",
)
TOLD_IN = (*HERE.parent.glob("*.py"), *(HERE.parents[1] / "support" / one for one in WORDS))


@cache
def told() -> set[str]:
    """Every name that a test of this folder really uses; an import alone tells nothing."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in TOLD_IN]
    return {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def commands() -> set[str]:
    """Public functions that answer with events."""
    return {
        name
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and str(function.__annotations__.get("return", "")).startswith("list[")
    }


def refusals() -> set[str]:
    return {
        name
        for module in MODULES
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Refused) and kind is not Refused
    }


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_told(command):
    assert command in told()


@pytest.mark.parametrize("refusal", sorted(refusals()))
def test_every_refusal_is_told(refusal):
    assert refusal in told()


@pytest.mark.parametrize(
    "event",
    sorted(kind.__name__ for kind in TOPICS.values() if kind.__module__.startswith(TRADE)),
)
def test_every_event_is_told(event):
    assert event in told()


def test_there_is_something_to_tell():
    assert {"look", "absorb", "take", "adopt"} <= commands()
    assert len(commands()) > 40
