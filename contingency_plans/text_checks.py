"""What a plan text must not contradict in itself: levels, roles, cards and whom it notifies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from contingency_plans.plan_text import PHONE_ROLES, WHO, PlanText, ResponseCondition
from contingency_plans.text_mistakes import Notes
from contingency_plans.toml_lines import TomlLines
from domain.incident_marks import ResponseLevel
from domain.thresholds import Measure

MINUTES_MAX = 7 * 24 * 60
ID = re.compile(r"[a-z][a-z0-9_]*")
NEEDED = {  # texts and lists that must say something
    "conditions": ("words", "decides", "commands"),
    "roles": ("name", "duty"),
    "cards": ("name", "steps", "evidence"),
    "notify": ("who",),
}
NEEDED_ONCE = ("title", "edition", "classes", "levels", "sources", "asks", "never", "ends", *NEEDED)


class Checking:
    """One text being checked."""

    def __init__(self, text: PlanText, lines: TomlLines, notes: Notes) -> None:
        self._text = text
        self._lines = lines
        self._notes = notes

    def all(self, subtypes: frozenset[str]) -> None:
        self._nothing_empty()
        self._ids()
        self._kinds(subtypes)
        self._levels()
        self._figures()
        self._responses()
        self._roles()
        self._minutes()
        self._notified()

    def _note(self, path: tuple[str | int, ...], code: str, **details: object) -> None:
        self._notes.add(self._lines.of(*path), code, **details)

    def _nothing_empty(self) -> None:
        self._filled(self._text, NEEDED_ONCE, ())
        for table, fields in NEEDED.items():
            for number, one in enumerate(getattr(self._text, table)):
                self._filled(one, fields, (table, number))

    def _filled(self, one: object, fields: Iterable[str], path: tuple[str | int, ...]) -> None:
        for field in fields:
            value = getattr(one, field)
            if isinstance(value, str):
                value = value.strip()
            if not value:
                self._note((*path, field), "empty", key=field)
            for number, item in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(item, str) and not item.strip():
                    self._note((*path, field, number), "empty", key=field)

    def _ids(self) -> None:
        self._id(self._text.id, ("id",))
        for table in ("roles", "cards"):
            seen: set[str] = set()
            for number, one in enumerate(getattr(self._text, table)):
                path = (table, number, "id")
                self._id(one.id, path)
                if one.id in seen:
                    self._note(path, "twice", key="id", value=one.id)
                seen.add(one.id)

    def _id(self, id: str, path: tuple[str | int, ...]) -> None:
        if not ID.fullmatch(id):
            self._note(path, "id", value=id)

    def _kinds(self, subtypes: frozenset[str]) -> None:
        for number, one in enumerate(self._text.subtypes):
            if one not in subtypes:
                self._note(("subtypes", number), "subtype", value=one)

    def _levels(self) -> None:
        named = {level for one in self._text.conditions for level in one.levels}
        for number, level in enumerate(self._text.levels):
            if level not in named:
                self._note(("levels", number), "level_unused", value=level)
        for number, one in enumerate(self._text.conditions):
            for place, level in enumerate(one.levels):
                if level not in self._text.levels:
                    path = ("conditions", number, "levels", place)
                    self._note(path, "level_not_here", value=level)

    def _figures(self) -> None:
        """A graver response asks for more: otherwise the milder one is never proposed."""
        placed = {one.level: (number, one) for number, one in enumerate(self._text.conditions)}
        for measure in Measure:
            named = [
                (level, _alone(placed[level][1], measure))
                for level in ResponseLevel
                if level in placed
            ]
            asked = [(level, least) for level, least in named if least is not None]
            for (_, more), (level, less) in pairwise(asked):
                if less >= more:
                    path = ("conditions", placed[level][0], "figures")
                    self._note(path, "figure_order", key=measure, value=level)

    def _responses(self) -> None:
        seen: set[ResponseLevel] = set()
        for number, one in enumerate(self._text.conditions):
            path = ("conditions", number, "level")
            if one.level in seen:
                self._note(path, "twice", key="level", value=one.level)
            seen.add(one.level)
            if self._text.cards and not self._text.cards_at(one.level):
                self._note(path, "no_card", value=one.level)
            if self._text.notify and not self._text.notified_at(one.level):
                self._note(path, "no_notice", value=one.level)
        for table in ("cards", "notify"):
            for number, entry in enumerate(getattr(self._text, table)):
                self._named(seen, entry.levels, (table, number, "levels"))

    def _named(
        self, seen: set[ResponseLevel], levels: Iterable[ResponseLevel], path: tuple[str | int, ...]
    ) -> None:
        for place, level in enumerate(levels):
            if level not in seen:
                self._note((*path, place), "no_response", value=level)

    def _roles(self) -> None:
        for number, role in enumerate(self._text.roles):
            if role.phone_role and role.phone_role not in PHONE_ROLES:
                allowed = " ".join(sorted(PHONE_ROLES))
                path = ("roles", number, "phone_role")
                self._note(path, "word", key="phone_role", value=role.phone_role, allowed=allowed)
        for number, card in enumerate(self._text.cards):
            if self._text.role(card.role) is None:
                self._note(("cards", number, "role"), "role_unknown", value=card.role)

    def _minutes(self) -> None:
        for number, card in enumerate(self._text.cards):
            if not 1 <= card.minutes <= MINUTES_MAX:
                self._note(("cards", number, "minutes"), "minutes", most=MINUTES_MAX)

    def _notified(self) -> None:
        for number, one in enumerate(self._text.notify):
            if one.who.strip() and one.who.isascii() and one.who not in WHO:
                self._note(("notify", number, "who"), "who", value=one.who)


def _alone(condition: ResponseCondition, measure: Measure) -> int | None:
    alone = [one[measure] for one in condition.figures if set(one) == {measure}]
    return min(alone, default=None)
