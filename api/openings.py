"""已打开: when somebody looked at a ring that was sent to them, as the trail of reading has it.

The link in a message is also opened by scanners of mail: an opening is no answer, and a ring that nobody opened
on a page may have been heard.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from desk.trail.asking import AskedOf, readings
from desk.trail.reading import ReadingKind
from projections.sent import RING, Message

READINGS_MAX = 2_000
Openings = dict[int, datetime]  # by the message's position


def openings(trail: Path, sent: Iterable[Message], until: datetime) -> Openings | None:
    """The first after each ring, by the person it was for; None: the trail cannot be read."""
    rings = [one for one in sent if one.kind == RING and one.person]
    if not rings:
        return {}
    about = tuple({one.stream for one in rings})
    try:
        asked = AskedOf(kind=ReadingKind.OPENED, about=about, until=until)
        found = [kept.reading for kept in readings(trail, asked, READINGS_MAX)]
    except (sqlite3.Error, OSError):
        return None
    opened: Openings = {}
    for read in sorted(found, key=lambda one: one.at):
        seen = (str(read.person), str(read.about))
        before = [one for one in rings if one.sent_at <= read.at and _seen_as(one) == seen]
        if before:
            opened.setdefault(max(one.seq for one in before), read.at)
    return opened


def _seen_as(ring: Message) -> tuple[str, str]:
    return str(ring.person), str(ring.stream)
