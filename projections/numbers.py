"""When each telephone number last reached somebody: an answered call verifies it, in an incident or in a spot check."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from desk.log.envelope import Recorded
from domain.dial import DialEnded, DialOutcome, DialPlaced
from domain.spot_check_events import (
    ResultCorrected,
    ResultDecided,
    StampTakenBack,
    UnitAnswered,
    UnitDialled,
)
from domain.spot_check_words import CheckOutcome
from projections.rows import Rows, View

Checked = UnitAnswered | StampTakenBack | ResultDecided | ResultCorrected
FRESH_FOR = timedelta(days=31)  # a number nobody reached for longer is not believed any more


class NumberRow(Struct, frozen=True):
    """Under a number when it was answered last; under a dial or a call of a spot check which number that is."""

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
        case UnitDialled(unit=unit, step=step, number=number) if number:
            rows.put(f"{id}:{unit}:{step}", NumberRow(number))
        case UnitAnswered() | StampTakenBack() | ResultDecided() | ResultCorrected():
            key = f"{id}:{happened.unit}:{happened.step}"
            if called := rows.get(key):
                _checked(rows, key, called, happened, recorded.recorded_at)


def _checked(
    rows: Rows[NumberRow], key: str, called: NumberRow, happened: Checked, now: datetime
) -> None:
    """Only the officer's result says that the number is theirs; a correction takes back what it said."""
    match happened:
        case UnitAnswered(answered=answered):
            rows.put(key, replace(called, verified_at=answered.earliest))
        case StampTakenBack():
            rows.put(key, NumberRow(called.number))
        case ResultDecided(outcome=outcome) | ResultCorrected(outcome=outcome):
            wrong = outcome is CheckOutcome.WRONG_NUMBER
            rows.put(key, replace(called, wrong_at=now if wrong else None))
            _told(rows, called, outcome, now)


def _told(rows: Rows[NumberRow], called: NumberRow, outcome: CheckOutcome, now: datetime) -> None:
    number, known = called.number, rows.get(called.number)
    if outcome is CheckOutcome.WRONG_NUMBER:
        _ended(rows, number, DialOutcome.WRONG_NUMBER, now)
    elif called.verified_at and outcome is not CheckOutcome.FORWARDED:
        rows.put(number, NumberRow(number, called.verified_at))
    elif called.wrong_at and known:
        rows.put(number, NumberRow(number, known.verified_at))


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
    2,
    NumberRow,
    frozenset(
        kind.TOPIC
        for kind in (
            DialPlaced,
            DialEnded,
            UnitDialled,
            UnitAnswered,
            StampTakenBack,
            ResultDecided,
            ResultCorrected,
        )
    ),
    fold_number,
)
