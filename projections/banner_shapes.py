"""What the banners of a board are handed."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class BrokenChannel(Struct, frozen=True):
    """A channel by which nobody can be reached since then."""

    channel: str
    said: str
    since: datetime


class Sound(Struct, frozen=True):
    """`deaf_since`: no page can be heard since then; `silenced_until`: for a minute, asked for."""

    deaf_since: datetime | None = None
    silenced_until: datetime | None = None


class RestoredLine(Struct, frozen=True):
    """Put back from a copy: records from `since` to `until` are missing.

    `after`: the last position that this epoch took over; `acknowledged`: somebody said that he knows.
    """

    made_at: datetime
    since: datetime
    until: datetime
    after: int
    acknowledged: bool
