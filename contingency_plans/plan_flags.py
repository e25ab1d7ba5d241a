"""待核: what in a row of a register was mended, taken two ways or not understood: which, and the words as found."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PlanFlag(StrEnum):
    """What a person should look at."""

    NUMBER_MENDED = "number_mended"  # 文号缺括号、缺“号”或缺发文字号
    NUMBER_UNREAD = "number_unread"
    ISSUED_MENDED = "issued_mended"  # 20201230 and the like, or a spreadsheet's count of days
    ISSUED_AMBIGUOUS = "issued_ambiguous"  # 2024111
    ISSUED_UNREAD = "issued_unread"
    PUBLISHED_MENDED = "published_mended"
    PUBLISHED_AMBIGUOUS = "published_ambiguous"
    PUBLISHED_UNREAD = "published_unread"
    PUBLISHED_BEFORE_ISSUED = "published_before_issued"
    NUMBER_OF_OTHER_YEAR = "number_of_other_year"  # 文号年份与成文年份不一致
    TYPE_UNREAD = "type_unread"
    TYPE_GUESSED = "type_guessed"  # from the title
    CLASS_UNREAD = "class_unread"
    CLASS_GUESSED = "class_guessed"
    SUBTYPES_UNREAD = "subtypes_unread"
    TIER_UNREAD = "tier_unread"
    SECRECY_UNREAD = "secrecy_unread"
    STATUS_UNREAD = "status_unread"
    VALID_UNTIL_UNREAD = "valid_until_unread"
    CONFLICTS = "conflicts"  # two rows of one version say two things


class Flagged(NamedTuple):
    """`flag` None: words of a sheet without a kind."""

    flag: PlanFlag | None
    found: str


def flagged(flag: PlanFlag, found: str) -> str:
    """As a version keeps it."""
    return f"{flag.value} {found.strip()}".strip()


def read_flag(kept: str) -> Flagged:
    kind, _, found = kept.partition(" ")
    if kind in list(PlanFlag):
        return Flagged(PlanFlag(kind), found)
    return Flagged(None, kept)
