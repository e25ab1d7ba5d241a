"""What could not be done is tried again after a while, not at every look: a sick stream must cost the others nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

AT_FIRST = timedelta(seconds=1)  # what failed in passing is late by no more than this
AT_LAST = timedelta(minutes=1)


class Patience:
    """Kept by one thread, and forgotten at a restart: then everything is tried at once."""

    def __init__(self) -> None:
        self._pauses: dict[UUID, timedelta] = {}
        self._not_before: dict[UUID, datetime] = {}

    def failed(self, id: UUID, at: datetime) -> None:
        """Each time it waits twice as long."""
        pause = min(self._pauses.get(id, AT_FIRST / 2) * 2, AT_LAST)
        self._pauses[id] = pause
        self._not_before[id] = at + pause

    def waits(self, id: UUID, at: datetime) -> bool:
        return at < self._not_before.get(id, at)

    def recovered(self, id: UUID) -> None:
        self._pauses.pop(id, None)
        self._not_before.pop(id, None)
