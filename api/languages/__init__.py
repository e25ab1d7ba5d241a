"""Every word a person reads, by key, in Chinese and English; which language somebody reads."""

from __future__ import annotations

from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

import yaml
from starlette.requests import HTTPConnection

LANGUAGES = ("zh", "en")
COOKIE = "language"


@cache
def catalogue(language: str) -> dict[str, str]:
    """`section.key` → words, with {named} places: of every part, `zh.yaml`, `handover.zh.yaml`, …"""
    end = f"{language}.yaml"
    parts = [one for one in resources.files(__package__).iterdir() if one.name.endswith(end)]
    parts.sort(key=lambda one: one.name.removesuffix(end))
    read = [yaml.safe_load(one.read_text(encoding="utf-8")) for one in parts]
    return {
        f"{section}.{key}": str(words)
        for sections in read
        for section, keys in sections.items()
        for key, words in keys.items()
    }


def say(language: str, key: str, **places: Any) -> str:
    """Raises KeyError for a word nobody wrote: a page must not show a key."""
    return catalogue(language)[key].format(**places)


def word_of(language: str, term: Enum) -> str:
    """A closed list's member in the reader's words."""
    return say(language, f"{type(term).__name__}.{term.value}")


def language_of(connection: HTTPConnection) -> str:
    """Chosen on the page before; else the installation's."""
    chosen = connection.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else connection.app.state.settings.language
