"""Every class, event, field, topic, closed list, command, route and refusal has its row in docs/glossary.md or a page beside it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from types import ModuleType
from typing import Any

import pytest
from fastapi import FastAPI

from api.app import ROUTERS
from api.cli.shoubao import command
from domain.kernel import TOPICS, Event, Refused, Value
from tests.support.tree import ROOT
from tests.support.ways_in import routes_of

PAGES = [ROOT / "docs" / "glossary.md", *sorted((ROOT / "docs" / "glossary").glob("*.md"))]
GLOSSARY = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
# read a rules file or a plan text; say nothing of the trade
MACHINERY = {"Page", "Checking", "Notes", "Shaping", "TomlLines", "ScenarioPage"}


def sections() -> dict[str, set[str]]:
    """What stands in backticks, by the heading of its table; a closed list also by its own."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in GLOSSARY.splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith(("| ", "### ")):
            found.setdefault(heading, set()).update(re.findall(r"`([^`]+)`", line))
    return found


def modules(*packages: str) -> Iterator[ModuleType]:
    for package in packages:
        path = importlib.import_module(package).__path__
        for found in pkgutil.walk_packages(path, f"{package}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def classes(*packages: str) -> set[type]:
    return {
        kind
        for module in modules(*packages)
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and not name.startswith("_")
    }


DOMAIN, DESK = classes("domain", "contingency_plans"), classes("desk")
REFUSALS = {
    kind
    for kind in classes("domain", "contingency_plans", "desk", "projections", "escalation", "api")
    if issubclass(kind, Refused)
}
ENUMS = {kind for kind in DOMAIN | DESK if issubclass(kind, Enum)}
OURS = {topic: event for topic, event in TOPICS.items() if event in DOMAIN}


def values() -> set[str]:
    apart = (Event, Refused, Enum, Exception)
    spoken = {one.__name__ for one in DOMAIN if not issubclass(one, apart)}
    return spoken - {Value.__name__} - MACHINERY


def fields() -> set[str]:
    structs = (kind for kind in DOMAIN if hasattr(kind, "__struct_fields__"))
    return {field for kind in structs for field in kind.__struct_fields__}


def words_of(group: Any, path: str) -> set[str]:
    """A command line's words and options, the groups below it included."""
    options = {name for one in group.params for name in one.opts}
    below = group.list_commands(None) if hasattr(group, "list_commands") else ()
    one = {name: group.get_command(None, name) for name in below}
    return {path, *options}.union(*(words_of(one[name], f"{path} {name}") for name in below))


def routes() -> set[str]:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for router in ROUTERS:
        app.include_router(router)
    return {name for name, _ in routes_of(app)} | {"MOUNT /static"}


SPOKEN = {
    "Events": {*OURS, *(event.__name__ for event in OURS.values())},
    "Fields": fields(),
    "Closed lists": {f"{kind.__name__}.{one.value}" for kind in ENUMS for one in kind}
    | {kind.__name__ for kind in ENUMS},
    "Values and states": values(),
    "Commands": {kind.__name__ for kind in DESK if issubclass(kind, Value)},
    "Refusals": {kind.__name__ for kind in REFUSALS if kind is not Refused},
    "Command line": words_of(command(), "shoubao"),
    "Routes": routes(),
}


@pytest.mark.parametrize("section", SPOKEN)
def test_nothing_is_spoken_of_that_the_glossary_does_not_hold(section):
    assert sorted(SPOKEN[section] - sections()[section]) == []


@pytest.mark.parametrize("section", SPOKEN)
def test_the_glossary_holds_nothing_that_nobody_speaks_of(section):
    assert sorted(sections()[section] - SPOKEN[section]) == []


def test_a_row_says_it_in_both_languages():
    rows = [line for line in GLOSSARY.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) > 400
    for row in rows:
        chinese, english, *_ = (cell.strip() for cell in row.strip("|").split(" | "))
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert re.search(r"[A-Za-z]", english)


def test_the_words_of_a_refusal_are_its_own():
    for refusal in REFUSALS - {Refused}:
        words = f"| {(refusal.__doc__ or '').strip().splitlines()[0]} | {refusal.EN} | "
        assert words in GLOSSARY
