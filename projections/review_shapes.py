"""What a board is handed of reviews: lessons that have run out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class LessonLine(Struct, frozen=True):
    """`owner`: a unit, or whoever answers for it."""

    id: UUID
    incident: UUID
    number: str
    words: str
    owner: str
    due_at: datetime
