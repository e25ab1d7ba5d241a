"""设备状况: of each thing the desk works with, what the last test found, and since when it is faulty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.desk_check import DeskChecked
from domain.handover import Condition, Device, DeviceTest, HandoverOffered
from projections.rows import Rows, View
from projections.shapes import Fault

AllRows = dict[str, Rows[Any]]


class DeviceRow(Struct, frozen=True):
    """`since`: as it is now; `words`: what the finder said."""

    device: Device
    condition: Condition
    since: datetime
    tested_at: datetime
    by: str
    words: str = ""


def fold_check(rows: Rows[DeviceRow], recorded: Recorded) -> None:
    """A handover tests as well."""
    match recorded.event:
        case DeskChecked(devices=devices, words=words, person=person, checked=checked):
            _tested(rows, devices, checked.latest, str(person), words)
        case HandoverOffered(devices=devices, offered=offered):
            _tested(rows, devices, offered.latest, recorded.meta.by.id, "")


def _tested(
    rows: Rows[DeviceRow], tests: Iterable[DeviceTest], at: datetime, by: str, words: str
) -> None:
    for test in tests:
        if test.condition is Condition.UNTESTED:
            continue
        before = rows.get(test.device)
        same = before is not None and before.condition is test.condition
        since = before.since if before and same else at
        rows.put(test.device, DeviceRow(test.device, test.condition, since, at, by, words))


DESK_CHECKS = View(
    "desk_checks",
    1,
    DeviceRow,
    frozenset(kind.TOPIC for kind in (DeskChecked, HandoverOffered)),
    fold_check,
    resident=True,
)


def faults(rows: AllRows) -> tuple[Fault, ...]:
    """Those that have been faulty longest first."""
    found: Iterable[DeviceRow] = rows[DESK_CHECKS.name].values()
    lines = (
        Fault(one.device, one.since, one.words)
        for one in found
        if one.condition is Condition.FAULTY
    )
    return tuple(sorted(lines, key=lambda one: (one.since, one.device)))
