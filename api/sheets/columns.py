"""Which column says what: the header row is found, and its words, however an office puts them, are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from api.sheets.cells import clean, key
from api.sheets.reader import Table
from api.sheets.refusals import NoHeader

HEADER_WITHIN = 20  # rows; above the header stand a title and notes
ASIDE = re.compile(r"[(（【\[].*?[)）】\]]|[*＊:：]")  # 联系电话（手机）* is 联系电话
FOOTNOTE = re.compile(r"^(注|说明|备注|合计|总计|填表|制表|审核)")


class Field(StrEnum):
    """What the register keeps of a unit or a person. Values are words of `register`."""

    NAME = "name"
    SHORT_NAME = "short_name"
    TIER = "tier"
    KIND = "kind"
    LINES = "lines"
    PARENT = "parent"
    REGION_CODE = "region_code"
    DUTY_PHONE = "duty_phone"
    FAX = "fax"
    PERSON = "person"
    UNIT = "unit"
    PHONE = "phone"
    POST = "post"
    SINCE = "since"
    ID = "id"


OF_UNITS: dict[Field, tuple[str, ...]] = {  # of two columns for one field, the word named first
    Field.NAME: ("单位名称", "名称", "单位全称", "全称", "机构名称", "单位", "责任主体", "name", "unit"),
    Field.SHORT_NAME: ("简称", "单位简称", "short name"),
    Field.TIER: ("层级", "级别", "行政级别", "单位层级", "tier"),
    Field.KIND: ("类别", "单位类别", "单位类型", "单位性质", "类型", "性质", "kind"),
    Field.LINES: ("条线", "所属条线", "主管条线", "行业", "lines", "line"),
    Field.PARENT: ("上级单位", "上级", "主管单位", "上级主管单位", "隶属", "under", "parent"),
    Field.REGION_CODE: ("区划代码", "行政区划代码", "行政区划", "region code"),
    Field.DUTY_PHONE: (
        "值班电话", "值班室电话", "24小时值班电话", "值守电话", "联系电话", "电话", "duty phone", "phone",
    ),
    Field.FAX: ("传真", "传真号码", "传真电话", "fax"),
    Field.ID: ("系统编号", "system id"),
}  # fmt: skip
OF_PEOPLE: dict[Field, tuple[str, ...]] = {
    Field.PERSON: ("姓名", "人员姓名", "联系人", "信息员", "值班人员", "第一责任人", "责任人", "name", "person"),
    Field.UNIT: ("单位名称", "所在单位", "工作单位", "所属单位", "单位", "责任主体", "名称", "unit"),
    Field.PHONE: (
        "手机", "手机号", "手机号码", "移动电话", "联系电话", "联系方式", "电话", "电话号码", "办公电话",
        "mobile", "phone",
    ),
    Field.POST: ("职务", "岗位", "职位", "值班岗位", "posts", "post"),
    Field.SINCE: ("任职日期", "任职时间", "任职起始", "since"),
    Field.ID: ("系统编号", "system id"),
}  # fmt: skip


class Line(NamedTuple):
    """One row that says something: its cells by field, and in which column each stands."""

    sheet: str
    number: int
    cells: dict[Field, str]
    columns: dict[Field, int]

    def text(self, field: Field) -> str:
        return self.cells.get(field, "")


class Lines(NamedTuple):
    """What was read, and what was not: nothing is left out in silence."""

    units: list[Line]
    people: list[Line]
    unread: list[str]


class _Header(NamedTuple):
    row: int
    people: bool
    columns: dict[Field, int]
    others: list[str]


def lines_of(tables: list[Table]) -> Lines:
    """Raises NoHeader when no table has one."""
    units: list[Line] = []
    people: list[Line] = []
    unread: list[str] = []
    headers = [(table, _header(table)) for table in tables]
    if not any(header for _, header in headers):
        raise NoHeader
    for table, header in headers:
        if header is None:
            unread += [table.name] if any(any(row) for row in table.rows) else []
            continue
        (people if header.people else units).extend(_lines(table, header, unread))
        unread += header.others
    return Lines(units, people, unread)


def _header(table: Table) -> _Header | None:
    """The row that says most. A table with names of persons is one of people."""
    found = [
        _Header(index, people, columns, _others(row, columns))
        for index, row in enumerate(table.rows[:HEADER_WITHIN])
        for people, synonyms in ((True, OF_PEOPLE), (False, OF_UNITS))
        if (columns := _columns(row, synonyms)) and len(columns) > 1
    ]
    return max(found, key=lambda one: (len(one.columns), one.people), default=None)


def _columns(row: list[str], synonyms: dict[Field, tuple[str, ...]]) -> dict[Field, int]:
    """Empty unless the column that names the row is there."""
    words = [key(ASIDE.sub("", clean(text))) for text in row]
    taken: dict[Field, int] = {}
    for field, names in synonyms.items():
        places = (words.index(key(name)) for name in names if key(name) in words)
        column = next((one for one in places if one not in taken.values()), None)
        if column is not None:
            taken[field] = column
    named = {Field.NAME, Field.PERSON, Field.ID} & taken.keys()
    return taken if named - {Field.ID} else {}


def _others(row: list[str], columns: dict[Field, int]) -> list[str]:
    taken = columns.values()
    texts = (clean(text) for index, text in enumerate(row) if index not in taken)
    return [text for text in texts if text and text not in ("序号", "编号", "No.")]


def _lines(table: Table, header: _Header, unread: list[str]) -> Iterator[Line]:
    head = [clean(text) for text in table.rows[header.row]]
    for index, row in enumerate(table.rows[header.row + 1 :], header.row + 1):
        filled = [text for text in map(clean, row) if text]
        if not filled or [clean(text) for text in row] == head:
            continue
        if len(filled) == 1 and (index in table.labels or FOOTNOTE.match(filled[0])):
            unread.append(filled[0])
            continue
        columns = header.columns
        cells = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
        if any(cells.values()):
            yield Line(table.name, index + 1, cells, columns)
