"""What one actor of a case came to know, and by when: the office whose desk it was, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace

from api.cases.network import HIDING, CaseNetwork
from api.cases.shapes import Case, CaseRow, CaseTier, RowKind
from domain.facts import Figure
from domain.kernel import Refused
from domain.network import RANKS
from domain.times import Precision, WorldTime
from domain.words import UnitKind

OF_THE_SITE = (RowKind.OCCURRED, RowKind.ESCALATED)
DESKS = (CaseTier.COUNTY, CaseTier.CITY)  # whose governments keep a duty office of their own


class NoSuchActor(Refused):
    """案例里没有这个单位，可用的代号见案例文件的 actors"""

    EN: ClassVar[str] = "The case has no such actor: their keys stand under actors in its file"


def office_named(case: Case, unit: str) -> str:
    """The key of the actor whose desk it is to be; "": the one that tells most. Raises NoSuchActor."""
    if unit and unit not in case.actors:
        raise NoSuchActor(unit)
    return unit or office_of(case, CaseNetwork(case))


def is_claimed(row: CaseRow) -> bool:
    """A time of occurrence that was agreed on: told to everybody, until it is found out."""
    return row.kind is RowKind.OCCURRED and row.declared_not_actual


def is_known(row: CaseRow, office: str) -> bool:
    """Its own acts, what it was told, and what everybody was told. What it hid itself it put on no record."""
    if row.kind is RowKind.PUBLISHED:
        return True
    if row.kind is RowKind.INSTRUCTED:
        return office in (row.actor, row.recipient)
    return row.told == office or (row.actor == office and row.conduct is None)


def known_by(case: Case) -> list[datetime]:
    """When each row had certainly happened: what is known by the day waits for the next time that is exact."""
    latest: list[datetime] = []
    for row in reversed(case.timeline):
        following = latest[-1] if latest else row.when.latest
        sure = min(row.when.latest, following).replace(second=0, microsecond=0)
        latest.append(max(row.when.earliest, sure))
    return latest[::-1]


def placed(case: Case) -> list[WorldTime]:
    """When each row happened: what is known by the day lies between the exact times it stands between."""
    times, earliest = [], case.timeline[0].when.earliest
    for row, sure in zip(case.timeline, known_by(case), strict=True):
        told = row.when
        earliest = max(earliest, told.earliest)
        if told.precision is Precision.DAY and told.earliest < earliest <= sure:
            told = replace(told, earliest=earliest, latest=sure, precision=Precision.RANGE)
        times.append(told)
    return times


def final_figures(case: Case) -> list[CaseRow]:
    """Rows that say what it really caused, as of when it happened.

    The circular that ends a file has the last word; where nothing was hidden its figures had only grown until then.
    """
    last, occurred = case.timeline[-1], case.occurrence
    if last.kind is not RowKind.PUBLISHED or not last.facts.figures():
        return [one for one in case.timeline if one.kind in OF_THE_SITE and not is_claimed(one)]
    hidden = any(one.kind in HIDING for one in case.timeline)
    return (
        [replace(last, at=occurred.at, precision=occurred.precision)] if hidden and occurred else []
    )


def office_of(case: Case, network: CaseNetwork) -> str:
    """Whose desk tells most: a county's or city's that knew, whose figures changed most, that was told, highest."""
    order = {key: number for number, key in enumerate(case.actors)}

    def telling(key: str) -> tuple[bool, bool, int, bool, int, int]:
        desk = case.actors[key].tier in DESKS
        told = any(row.told == key for row in case.timeline)
        rank = RANKS[network.place(key)[0]]
        return _knew(case, key), desk, figure_changes(case, key), told, rank, -order[key]

    placed = [key for key in case.actors if network.place(key)[1] is not UnitKind.OUTSIDE]
    return max(placed or list(case.actors), key=telling)


def _knew(case: Case, key: str) -> bool:
    """Before everybody was told."""
    return any(is_known(row, key) and key in (row.actor, row.told) for row in case.timeline)


def figure_changes(case: Case, key: str) -> int:
    """How often a figure that had been taken for true gave way to another."""
    standing: dict[Figure, int] = {}
    changes = 0
    for row in _stated(case, key):
        figures = row.facts.figures()
        changes += sum(one in standing and standing[one] != figures[one] for one in figures)
        standing |= figures
    return changes


def _stated(case: Case, key: str) -> Iterator[CaseRow]:
    for row in case.timeline:
        if is_known(row, key) and not (row.actor == key and row.told):
            yield row
    yield from final_figures(case)
