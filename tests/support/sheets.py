"""Sheets as offices send them, a small register to hold them against, and what a look at one says.

look(a_csv(UNITS, ("红旗厂", "单位", "企业", "青石镇"))).rows[0].state
says(row)                              # what is wrong or changed, in Chinese
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from uuid import uuid5

from openpyxl import Workbook

from api.sheets.preview import LOOKING, Registered, preview
from api.sheets.reader import read_sheet
from domain.kernel import TOPICS
from domain.person import PersonProfile, Tenure
from domain.unit import UnitProfile
from domain.words import Line, Tier, UnitKind
from projections.network import PersonRow, UnitRow

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
OF_REGISTER = [topic for topic in TOPICS if topic.startswith(("unit.", "person."))]
UNITS = ("单位名称", "层级", "类别", "上级单位")
PEOPLE = ("姓名", "单位", "手机", "职务")


def a_unit(name, tier, kind=UnitKind.GOVERNMENT, parent=None, short=None, **more):
    profile = UnitProfile(
        name=name,
        short_name=short or name,
        tier=tier,
        kind=kind,
        parent=parent and parent.id,
        **more,
    )
    return UnitRow(uuid5(LOOKING, f"registered {name} {parent and parent.id}"), profile)


def a_person(name, unit, phone="", *posts):
    held = tuple(Tenure(post=post, unit=unit.id, since=NOW) for post in posts)
    id = uuid5(LOOKING, f"registered {name} {unit.id} {phone}")
    return PersonRow(id, PersonProfile(name=name, unit=unit.id, phone=phone), held)


CITY = a_unit("云州市人民政府", Tier.CITY, short="云州市")
COUNTY = a_unit(
    "临江区人民政府", Tier.COUNTY, parent=CITY, short="临江区", duty_phone="0100-5550100"
)
TOWN = a_unit("青石镇人民政府", Tier.TOWNSHIP, parent=COUNTY, short="青石镇")
BUREAU = a_unit(
    "临江区应急管理局", Tier.COUNTY, UnitKind.DEPARTMENT, COUNTY, lines=(Line.WORK_SAFETY,)
)
REGISTERED_UNITS = [CITY, COUNTY, TOWN, BUREAU]
ZHOU = a_person("周敏", COUNTY, "13900000001", "主班")
HE = a_person("何志远", TOWN, "13900000002")
REGISTERED_PEOPLE = [ZHOU, HE]


def a_workbook(change=None, **worksheets):
    """One worksheet a name, of rows; `change` is given the workbook before it is saved."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in worksheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(workbook)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def a_csv(*rows, encoding="utf-8-sig", delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def look(content, units=REGISTERED_UNITS, people=REGISTERED_PEOPLE, name="名单"):
    return preview(read_sheet(name, content), Registered(list(units), list(people), 1), NOW)


def says(row, language="zh"):
    return row.message(language)


def states(shown):
    return [row.state.value for row in shown.rows]


def taken_in(shown, units=REGISTERED_UNITS, people=REGISTERED_PEOPLE):
    """(units, people): the register after the sheet."""
    after, known = {one.id: one for one in units}, {one.id: one for one in people}
    for does in (one for row in shown.rows for one in row.does):
        if hasattr(does, "unit"):
            after[does.unit] = UnitRow(does.unit, does.profile)
            continue
        posts = known[does.person].posts if does.person in known else ()
        if does.post:
            posts += (Tenure(post=does.post, unit=does.profile.unit, since=does.since),)
        known[does.person] = PersonRow(does.person, does.profile, posts)
    return list(after.values()), list(known.values())


def newest_of_register(log):
    """Where the log last told of a unit or a person: alarms of the desk are written meanwhile."""
    return log.newest(OF_REGISTER)
