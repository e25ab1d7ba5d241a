"""When each telephone number last reached somebody: an answered call verifies it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.dial import DialEnded, DialOutcome, DialPlaced
from projections.rows import Rows, View

FRESH_FOR = timedelta(days=31)  # a number nobody reached for longer is not believed any more


class NumberRow(Struct, frozen=True):
    """Under a number when it was answered last; under a dial's id which number that is."""

    number: str
    verified_at: datetime | None = None
    wrong_at: datetime | None = None  # the last call found nobody of that name there


def fold_number(rows: Rows[NumberRow], recorded: Recorded) -> None:
    happened, id = recorded.event, recorded.originator_id
    match happened:
        case DialPlaced(number=number) if number:
            rows.put(f"dial:{id}", NumberRow(number))
        case DialEnded(outcome=outcome, ended=ended):
            if placed := rows.get(f"dial:{id}"):
                rows.drop(f"dial:{id}")
                _ended(rows, placed.number, outcome, ended.earliest)


def _ended(rows: Rows[NumberRow], number: str, outcome: DialOutcome, at: datetime) -> None:
    known = rows.get(number)
    if outcome is DialOutcome.ANSWERED:
        rows.put(number, NumberRow(number, at))
    elif outcome is DialOutcome.WRONG_NUMBER:
        rows.put(number, NumberRow(number, known.verified_at if known else None, at))


def is_fresh(row: NumberRow | None, now: datetime) -> bool:
    """Reached within the month, and not found wrong since."""
    if row is None or row.verified_at is None or row.wrong_at is not None:
        return False
    return now - row.verified_at <= FRESH_FOR


NUMBERS = View(
    "numbers",
    1,
    NumberRow,
    frozenset({DialPlaced.TOPIC, DialEnded.TOPIC}),
    fold_number,
)
