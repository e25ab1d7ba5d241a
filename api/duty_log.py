"""The duty log in the reader's words: a shift's or a day's lines, each as the cells of one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from api.duty_log_cells import CELLS, PERSONAL, Reader, clock_text, to_minute
from api.rendering import shown_text
from api.running import Running
from desk.draft import Unknown
from desk.register import SHANGHAI
from domain import shift as shifts
from domain.kernel import fold
from projections.beside import BESIDE
from projections.duty_log import LogEntry, day_of, entries_between
from projections.duty_log_columns import Desk, Words
from projections.duty_log_lines import LogLine, log_lines


class Stretch(NamedTuple):
    """Of time; `shift` None: a day of the calendar."""

    starts: datetime
    ends: datetime
    shift: UUID | None

    @property
    def day(self) -> date:
        return self.starts.astimezone(SHANGHAI).date()


class LogRow(NamedTuple):
    """`late`: when it was recorded, if long after it was so. `corrects`: which line it corrects."""

    line: LogLine
    cells: tuple[str, ...]
    day: str
    exercise: str
    late: str
    corrects: str


def day_stretch(day: date) -> Stretch:
    starts = datetime.combine(day, time(), SHANGHAI)
    return Stretch(starts.astimezone(UTC), (starts + timedelta(days=1)).astimezone(UTC), None)


def shift_stretch(running: Running, id: UUID) -> Stretch:
    """As it was planned last. Raises Unknown."""
    try:
        shift = fold(shifts.evolve, None, (one.event for one in running.log.stream(id)))
    except TypeError:
        raise Unknown(id) from None
    if shift is None:
        raise Unknown(id)
    return Stretch(shift.starts, shift.ends, id)


def entries_of(running: Running, stretch: Stretch) -> list[LogEntry]:
    return running.boards.read(lambda views: entries_between(views, stretch.starts, stretch.ends))


def rows_of(running: Running, reader: Reader, entries: Iterable[LogEntry]) -> Iterator[LogRow]:
    exact = Words(reader.name, partial(shown_text, reader.language), reader.say)
    desk = Desk(
        log=running.log,
        words=exact._replace(shown=lambda value: exact.shown(to_minute(value))),
        exact=exact,
        beside=partial(_beside, running),
        us=running.desk.register().office.unit,
        cases={},
    )
    return (_row(reader, line) for line in log_lines(desk, entries))


def found(rows: Iterable[LogRow], words: str) -> Iterator[LogRow]:
    """Every word occurs; nobody is found by what is sealed."""
    wanted = words.lower().split()
    for row in rows:
        cells = zip(CELLS, row.cells, strict=True)
        text = "\n".join(cell for name, cell in cells if name not in PERSONAL).lower()
        if all(one in text for one in wanted):
            yield row


def _beside(running: Running, incident: UUID) -> tuple[UUID, ...]:
    row = running.boards.read(lambda views: views.rows[BESIDE.name].get(incident))
    return row.streams if row else ()


def _row(reader: Reader, line: LogLine) -> LogRow:
    entry = line.entry
    return LogRow(
        line=line,
        cells=tuple(cell(reader, line) for cell in CELLS.values()),
        day=day_of(entry),
        exercise=reader.say("board.exercise") if entry.exercise else "",
        late=reader.say("duty_log.late", at=_recorded(line)) if entry.is_late else "",
        corrects=_corrects(reader, entry),
    )


def _recorded(line: LogLine) -> str:
    return clock_text(line.entry.recorded_at, line, to_second=line.to_second)


def _corrects(reader: Reader, entry: LogEntry) -> str:
    if entry.corrects is None:
        return ""
    day, number = entry.corrects
    return reader.say("duty_log.corrects", day=day, number=number)
