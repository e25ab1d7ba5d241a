"""A roster sheet looked at before it is confirmed: its shifts, and every row with what is wrong or worth a look."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import NamedTuple

from api.roster_sheets.across import read_across
from api.roster_sheets.days import titled
from api.roster_sheets.down import read_down
from api.roster_sheets.entries import Understood
from api.roster_sheets.hours import Timetable, legend, usual_hours, word_in
from api.roster_sheets.listing import read_listing
from api.roster_sheets.planning import Planned, Planning
from api.roster_sheets.refusals import NoRoster
from api.roster_sheets.rows import RosterRow, RowState
from api.roster_sheets.whom import Crowd, Rostered
from api.sheets.reader import Table
from api.sheets.refusals import RowsWrong, TooLarge
from domain.roster import PlannedShift
from domain.working_days import BEIJING

CELLS_MAX = 40_000  # that say something: more than a year of three people at each of three shifts
AFTER_WORK = time(17, 30)
WRONG_YEAR = 3  # weekdays: of another year they would all be wrong, of the right one all right


class RosterSetting(NamedTuple):
    """What a sheet is held against. `starts`, `lasts`: a shift of which no hours are told; `year`: of days without one."""

    people: tuple[Rostered, ...]
    now: datetime
    starts: time = time(8, 30)
    lasts: timedelta = timedelta(hours=24)
    after_work: time = AFTER_WORK
    year: int | None = None


class RosterPreview(NamedTuple):
    """`first`, `last`: the days on which its shifts begin; None if there is no shift."""

    rows: list[RosterRow]
    shifts: tuple[PlannedShift, ...]
    unread: list[str]  # worksheets, columns and notes that say nothing to a roster

    @property
    def wrong(self) -> int:
        return sum(row.state is RowState.WRONG for row in self.rows)

    @property
    def told(self) -> list[RosterRow]:
        """Rows a person must look at: wrong ones first."""
        rows = (row for row in self.rows if row.remarks)
        return sorted(rows, key=lambda row: row.state is not RowState.WRONG)

    @property
    def first(self) -> date | None:
        return min(map(_begins, self.shifts), default=None)

    @property
    def last(self) -> date | None:
        return max(map(_begins, self.shifts), default=None)


def read_roster(tables: list[Table], setting: RosterSetting) -> RosterPreview:
    """Raises NoRoster, TooLarge."""
    rows = chain.from_iterable(one.rows for one in tables)
    if sum(map(bool, chain.from_iterable(rows))) > CELLS_MAX:
        raise TooLarge(f"> {CELLS_MAX}")
    understood = [(table, _understood(table)) for table in tables]
    unread = [table.name for table, one in understood if one is None and any(map(any, table.rows))]
    read = [(table, one) for table, one in understood if one]
    if not read:
        raise NoRoster
    crowd = Crowd(setting.people)
    planned = _planned(read, crowd, setting, setting.year)
    if planned.weekdays_wrong >= WRONG_YEAR and not setting.year:
        years = (setting.now.year + 1, setting.now.year - 1)
        others = (_planned(read, crowd, setting, year) for year in years)
        planned = next((one for one in others if not one.weekdays_wrong), planned)
    unread += dict.fromkeys(text for _, one in read for text in one.unread)
    return RosterPreview(planned.rows, planned.shifts, unread)


def _understood(table: Table) -> Understood | None:
    ways = (way(table) for way in (read_down, read_across, read_listing))
    return next((one for one in ways if one and one.entries), None)


def _planned(
    read: list[tuple[Table, Understood]], crowd: Crowd, setting: RosterSetting, year: int | None
) -> Planned:
    planning = Planning(crowd, setting.now)
    usual = usual_hours(setting.starts, setting.lasts)
    after_work = usual_hours(setting.after_work, _until(setting.after_work, setting.starts))
    for table, one in read:
        texts = [table.name, *one.around]
        words = [named.shift for entry in one.entries for named in entry.named]
        words += [cell.text for entry in one.entries for cell in entry.shifts]
        told = legend([*texts, *dict.fromkeys(words)])
        timetable = Timetable(usual, after_work, told, frozenset(map(word_in, words)))
        planning.read(one.entries, titled(texts), year, timetable)
    return planning.planned()


def as_shifts(shown: RosterPreview) -> tuple[PlannedShift, ...]:
    """Raises RowsWrong: a roster is taken in whole or not at all."""
    if shown.wrong:
        raise RowsWrong
    return shown.shifts


def _until(starts: time, ends: time) -> timedelta:
    apart = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
    return apart if apart > timedelta() else apart + timedelta(days=1)


def _begins(shift: PlannedShift) -> date:
    return shift.starts.astimezone(BEIJING).date()
