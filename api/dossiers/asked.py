"""What somebody asks a dossier of, and which events of the log that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import ClassVar, NamedTuple
from uuid import UUID

from api.rendering import instant_text
from desk.dossier.making import Part
from desk.dossier.rows import Row, Rows
from desk.dossiers import ExportDossier
from desk.draft import Unknown
from desk.log.envelope import Head
from desk.log.instants import microseconds
from domain import shift as shifts
from domain.dossier import DossierKind, DossierShown
from domain.kernel import Refused, fold
from projections.dossier_streams import Recordings, context_of, file_of, positions_of
from projections.incident_file import IncidentFile

CLOCKS = ("deadline.", "notice.", "shift.", "watch.", "unit.", "office.", "overdue.", "plan-clock.")


class NothingInside(Refused):
    """这段时间没有记录，做不成卷宗"""

    EN: ClassVar[str] = "Nothing was recorded in that time: there is no dossier of it"


class AskedFor(NamedTuple):
    """An incident or a shift by its id, or a stretch of time. `opened`: sealed words too."""

    kind: DossierKind
    id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    shown: DossierShown = DossierShown.EVERYTHING
    opened: bool = False

    @property
    def subject(self) -> str:
        """As the record of the export names it."""
        if self.id:
            return str(self.id)
        assert self.since
        assert self.until
        return f"{instant_text(self.since)}/{instant_text(self.until)}"


class Chosen(NamedTuple):
    """The events. `file`: of an incident; `starts` and `ends`: of a stretch of time."""

    asked: AskedFor
    part: Part
    file: IncidentFile | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    def rows(self, rows: Rows, topics: Iterable[str] | None = None) -> Iterator[Row]:
        """Those that are told, or of these topics among them."""
        wanted = None if topics is None else frozenset(topics)
        for row in self._all(rows, wanted):
            if self.part.shown(row.topic) and (wanted is None or row.topic in wanted):
                yield row

    def _all(self, rows: Rows, wanted: frozenset[str] | None) -> Iterator[Row]:
        part = self.part
        if part.positions is not None:
            return rows.at(part.positions)
        if wanted is None:
            return rows.between(part.first, part.last)
        return rows.of_topics(sorted(wanted), part.first, part.last)


def chosen(rows: Rows, asked: AskedFor, position: int) -> Chosen:
    """As the log stood at `position`. Raises Unknown, NothingInside."""
    if asked.kind is DossierKind.INCIDENT:
        return _incident(rows, asked, position)
    if asked.kind is DossierKind.SHIFT:
        return _stretch(rows, asked, position, *_shift(rows, asked.id, position))
    if asked.since is None or asked.until is None:
        raise Unknown
    return _stretch(rows, asked, position, asked.since, asked.until)


def _stretch(
    rows: Rows, asked: AskedFor, position: int, starts: datetime, ends: datetime
) -> Chosen:
    first = rows.last_before(microseconds(starts)) + 1
    last = min(rows.last_before(microseconds(ends)), position)
    if last < first:
        raise NothingInside
    shown = is_shown(asked.shown)
    context = context_of(rows, first, shown)
    return Chosen(asked, Part(position, first, last, None, shown, context), None, starts, ends)


def recording(asked: AskedFor, head: Head, reason: str) -> ExportDossier:
    """What goes on record of it."""
    return ExportDossier(
        kind=asked.kind,
        subject=asked.subject,
        position=head.seq,
        head=head.chain.hex(),
        shown=asked.shown,
        opened=asked.opened,
        reason=reason,
    )


def is_told_of_clocks(topic: str) -> bool:
    return topic.startswith(CLOCKS)


def is_shown(shown: DossierShown) -> Callable[[str], bool]:
    return is_told_of_clocks if shown is DossierShown.CLOCKS else lambda _: True


def _incident(rows: Rows, asked: AskedFor, position: int) -> Chosen:
    if asked.id is None:
        raise Unknown
    file = file_of(rows, asked.id, position)
    if file is None:
        raise Unknown(asked.id)
    positions = positions_of(rows, file, position)
    return Chosen(asked, Part(position, positions=positions, shown=is_shown(asked.shown)), file)


def _shift(rows: Rows, id: UUID | None, position: int) -> tuple[datetime, datetime]:
    """As it was planned last by then."""
    if id is None:
        raise Unknown
    history = Recordings(rows, position).stream(id)
    try:
        shift = fold(shifts.evolve, None, (one.event for one in history))
    except TypeError:
        raise Unknown(id) from None
    if shift is None:
        raise Unknown(id)
    return shift.starts, shift.ends
