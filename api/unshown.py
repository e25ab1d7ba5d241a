"""未上板事项, told line by line: who, when, why, and where it stands in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from api.reading_trail import Line, about_incident, lines_of
from api.replaying import INSTANT, Moment
from api.running import Running
from desk.draft import Unknown
from desk.log.envelope import Recorded
from desk.trail.asking import AskedOf, readings
from projections.beside import beside_of
from projections.history_lines import HistoryLine, history_lines
from projections.incident_file import IncidentFile, gather
from projections.search import SEARCH
from projections.unshown import NEVER, newest_of, unshown_of
from projections.unshown_table import Unshown

A_LIST = 20  # of each list, while all are shown
ALONE = 200  # of the one that was asked for
READS = 20

Name = Callable[[UUID], str]


class UnseenLine(NamedTuple):
    """`number`: of the incident it is about; "": none, or none that is known."""

    line: HistoryLine
    incident: UUID | None
    number: str
    exercise: bool


class UnseenList(NamedTuple):
    """The newest first. `older`: the position to go on below; None: that was all."""

    kind: Unshown
    lines: tuple[UnseenLine, ...]
    older: int | None


def of_office(
    running: Running, name: Name, seq: int, alone: Unshown | None, before: int | None
) -> list[UnseenList]:
    """Every list as it stood at a position, or the one that is asked for."""
    limit, ends = (ALONE if alone else A_LIST), (before or NEVER) if alone else NEVER
    kinds = [alone] if alone else [*Unshown]
    found = running.boards.read(
        lambda views: {kind: newest_of(views, kind, seq, ends, limit + 1) for kind in kinds}
    )
    return [_listed(running, name, kind, found[kind], limit) for kind in kinds]


def of_incident(running: Running, name: Name, seq: int, incident: UUID) -> list[UnseenList]:
    """The same of one incident's own streams; every line of it. Raises Unknown."""
    return lists_of(file_then(running, incident, seq), name)


def lists_of(file: IncidentFile, name: Name) -> list[UnseenList]:
    """Of one incident's own streams, as far as the file goes."""
    history = {one.seq: one for one in file.history}

    def lines(found: list[int]) -> tuple[UnseenLine, ...]:
        return tuple(_line(history[at], name, file.id, "") for at in reversed(found))

    kinds = unshown_of(file.history).items()
    return [UnseenList(kind, lines(found), None) for kind, found in kinds]


def file_then(running: Running, incident: UUID, seq: int) -> IncidentFile:
    """Raises Unknown."""
    beside = running.boards.read(lambda views: beside_of(views.rows, incident))
    file = gather(running.log, incident, seq, beside=beside)
    if file is None:
        raise Unknown(incident)
    return file


def reads_by(running: Running, name: Name, moment: Moment, incident: UUID | None) -> list[Line]:
    """Who had looked by then, the newest first; for those alone who may see the trail."""
    running.trail.write()
    if not running.trail.path.exists():  # a reading copy has none
        return []
    about = about_incident(running, incident) if incident else ()
    asked = AskedOf(about=about, until=moment.at + INSTANT)
    return lines_of(running, readings(running.trail.path, asked, READS), name)


def _listed(
    running: Running, name: Name, kind: Unshown, found: list[int], limit: int
) -> UnseenList:
    events = (one for seq in found[:limit] for one in running.log.since(seq - 1, 1))
    lines = tuple(_told(running, name, one) for one in events)
    return UnseenList(kind, lines, found[limit - 1] if len(found) > limit else None)


def _told(running: Running, name: Name, recorded: Recorded) -> UnseenLine:
    about = _about(running, recorded)
    return _line(recorded, name, about, _number(running, about) if about else "")


def _line(recorded: Recorded, name: Name, incident: UUID | None, number: str) -> UnseenLine:
    [line] = history_lines((recorded,), name)
    return UnseenLine(line, incident, number, recorded.meta.exercise is not None)


def _about(running: Running, recorded: Recorded) -> UUID | None:
    """Its stream's first event names it, if it is about one."""
    told: Iterable[Recorded] = (recorded, *running.log.stream(recorded.originator_id)[:1])
    named = (getattr(one.event, "incident", None) for one in told)
    return next((one for one in named if one), None)


def _number(running: Running, incident: UUID) -> str:
    row = running.boards.read(lambda views: views.rows[SEARCH.name].get(incident))
    return row.number if row else ""
