"""A sheet looked at before it is taken in: what would become of each row, and the one command that does it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from api.sheets.columns import lines_of
from api.sheets.people import Setting, people_rows
from api.sheets.reader import Table
from api.sheets.refusals import RowsWrong
from api.sheets.rows import Row, State
from api.sheets.units import unit_rows
from desk.network import RegisterPerson, RegisterSheet, RegisterUnit
from projections.network import PersonRow, UnitRow

LOOKING = UUID(int=0)  # new things need an id to be named by others, also where nothing is taken in


class Registered(NamedTuple):
    """The register a sheet is held against, as of a position of the log or later."""

    units: list[UnitRow]  # open ones
    people: list[PersonRow]
    seq: int


class Preview(NamedTuple):
    rows: list[Row]
    unread: list[str]  # worksheets, columns and footnotes that say nothing to the register
    seq: int

    @property
    def wrong(self) -> int:
        return self.count(State.WRONG)

    def count(self, state: State) -> int:
        return Counter(row.state for row in self.rows)[state]

    @property
    def told(self) -> list[Row]:
        """Rows a person must look at: wrong ones first."""
        rows = (row for row in self.rows if row.state is not State.SAME or row.remarks)
        return sorted(rows, key=lambda row: row.state is not State.WRONG)

    @property
    def changing(self) -> bool:
        return any(row.does for row in self.rows)


def preview(
    tables: list[Table], registered: Registered, now: datetime, namespace: UUID = LOOKING
) -> Preview:
    """Raises NoHeader."""
    lines = lines_of(tables)
    profiles = {one.id: one.profile for one in registered.units}
    units = unit_rows(lines.units, profiles, now, namespace)
    known = {one.id: one for one in registered.people}
    people = people_rows(lines.people, Setting(known, units.directory, now, namespace))
    return Preview([*units.rows, *people], lines.unread, registered.seq)


def as_command(shown: Preview) -> RegisterSheet:
    """Raises RowsWrong: a sheet is taken in whole or not at all."""
    if shown.wrong:
        raise RowsWrong
    does = [one for row in shown.rows for one in row.does]
    return RegisterSheet(
        units=tuple(one for one in does if isinstance(one, RegisterUnit)),
        people=tuple(one for one in does if isinstance(one, RegisterPerson)),
    )
