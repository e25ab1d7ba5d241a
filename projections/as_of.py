"""The log as it was known at a moment: whatever was recorded later is not there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.log.envelope import Recorded
from projections.incident_file import Streams


class AsOf:
    """A reading of the log up to an instant. What is recorded at that instant belongs to what comes after."""

    def __init__(self, log: Streams, until: datetime) -> None:
        self._log = log
        self._until = until

    def stream(self, originator_id: UUID) -> list[Recorded]:
        return [one for one in self._log.stream(originator_id) if one.recorded_at < self._until]
