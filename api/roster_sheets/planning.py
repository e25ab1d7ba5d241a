"""The entries of a file become shifts: what rows or tables tell of one shift is put together, and looked at as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from api.roster_sheets.days import Reckoning, Titled
from api.roster_sheets.entries import Cell, Entry, Named
from api.roster_sheets.hours import Hours, Timetable, Worked
from api.roster_sheets.reading import EntryReading
from api.roster_sheets.rows import RosterRemark, RosterRow, reject
from api.roster_sheets.seating import LEAD, Claim, Sitting, times_remarks
from api.roster_sheets.whom import Crowd
from api.sheets.cells import WrongCell, clean
from api.sheets.refusals import TooLarge
from domain.roster import PlannedShift

SHIFTS_MAX = 5_000  # a year of three shifts a day, four times


class Claimed(NamedTuple):
    """Who is claimed to sit at a shift, and the cell where its lead officer should stand."""

    cell: Cell
    claims: list[Claim]


class Planned(NamedTuple):
    rows: list[RosterRow]
    shifts: tuple[PlannedShift, ...]

    @property
    def weekdays_wrong(self) -> int:
        words = [one.word for row in self.rows for one in row.remarks]
        return words.count("wrong_weekday")


class Planning:
    def __init__(self, crowd: Crowd, now: datetime) -> None:
        self._crowd, self._now = crowd, now
        self._rows: list[RosterRow] = []
        self._remarks: list[list[RosterRemark]] = []
        self._sittings: dict[tuple[datetime, datetime], Sitting] = {}
        self._again: list[tuple[int, Sitting, bool]] = []
        self._assumed: set[str] = set()
        self._said: set[tuple[str, str, str]] = set()

    def read(
        self, entries: list[Entry], title: Titled, year: int | None, timetable: Timetable
    ) -> None:
        reckoning = Reckoning(title, self._now, year)
        before: Cell | None = None
        for entry in entries:
            if before and entry.day.row < before.row:
                reckoning.begin_beside()
            before = entry.day
            self._entry(entry, reckoning, timetable)

    def _entry(self, entry: Entry, reckoning: Reckoning, timetable: Timetable) -> None:
        reading = EntryReading(entry, self._crowd)
        told = reading.told(reckoning)
        names = "、".join(text for one in entry.named if (text := clean(one.cell.text)))
        days = told.days if told else ()
        self._rows.append(RosterRow(entry.sheet, entry.number, days, names))
        self._remarks.append(reading.remarks)
        for named in reading.shifts():
            claims = [claim for one in named for claim in reading.claims(one)]
            if told and (worked := reading.worked(named[0], told, timetable)):
                self._tell_assumed(worked)
                self._sit(days, worked.hours, named, Claimed(_place(entry, named), claims))

    def _tell_assumed(self, worked: Worked) -> None:
        """Once for each word."""
        if worked.assumed and worked.assumed not in self._assumed:
            self._assumed.add(worked.assumed)
            hours = f"{worked.hours.starts:%H:%M}–{worked.hours.ends:%H:%M}"
            self._remark(-1, RosterRemark("assumed", {"shift": worked.assumed, "hours": hours}))

    def _sit(self, days: tuple[date, ...], hours: Hours, named: list[Named], by: Claimed) -> None:
        """A column of its own may be blank: then nobody sits at that shift."""
        row, apart = len(self._rows) - 1, bool(named[0].shift)
        if apart and not by.claims:
            self._remark(row, RosterRemark("shift_empty", {}, by.cell.place))
            return
        listed = not apart and all(post is None for post, _ in by.claims)
        for day in days:
            try:
                sitting = self._sitting(*hours.on(day), row, by.cell)
            except WrongCell as wrong:
                self._remark(row, reject(by.cell, wrong))
                return
            if sitting.claim(by.claims) and row != sitting.rows[0]:
                self._again.append((row, sitting, listed))
            sitting.rows.append(row)

    def _sitting(self, starts: datetime, ends: datetime, row: int, cell: Cell) -> Sitting:
        if len(self._sittings) > SHIFTS_MAX:
            raise TooLarge(f"> {SHIFTS_MAX}")
        return self._sittings.setdefault((starts, ends), Sitting(starts, ends, row, cell))

    def planned(self) -> Planned:
        sittings = sorted(self._sittings.values(), key=lambda one: (one.starts, one.ends))
        self._tell_repeats(len(sittings))
        for row, remark in times_remarks(sittings):
            self._remark(row, remark)
        for one in sittings:
            if not one.led and not any(self._is_wrong(row) for row in one.rows):
                self._remark(one.rows[0], RosterRemark("wrong_no_lead", {}, one.cell.place))
        rows = [
            row._replace(remarks=tuple(self._first_said(row.sheet, remarks)))
            for row, remarks in zip(self._rows, self._remarks, strict=True)
        ]
        return Planned(rows, tuple(one.planned() for one in sittings))

    def _tell_repeats(self, shifts: int) -> None:
        """A list with a row for each person repeats every day; elsewhere a day that comes again is told."""
        listed = sum(listed for _, _, listed in self._again) * 2 >= shifts > 1
        for row, sitting, by_person in self._again:
            if listed and by_person:
                continue
            first = self._rows[sitting.rows[0]].number
            self._remark(row, RosterRemark("day_again", {"day": sitting.day, "number": first}))

    def _first_said(self, sheet: str, remarks: list[RosterRemark]) -> Iterator[RosterRemark]:
        """One cell may be read for several days: what is wrong with it is said once."""
        for one in remarks:
            if not one.cell or (sheet, one.word, one.cell) not in self._said:
                self._said.add((sheet, one.word, one.cell))
                yield one

    def _is_wrong(self, row: int) -> bool:
        return any(one.wrong for one in self._remarks[row])

    def _remark(self, row: int, remark: RosterRemark) -> None:
        if remark not in self._remarks[row]:
            self._remarks[row].append(remark)


def _place(entry: Entry, named: list[Named]) -> Cell:
    """Where the lead officer should stand."""
    return next((one.cell for one in named if one.post in LEAD), entry.day)
