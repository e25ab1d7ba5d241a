"""Rosters as offices send them, the people they name, and what a look at one says.

shown = look(a_roster(["日期", "值班员"], ["10月1日", "张三"]))
sits(shown)         # ["10-01 08:30–10-02 08:30 主班 张三"]
wrongs(shown)       # ["B3：在册人员中没有“张山”，是不是“张三”"]
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

from api.languages import word_of
from api.roster_sheets.preview import RosterSetting, read_roster
from api.roster_sheets.whom import Rostered
from api.sheets.reader import read_sheet
from domain.working_days import BEIJING
from tests.support.sheets import a_workbook

NOW = datetime(2026, 9, 20, 1, tzinfo=UTC)
NAMES = "张三 李四 王五 赵六 杜胜 贾志扬 季井先 张现霞 吉涵韬 欧阳明远"


def a_person(name, unit="办公室", phone=""):
    return Rostered(uuid5(UUID(int=5), f"{name} {unit} {phone}"), name, unit, phone)


PEOPLE = tuple(a_person(name, phone=f"1390000{at:04}") for at, name in enumerate(NAMES.split(), 1))
CALLED = {one.id: one.name for one in PEOPLE}


def a_roster(*rows, change=None, sheet="值班表"):
    return a_workbook(change, **{sheet: rows})


def look(content, people=PEOPLE, name="值班表", now=NOW, **setting):
    tables = read_sheet(name, content, results=True)
    return read_roster(tables, RosterSetting(tuple(people), now, **setting))


def sits(shown, called=CALLED):
    return [_shift(one, called) for one in shown.shifts]


def _shift(shift, called):
    seats: dict[str, list[str]] = {}
    for seat in shift.seats:
        seats.setdefault(word_of("zh", seat.post), []).append(called[seat.person])
    said = " ".join(f"{post} {'、'.join(names)}" for post, names in seats.items())
    return f"{_local(shift.starts)}–{_local(shift.ends)} {said}"


def _local(at):
    return f"{at.astimezone(BEIJING):%m-%d %H:%M}"


def wrongs(shown, language="zh"):
    return [one.said(language) for row in shown.rows for one in row.remarks if one.wrong]


def remarks(shown, language="zh"):
    return [one.said(language) for row in shown.rows for one in row.remarks if not one.wrong]
