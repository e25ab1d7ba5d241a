"""The trail of reading in a person's words: who, when, what, from where; of an incident only its number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import NamedTuple
from uuid import UUID

from api.languages import say, word_of
from api.rendering import dated_text
from api.running import Running
from desk.access import Role
from desk.trail.asking import AskedOf, readings
from desk.trail.reading import Kept, Reading
from domain import incident as incidents
from domain.kernel import fold
from projections.attachments import ATTACHMENTS, FilesRow
from projections.breaches import BREACHES
from projections.follower import Follower
from projections.issued_documents import DOCUMENTS
from projections.search import SEARCH, FoundRow

BOM = "\ufeff"  # without it a spreadsheet reads UTF-8 as something else
BEGINS_FORMULA = tuple("=+-@\t\r\0＝＋－＠")
ID_SHOWN = 8
EXPORT_PAGE, EXPORT_MAX = 500, 100_000
COLUMNS = (
    *("seq", "at", "who", "roles", "kind", "way", "incident"),
    *("words", "page", "source", "via", "status", "times"),
)


class Line(NamedTuple):
    """One row of the page. `incident`: its number; `about`: which page of it to open."""

    seq: int
    reading: Reading
    who: str
    way: str
    incident: str
    about: UUID | None


def lines_of(running: Running, kept: Iterable[Kept], name: Callable[[UUID], str]) -> list[Line]:
    kept = list(kept)
    asked = {one.seq: one.reading.things.get("incident", "") for one in kept}
    numbers = running.boards.read(lambda follower: _numbers(follower, set(asked.values())))
    return [_line(one, name, numbers.get(asked[one.seq])) for one in kept]


def about_incident(running: Running, incident: UUID) -> tuple[UUID, ...]:
    """It and what belongs to it: its calls, reports, charges, files and papers."""
    history = (one.event for one in running.log.stream(incident))
    known = fold(incidents.evolve, None, history)
    own = (*known.incoming, *known.reports, *known.deadlines, *known.instructions) if known else ()
    beside = running.boards.read(lambda follower: tuple(_beside(follower, incident)))
    return incident, *own, *beside


def incident_called(running: Running, named: str) -> UUID | None:
    """By its id or its whole number."""
    try:
        return UUID(named)
    except ValueError:
        found = running.boards.read(lambda views: views.find(SEARCH, ("number",), [named], 50))
    return next((one.id for one in found if one.number == named), None)


def as_csv(
    running: Running, asked: AskedOf, name: Callable[[UUID], str], language: str
) -> Iterator[bytes]:
    """A page at a time, however long it is; whatever could be a formula is text."""
    yield (BOM + _row([say(language, f"reading_trail.{one}") for one in COLUMNS])).encode()
    before, count = None, 0
    while count < EXPORT_MAX:
        kept = readings(running.trail.path, asked, EXPORT_PAGE, before)
        if not kept:
            return
        lines = lines_of(running, kept, name)
        yield "".join(_row(_cells(one, language)) for one in lines).encode()
        before, count = kept[-1].seq, count + len(kept)


def no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(BEGINS_FORMULA) else cell


def roles_of(reading: Reading, language: str) -> str:
    return "、".join(word_of(language, Role(one)) for one in reading.roles)


def _cells(line: Line, language: str) -> list[str]:
    one = line.reading
    return [
        str(line.seq),
        dated_text(one.at),
        line.who,
        roles_of(one, language),
        word_of(language, one.kind),
        line.way,
        line.incident,
        one.words,
        one.page,
        one.source,
        one.via,
        str(one.status),
        str(one.times),
    ]


def _row(cells: Iterable[str]) -> str:
    text = StringIO()
    csv.writer(text).writerow([no_formula(one) for one in cells])
    return text.getvalue()


def _line(kept: Kept, name: Callable[[UUID], str], found: FoundRow | None) -> Line:
    one = kept.reading
    reader = one.person or one.account
    way = one.route
    for part, value in one.things.items():
        way = way.replace(f"{{{part}}}", value[:ID_SHOWN])
    who, number = name(reader) if reader else "", found.number if found else ""
    return Line(kept.seq, one, who, way, number, found.id if found else None)


def _numbers(follower: Follower, ids: set[str]) -> dict[str, FoundRow]:
    rows = follower.rows[SEARCH.name]
    found = {one: rows.get(one) for one in ids if one}
    return {one: row for one, row in found.items() if row}


def _beside(follower: Follower, incident: UUID) -> Iterator[UUID]:
    files: FilesRow | None = follower.rows[ATTACHMENTS.name].get(incident)
    yield from (one.id for one in files.files) if files else ()
    yield from (one.id for one in follower.rows[BREACHES.name].values() if one.incident == incident)
    papers = follower.rows[DOCUMENTS.name].values()
    yield from (one.id for one in papers if one.issued.occasion.incident == incident)
