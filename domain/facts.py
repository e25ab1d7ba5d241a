"""Figures about an incident: each with its source and as-of; absent is unknown, 0 is confirmed none."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from domain.kernel import Refused, Value
from domain.times import WorldTime


class Figure(StrEnum):
    """What is counted."""

    DEAD = "dead"
    MISSING = "missing"
    TRAPPED = "trapped"
    SERIOUS_INJURED = "serious_injured"
    INJURED = "injured"
    PATIENTS = "patients"
    EVACUATED = "evacuated"
    LOSS_YUAN = "loss_yuan"  # whole 元


class Fact(Value):
    """One figure as one source stated it at one time."""

    figure: Figure
    value: int  # >= 0; 0 means: confirmed, none
    as_of: WorldTime
    source: UUID | None = None  # the unit, report or call that stated it


class FigureNegative(Refused):
    """数字不能为负"""

    EN: ClassVar[str] = "A figure cannot be negative"


class Place(Value):
    """Where: township code of the office's own list and the words of the caller."""

    text: str
    township: str = ""  # two digits within the county, "" unknown


def standing(facts: tuple[Fact, ...]) -> dict[Figure, Fact]:
    """The figures as they stand: of each, the one stated last. Earlier ones stay in the log."""
    return {fact.figure: fact for fact in facts}
