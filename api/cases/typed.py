"""时间线录入: a past dispute typed from paper, row by row, into the same form that a file has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import msgspec

from api.cases.reader import is_time
from api.cases.shapes import Case
from domain.kernel import Refused

MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}):?(\d{2})")
HOUR = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2})时")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIGURES = ("dead", "missing", "trapped", "injured")


class TimelineWrong(Refused):
    """时间线有一行不对"""

    EN: ClassVar[str] = "A row of the timeline is not right"


class TypedActor(NamedTuple):
    name: str
    tier: str


class TypedRow(NamedTuple):
    """`at`: 2026-03-02 08:00, 2026-03-02 08时 or 2026-03-02. `figures`: as typed, "" not stated."""

    at: str
    kind: str
    actor: str
    recipient: str
    stage: str
    figures: tuple[str, ...]


class TypedCase(NamedTuple):
    category: str
    subtype: str
    limit_minutes: str
    starts_at: str
    actors: Sequence[TypedActor]
    rows: Sequence[TypedRow]


def case_of(typed: TypedCase) -> Case:
    """Raises TimelineWrong: which row, and what is wrong with it."""
    keys = {one.name.strip(): f"a{n}" for n, one in enumerate(typed.actors) if one.name.strip()}
    actors = {
        keys[one.name.strip()]: {"name": one.name.strip(), "tier": one.tier}
        for one in typed.actors
        if one.name.strip()
    }
    rows = [_row(n, one, keys) for n, one in enumerate(typed.rows, start=1) if one.at.strip()]
    if not rows:
        raise TimelineWrong("1", "at")
    plain = {
        "id": "typed",
        "category": typed.category,
        "subtype": typed.subtype.strip() or "other",
        "actors": actors,
        "timeline": rows,
        "local_rule": _rule(typed),
    }
    try:
        case = msgspec.convert(plain, Case)
    except msgspec.ValidationError as error:
        raise TimelineWrong(str(error)) from None
    wrong = next((one.at for one in case.timeline if not is_time(one)), None)
    if wrong:
        raise TimelineWrong(wrong)
    return case


def _row(number: int, row: TypedRow, keys: dict[str, str]) -> dict[str, object]:
    at, precision = _time(number, row.at.strip())
    counted = zip(FIGURES, row.figures, strict=True)
    return {
        "at": at,
        "precision": precision,
        "kind": row.kind,
        "actor": _key(number, row.actor, keys),
        "recipient": _key(number, row.recipient, keys) if row.recipient.strip() else None,
        "stage": row.stage or None,
        "inferred": False,
        "declared_not_actual": False,
        "facts": {name: _count(number, one) for name, one in counted if one.strip()},
    }


def _time(number: int, typed: str) -> tuple[str, str]:
    if found := MINUTE.fullmatch(typed):
        return f"{found[1]}T{found[2]}:{found[3]}:00+08:00", "minute"
    if found := HOUR.fullmatch(typed):
        return f"{found[1]}T{found[2]}:00:00+08:00", "hour"
    if DAY.fullmatch(typed):
        return typed, "day"
    raise TimelineWrong(str(number), typed)


def _key(number: int, name: str, keys: dict[str, str]) -> str:
    if name.strip() not in keys:
        raise TimelineWrong(str(number), name)
    return keys[name.strip()]


def _count(number: int, typed: str) -> int:
    if not typed.strip().isascii() or not typed.strip().isdigit():
        raise TimelineWrong(str(number), typed)
    return int(typed)


def _rule(typed: TypedCase) -> dict[str, object] | None:
    """The place's own limit, if the paper names one."""
    if not typed.limit_minutes.strip():
        return None
    minutes = _count(0, typed.limit_minutes)
    return {"limit_minutes": minutes, "starts_at": typed.starts_at, "source": "所录案卷"}
