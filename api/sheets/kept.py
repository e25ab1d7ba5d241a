"""Files looked at and not yet confirmed: kept in memory for a while, one for each account, a few in all."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from api.sheets.refusals import SheetGone

KEPT_FOR = timedelta(minutes=30)
FILES_MAX = 4  # of at most 5 MB; the oldest makes room


class KeptFile(NamedTuple):
    """`seen`: the position of the log it was held against; what comes later was not looked at."""

    id: UUID
    name: str
    content: bytes
    kept_at: datetime
    seen: int | None = None


class KeptFiles:
    """A restart forgets them: whoever was looking at one uploads it again."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._files: dict[UUID, KeptFile] = {}

    def keep(self, account: UUID, file: KeptFile) -> None:
        with self._guard:
            self._files.pop(account, None)
            self._files[account] = file
            self._forget_before(file.kept_at - KEPT_FOR)
            while len(self._files) > FILES_MAX:
                del self._files[next(iter(self._files))]

    def get(self, account: UUID, id: UUID, now: datetime) -> KeptFile:
        """Raises SheetGone. It stays, so that a confirmation sent twice is answered twice."""
        with self._guard:
            self._forget_before(now - KEPT_FOR)
            found = self._files.get(account)
        if found is None or found.id != id:
            raise SheetGone
        return found

    def _forget_before(self, at: datetime) -> None:
        for account in [one for one, file in self._files.items() if file.kept_at < at]:
            del self._files[account]
