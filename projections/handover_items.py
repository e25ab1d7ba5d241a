"""What a shift has to hand over, as the views stand: every incident, clock and ring that is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from domain.deadline import Standing
from domain.handover import Item, ItemKind
from projections.open_clocks import OPEN_CLOCKS, ClockRow
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS, IncidentRow
from projections.ring_lines import ring_lines
from projections.rows import Rows

AllRows = dict[str, Rows[Any]]
Name = Callable[[UUID], str]


def open_items(rows: AllRows, name: Name, word: Callable[[Any], str]) -> tuple[Item, ...]:
    """Incidents with their next clock, then what runs, then who has not answered.

    `word` puts a closed list's member into the office's language: the list is kept as it was read.
    """
    clocks = sorted((one for one in rows[OPEN_CLOCKS.name].values() if one.acted_on), key=_by_due)
    return (
        *(_incident(one, clocks, word) for one in rows[OPEN_INCIDENTS.name].values()),
        *(_clock(rows, one, name, word) for one in clocks),
        *_rings(rows, word),
    )


def _by_due(clock: ClockRow) -> tuple[object, ...]:
    return clock.due_at, str(clock.id)


def _incident(row: IncidentRow, clocks: list[ClockRow], word: Callable[[Any], str]) -> Item:
    due = next((one.due_at for one in clocks if one.incident == row.id), None)
    told = (row.number, row.title, row.place.text if row.place else "", word(row.level))
    text = " · ".join(part for part in told if part)
    return Item(
        key=f"incident:{row.id}", kind=ItemKind.INCIDENT, about=row.id, text=text, due_at=due
    )


def _clock(rows: AllRows, clock: ClockRow, name: Name, word: Callable[[Any], str]) -> Item:
    known = rows[OPEN_INCIDENTS.name].get(clock.incident) or rows[INCIDENT_NAMES.name].get(
        clock.incident
    )
    hop = f"{name(clock.reporting_entity)} → {name(clock.recipient)}"
    standing = word(Standing.RAN_OUT) if clock.standing is Standing.RAN_OUT else ""
    told = (known.number if known else "", hop, word(clock.stage), standing)
    return Item(
        key=f"clock:{clock.id}",
        kind=ItemKind.CLOCK,
        about=clock.id,
        text=" · ".join(part for part in told if part),
        due_at=clock.due_at,
    )


def _rings(rows: AllRows, word: Callable[[Any], str]) -> Iterator[Item]:
    for ring in ring_lines(rows):
        if ring.lease_until is None:
            told = (ring.number, word(ring.duty), ring.name)
            text = " · ".join(part for part in told if part)
            yield Item(key=f"ring:{ring.id}", kind=ItemKind.RING, about=ring.id, text=text)
