"""由名称推断事件小类: which kinds of incident a title speaks of, by a shipped list of words."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from domain.kernel import Value
from domain.rule_text import read_page
from domain.words import IncidentClass

NAME = "plan_kinds.yaml"


class PlanKind(Value):
    """A title with one of `words`, and none of `exceptions`, is about `subtypes`."""

    words: tuple[str, ...]
    subtypes: tuple[str, ...]
    incident_class: IncidentClass = msgspec.field(name="class")
    exceptions: tuple[str, ...] = msgspec.field(name="except", default=())

    def is_in(self, title: str) -> bool:
        said = any(word in title for word in self.words)
        return said and not any(word in title for word in self.exceptions)


class PlanKindsFile(Value):
    """What stands in it."""

    title: str
    kinds: tuple[PlanKind, ...]


@cache
def plan_kinds() -> tuple[PlanKind, ...]:
    """As shipped. Raises RuleError."""
    text = (resources.files(__package__) / NAME).read_text(encoding="utf-8")
    return read_page(text, NAME).read_as(PlanKindsFile).kinds


def subtypes_in(title: str) -> tuple[str, ...]:
    """In the order of the list, each once."""
    found = (subtype for kind in plan_kinds() if kind.is_in(title) for subtype in kind.subtypes)
    return tuple(dict.fromkeys(found))


def classes_in(title: str) -> tuple[IncidentClass, ...]:
    found = (kind.incident_class for kind in plan_kinds() if kind.is_in(title))
    return tuple(dict.fromkeys(found))
