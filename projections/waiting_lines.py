"""One thing that waits for a person."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Waiting(NamedTuple):
    """`word`: a word of `waiting`; `text`: what it is about; `over`: its time has run out."""

    word: str
    text: str
    place: str
    due_at: datetime | None = None
    over: bool = False
    exercise: bool = False
    telling: UUID | None = None  # it is enough to have read it
