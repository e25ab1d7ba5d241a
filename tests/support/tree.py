"""The repository's own Python files, as the rules about them see them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from functools import cached_property
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "contingency_plans", "desk", "projections", "escalation", "api")
TRADE = ("domain", "contingency_plans")  # what happened and what may happen
FETCHED = "vendor"  # third-party files that npm puts there


class SourceFile:
    def __init__(self, path: Path) -> None:
        self.name = str(path.relative_to(ROOT))
        self.text = path.read_text(encoding="utf-8")

    def __str__(self) -> str:
        return self.name

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def python_files(*folders: str) -> tuple[SourceFile, ...]:
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(SourceFile(path) for path in found if FETCHED not in path.parts)


PRODUCT = python_files(*PACKAGES)
TESTS = python_files("tests")


def product_modules() -> list[ModuleType]:
    """Every module of the product, imported: also those that a command loads only when it needs them."""
    return [
        importlib.import_module(
            one.name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        )
        for one in PRODUCT
        if not one.name.endswith("__main__.py")
    ]


def trade_modules() -> list[ModuleType]:
    """Every module that decides, imported: its events are known by their topics from then on."""
    return [
        importlib.import_module(f"{package}.{one.name}")
        for package in TRADE
        for one in pkgutil.iter_modules(importlib.import_module(package).__path__)
    ]
