"""The link a message carries, by which its reader may answer the ring: one per ring and person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from desk.vault.links import RingLinks
from escalation.ringing import Ringing

REMEMBERED_MAX = 1000


class LinkMaker:
    """A repeated message carries the same link; after a restart another one, and both are good."""

    def __init__(self, links: RingLinks, address: str, now: Callable[[], datetime]) -> None:
        self._links = links
        self._address = address.rstrip("/")
        self._now = now
        self._made: dict[tuple[UUID, int, UUID], str] = {}

    def __call__(self, ringing: Ringing) -> str:
        """ "": nobody is named, or no telephone reaches this office."""
        if not self._address or ringing.person is None:
            return ""
        notice, number = ringing.waking.ring
        ring = (notice, number, ringing.person)
        if ring not in self._made:
            if len(self._made) >= REMEMBERED_MAX:
                self._made.clear()
            token = self._links.issue(ringing.person, notice, number, self._now())
            self._made[ring] = f"{self._address}/r/{token}"
        return self._made[ring]
