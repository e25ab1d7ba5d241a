"""登记册的一行所说的预案: its type, class, place and owner; where no column says so the title may, and it is flagged."""

from __future__ import annotations

import re

from contingency_plans.plan_columns import PlanColumn, RowReading
from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_flags import PlanFlag
from contingency_plans.plan_kinds import classes_in, subtypes_in
from contingency_plans.plan_row_version import ISSUED_BY
from contingency_plans.plan_subtypes import SUBTYPES, subtype_of
from contingency_plans.plan_terms import CLASSES, SECRECIES, TIERS, TYPES, is_any_class, member
from contingency_plans.plan_words import PlanSecrecy, PlanType
from domain.words import IncidentClass, Tier

BETWEEN = re.compile(r"[、,;/ ]+")
IN_TITLE = (("总体", PlanType.OVERALL), ("专项", PlanType.SPECIAL), ("部门", PlanType.DEPARTMENT), ("联合", PlanType.JOINT))  # fmt: skip
BY_PLACE = (("镇", PlanType.TOWNSHIP), ("乡", PlanType.TOWNSHIP), ("街道", PlanType.TOWNSHIP), ("村", PlanType.VILLAGE), ("社区", PlanType.VILLAGE))  # fmt: skip


def read_profile(reading: RowReading, title: str, place: str, *, published: bool) -> PlanProfile:
    type = _type(reading, title, place)
    return PlanProfile(
        title=title,
        type=type,
        classes=_classes(reading, title, type),
        subtypes=_subtypes(reading, title),
        jurisdiction=place,
        tier=_tier(reading),
        owner=reading.text(PlanColumn.OWNER, "owner").removesuffix(ISSUED_BY),
        owner_unit=None,
        secrecy=_secrecy(reading, published),
    )


def _type(reading: RowReading, title: str, place: str) -> PlanType:
    typed = reading.text(PlanColumn.TYPE, "type")
    found = member(typed, TYPES)
    if found:
        return found
    if typed:
        reading.flag(PlanFlag.TYPE_UNREAD, typed)
        reading.unsaid.add("type")
        return PlanType.OTHER
    guesses = [one for word, one in IN_TITLE if word in title]
    guesses += [one for word, one in BY_PLACE if place.endswith(word)]
    reading.flag(PlanFlag.TYPE_GUESSED, title)
    return guesses[0] if guesses else PlanType.OTHER


def _classes(reading: RowReading, title: str, type: PlanType) -> tuple[IncidentClass, ...]:
    """Empty: of any class, as an overall plan is."""
    typed = reading.text(PlanColumn.CLASS, "classes")
    if is_any_class(typed) or (not typed and type is PlanType.OVERALL):
        return ()
    words = [one for one in BETWEEN.split(typed) if one]
    found = tuple(dict.fromkeys(one for one in (member(word, CLASSES) for word in words) if one))
    if found and all(member(word, CLASSES) for word in words):
        return found
    if typed:
        reading.flag(PlanFlag.CLASS_UNREAD, typed)
        reading.unsaid.add("classes")
        return found or (IncidentClass.UNKNOWN,)
    reading.flag(PlanFlag.CLASS_GUESSED, title)
    return classes_in(title) or (IncidentClass.UNKNOWN,)


def _subtypes(reading: RowReading, title: str) -> tuple[str, ...]:
    typed = reading.text(PlanColumn.SUBTYPES, "subtypes")
    if not typed:
        return subtypes_in(title)
    found: list[str] = []
    for word in filter(None, BETWEEN.split(typed)):
        known = subtype_of(word)
        means = (known,) if known in SUBTYPES else subtypes_in(word)
        if not means:
            reading.flag(PlanFlag.SUBTYPES_UNREAD, word)
        found += means
    return tuple(dict.fromkeys(found))


def _tier(reading: RowReading) -> Tier | None:
    typed = reading.text(PlanColumn.TIER, "tier")
    found = member(typed, TIERS)
    if typed and found is None:
        reading.flag(PlanFlag.TIER_UNREAD, typed)
        reading.unsaid.add("tier")
    return found


def _secrecy(reading: RowReading, published: bool) -> PlanSecrecy:
    """Nothing said: what was published is public, and all else stays inside."""
    typed = reading.text(PlanColumn.SECRECY, "secrecy")
    found = member(typed, SECRECIES)
    if typed and found is None:
        reading.flag(PlanFlag.SECRECY_UNREAD, typed)
        reading.unsaid.add("secrecy")
    if found:
        return found
    return PlanSecrecy.PUBLIC if published and not typed else PlanSecrecy.INTERNAL
