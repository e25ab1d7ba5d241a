"""One thing looked at: whether it is in order, what was seen, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from api.cli.checks.words import FINDINGS
from api.cli.words import LANGUAGE
from api.settings import Settings


class Asked(NamedTuple):
    """Which office, by which settings, as of when."""

    settings: Settings
    now: datetime


class Finding(NamedTuple):
    name: str
    ok: bool
    seen: str
    advice: str = ""


Check = Callable[[Asked], Finding]


def in_order(name: str, **places: Any) -> Finding:
    return Finding(name, True, _said(f"{name}-ok", places))


def amiss(name: str, kind: str, **places: Any) -> Finding:
    """`kind` tells apart what can be wrong; the words say what was seen and what to do."""
    key = f"{name}-{kind}"
    return Finding(name, False, _said(key, places), _said(f"{key}-do", places))


def failed(name: str, error: str) -> Finding:
    """The check itself could not be done."""
    return Finding(name, False, error, _said("failed-do", {}))


def _said(key: str, places: dict[str, Any]) -> str:
    return FINDINGS[key].to(LANGUAGE.get()).format(**places)
