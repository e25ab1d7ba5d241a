"""What becomes of one row: new, changed, the same, or wrong in which cell and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, StrEnum
from typing import NamedTuple, TypeVar

from api.languages import say, word_of
from api.sheets.cells import WrongCell, clean, key, letter
from api.sheets.columns import Field, Line
from desk.network import RegisterPerson, RegisterUnit
from desk.register import SHANGHAI

Value = TypeVar("Value")


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


class Remark(NamedTuple):
    """A word of `register` and what stands in its places, said in the reader's language."""

    word: str
    places: dict[str, object]
    field: Field | None = None
    column: str = ""

    def said(self, language: str) -> str:
        places = {name: _said(language, one) for name, one in self.places.items()}
        words = say(language, f"register.{self.word}", **places)
        if self.field is None:
            return words
        field = say(language, f"register.{self.field.value}")
        return say(language, "register.in_cell", column=self.column, field=field, words=words)


class Row(NamedTuple):
    sheet: str
    number: int
    state: State
    name: str
    under: str
    remarks: tuple[Remark, ...] = ()
    does: tuple[RegisterUnit | RegisterPerson, ...] = ()

    def message(self, language: str) -> str:
        return say(language, "register.between").join(one.said(language) for one in self.remarks)


class Reading:
    """One line's cells, taken one by one; what cannot be taken is kept as a remark."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.wrongs: list[Remark] = []

    def take(self, field: Field, kept: Value, parse: Callable[[str], Value], *shown: str) -> Value:
        """`kept` stays where the cell is blank or says what is registered (`shown`) already."""
        text = self.line.text(field)
        if not clean(text) or key(text) in map(key, shown):
            return kept
        try:
            return parse(text)
        except WrongCell as wrong:
            self.reject(field, wrong)
            return kept

    def need(
        self, field: Field, kept: Value | None, parse: Callable[[str], Value], *shown: str
    ) -> Value | None:
        """As `take`, for what a new row must say."""
        taken: Value | None = self.take(field, kept, parse, *shown)
        if taken is None and not clean(self.line.text(field)):
            self.reject(field, WrongCell("missing"))
        return taken

    def reject(self, field: Field, wrong: WrongCell) -> None:
        column = self.line.columns.get(field)
        place = letter(column + 1) if column is not None else "—"
        self.wrongs.append(Remark(f"wrong_{wrong.reason}", wrong.places, field, place))

    def wrong_row(self, under: str = "") -> Row:
        name = self.line.text(Field.NAME) or self.line.text(Field.PERSON)
        place = self.line.sheet, self.line.number
        return Row(*place, State.WRONG, clean(name), under, tuple(self.wrongs))


def change(field: Field, before: object, after: object) -> Remark:
    return Remark("changed_to", {"field": field, "before": before, "after": after})


def _said(language: str, place: object) -> object:
    match place:
        case Field():
            return say(language, f"register.{place.value}")
        case Enum():
            return word_of(language, place)
        case tuple():
            words = (str(_said(language, one)) for one in place)
            return say(language, "register.comma").join(words) or "—"
        case datetime():
            return f"{place.astimezone(SHANGHAI):%Y-%m-%d}"
        case "" | None:
            return "—"
    return place
