"""What could not be done is tried again a while later, not at every look: a sick stream must cost the others nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

AGAIN_AFTER = timedelta(minutes=1)


class Patience:
    """Kept by one thread, and forgotten at a restart: then everything is tried at once."""

    def __init__(self) -> None:
        self._not_before: dict[UUID, datetime] = {}

    def failed(self, id: UUID, at: datetime) -> None:
        self._not_before[id] = at + AGAIN_AFTER

    def waits(self, id: UUID, at: datetime) -> bool:
        return at < self._not_before.get(id, at)

    def recovered(self, id: UUID) -> None:
        self._not_before.pop(id, None)
