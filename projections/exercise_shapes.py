"""演练 on the boards: the shapes of its lines."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class ExerciseLine(Struct, frozen=True):
    """The exercise that is on, and how much is real beside it; `alarm`: what real holds it up."""

    id: UUID
    number: str
    title: str
    held_up: bool
    alarm: str
    ends_at: datetime
    real_open: int
    to_take: int  # injects that nobody has taken
    others: int = 0  # exercises that are on besides


class TurnedLine(Struct, frozen=True):
    """A real incident that an exercise turned into."""

    incident: UUID
    number: str
    title: str
