"""Whether the desk can be heard, and until when it is silenced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.sounding import SoundHeard, SoundLost, SoundSilenced
from projections.banner_shapes import Sound
from projections.rows import Rows, View

KEY = "sounding"


class SoundRow(Struct, frozen=True):
    deaf_since: datetime | None = None
    silenced_until: datetime | None = None


def fold_sound(rows: Rows[SoundRow], recorded: Recorded) -> None:
    row = rows.get(KEY) or SoundRow()
    match recorded.event:
        case SoundLost(since=since):
            rows.put(KEY, replace(row, deaf_since=since))
        case SoundHeard():
            rows.put(KEY, replace(row, deaf_since=None))
        case SoundSilenced(until=until):
            rows.put(KEY, replace(row, silenced_until=until))


SOUNDING = View(
    "sounding",
    1,
    SoundRow,
    frozenset({SoundLost.TOPIC, SoundHeard.TOPIC, SoundSilenced.TOPIC}),
    fold_sound,
    resident=True,
)


def sound_of(rows: Mapping[str, Rows[Any]]) -> Sound:
    row: SoundRow | None = rows[SOUNDING.name].get(KEY)
    return Sound(row.deaf_since, row.silenced_until) if row else Sound()
