"""One entry of a roster held against the calendar, the timetable and the register; what is wrong is kept as remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.roster_sheets.days import WEEKDAYS, Reckoning, Told, weekdays_in
from api.roster_sheets.entries import Cell, Entry, Named
from api.roster_sheets.headings import Kind, heading_of
from api.roster_sheets.hours import Timetable, Worked
from api.roster_sheets.rows import RosterRemark, reject
from api.roster_sheets.seating import Claim
from api.roster_sheets.whom import Crowd, Mention, mentions
from api.sheets.cells import WrongCell, clean, half_width, is_nothing
from domain.shift import DutyPost

LABEL = re.compile(  # words that may stand right after a name: 李四值班员：张三
    r"((?:总|在岗|驻地)?带班(?:领导|人|员)?|领导带班|值班(?:领导|长|人员|人|员)|[主副备]班|(?:联系)?电话|手机)\s*:"
)
FORMULA = re.compile(r"\s*(=|#(?:REF|NAME|VALUE|DIV|N/A|NUM|NULL))")
SHOWN_CHARS = 40
CELL_CHARS_MAX = 300  # of one that names people


class EntryReading:
    def __init__(self, entry: Entry, crowd: Crowd) -> None:
        self._entry, self._crowd = entry, crowd
        self.remarks: list[RosterRemark] = []

    def told(self, reckoning: Reckoning) -> Told | None:
        """None if the cell of the day is wrong."""
        day, weekday = self._entry.day, self._entry.weekday
        try:
            _check_formula(day.text)
            told = reckoning.read(day.text)
            if not (told.only_days or told.shift):
                raise WrongCell("day", typed=clean(day.text)[:SHOWN_CHARS])
        except WrongCell as wrong:
            self._reject(day, wrong)
            return None
        self._check_weekdays(day, told, told.weekdays)
        if weekday:
            self._check_weekdays(weekday, told, weekdays_in(weekday.text))
        return told

    def _check_weekdays(self, cell: Cell, told: Told, weekdays: tuple[int, ...]) -> None:
        """Of two weekdays the second is the last day's."""
        ends = (told.days[0], told.days[-1])
        days = ends if len(weekdays) == 2 else told.days
        for day, weekday in zip(days, weekdays, strict=False):
            if day.weekday() != weekday:
                typed = clean(cell.text)[:SHOWN_CHARS]
                self._reject(
                    cell, WrongCell("weekday", day=day, typed=typed, right=WEEKDAYS[day.weekday()])
                )
                return

    def shifts(self) -> Iterator[list[Named]]:
        """The cells of one shift: 白班 and 夜班 have columns of their own in one row."""
        words = dict.fromkeys(one.shift for one in self._entry.named)
        for word in words:
            yield [one for one in self._entry.named if one.shift == word]

    def worked(self, named: Named, told: Told, timetable: Timetable) -> Worked | None:
        """None if the cell of the shift is wrong."""
        if told.hours:
            return Worked(told.hours)
        beside = self._entry.day._replace(text=told.shift)
        own = named.cell._replace(text=named.shift)
        cells = [own] if named.shift else [beside] if told.shift else [*self._entry.shifts]
        cells.sort(key=lambda one: not any(char.isdigit() for char in one.text))
        try:
            worked = timetable.of(*(one.text for one in cells))
            return (
                worked._replace(hours=worked.hours.beginning(told.begins))
                if told.begins
                else worked
            )
        except WrongCell as wrong:
            self._reject(cells[0], wrong)
            return None

    def claims(self, named: Named) -> list[Claim]:
        """Those of the cell that are on the register; every other one is a remark."""
        claims: list[Claim] = []
        for post, mention in self._mentioned(named):
            try:
                claims.append((post, self._crowd.find(mention, named.near, self._entry.beside)))
            except WrongCell as wrong:
                self._reject(named.cell, wrong)
        return claims

    def _mentioned(self, named: Named) -> list[tuple[DutyPost | None, Mention]]:
        text = named.cell.text
        try:
            _check_formula(text)
            if len(text) > CELL_CHARS_MAX:
                raise WrongCell("long", most=CELL_CHARS_MAX)
            found = [
                (post, mention)
                for post, part in labelled(text, named.post)
                for mention in mentions(part, self._crowd)
            ]
            if not found and clean(text) and not is_nothing(text):
                raise WrongCell("no_name", typed=clean(text)[:SHOWN_CHARS])
        except WrongCell as wrong:
            self._reject(named.cell, wrong)
            return []
        return found

    def _reject(self, cell: Cell, wrong: WrongCell) -> None:
        remark = reject(cell, wrong)
        if remark not in self.remarks:
            self.remarks.append(remark)


def labelled(text: str, post: DutyPost | None) -> Iterator[tuple[DutyPost | None, str]]:
    """带班领导：李四 值班员：张三 in one cell; what stands before a label is of the column's post."""
    before, *labels = LABEL.split(half_width(text))
    yield post, before
    for label, part in zip(labels[::2], labels[1::2], strict=True):
        heading = heading_of(label)
        if heading and heading.kind is Kind.PEOPLE:
            post = heading.post
        yield post, part


def _check_formula(text: str) -> None:
    """A formula whose result the file does not hold, or whose result is an error. It is never worked out."""
    if FORMULA.match(text):
        raise WrongCell("formula", typed=clean(text)[:SHOWN_CHARS])
