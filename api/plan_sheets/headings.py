"""Which column of a register says what, however an office heads it."""

from __future__ import annotations

import re
from typing import NamedTuple

from api.sheets.cells import clean, key
from api.sheets.reader import Table
from contingency_plans.plan_columns import PlanColumn

HEADER_WITHIN = 20  # rows; above the header stand a title and notes
ASIDE = re.compile(r"[(（【\[].*?[)）】\]]|[*＊:：]")  # 成文日期（年月日）* is 成文日期
IGNORED = frozenset({"序号", "编号", "no.", "no", "序", "#"})
ALIASES: dict[PlanColumn, tuple[str, ...]] = {  # of two columns for one, the word named first
    PlanColumn.ID: ("系统编号", "system id"),
    PlanColumn.TITLE: (
        "预案名称", "应急预案名称", "名称", "预案", "标题", "文件名称", "预案标题", "文件标题", "题名", "title", "plan", "name",
    ),
    PlanColumn.JURISDICTION: (
        "地区", "行政区", "行政区域", "行政区划", "区域", "所属地区", "辖区", "县区", "区县", "县市区", "jurisdiction", "region", "place",
    ),
    PlanColumn.TIER: ("层级", "级别", "行政级别", "预案级别", "地区级别", "jurisdiction_level", "tier", "level"),
    PlanColumn.EDITION: ("版次", "版本", "版本号", "edition", "version"),
    PlanColumn.TYPE: ("预案类型", "预案种类", "类型", "种类", "plan_type", "type"),
    PlanColumn.CLASS: (
        "事件类别", "突发事件类别", "事件类型", "预案类别", "类别", "分类", "灾害类别", "category", "class", "event class",
    ),
    PlanColumn.SUBTYPES: ("事件小类", "事件种类", "灾种", "subtypes", "kinds of incident"),
    PlanColumn.OWNER: (
        "编制单位", "牵头单位", "责任单位", "主管单位", "牵头部门", "编制部门", "责任部门", "主管部门", "单位",
        "owner_or_issuer", "owner",
    ),
    PlanColumn.ISSUER: ("印发单位", "发文单位", "发布单位", "印发机关", "发文机关", "发布机构", "签发单位", "issuer"),
    PlanColumn.APPROVER: ("批准", "批准机关", "审批", "审批机关", "批准单位", "签发人", "审批人", "approver", "approved by"),
    PlanColumn.ISSUED: (
        "成文日期", "印发日期", "印发时间", "签发日期", "发文日期", "成文时间", "发文时间", "制定日期", "编制日期", "日期", "时间",
        "issue_date", "issued", "date", "date of issue",
    ),
    PlanColumn.NUMBER: ("文号", "发文字号", "发文号", "发文文号", "文件编号", "文件号", "doc_no", "number"),
    PlanColumn.PUBLISHED: (
        "发布日期", "公开日期", "公布日期", "发布时间", "公开时间", "上网日期", "publish_date", "published", "date of publication",
    ),
    PlanColumn.STATUS: (
        "状态", "效力", "有效性", "时效性", "效力状态", "现行状态", "废止情况", "修订情况", "替代情况", "是否有效",
        "status_or_replaces", "status",
    ),
    PlanColumn.VALID_UNTIL: ("有效期至", "有效期", "失效日期", "valid until", "valid_until"),
    PlanColumn.SECRECY: ("公开程度", "公开属性", "公开方式", "是否公开", "密级", "公开类别", "secrecy"),
    PlanColumn.NOTE: ("备注", "说明", "附注", "note", "notes", "remark", "remarks"),
}  # fmt: skip


class Header(NamedTuple):
    """`others`: columns of the sheet nobody knows, by their place."""

    row: int
    columns: dict[PlanColumn, int]
    others: dict[int, str]


def header_of(table: Table) -> Header | None:
    """The row that says most, the titles among them."""
    found = [
        Header(at, columns, _others(row, columns))
        for at, row in enumerate(table.rows[:HEADER_WITHIN])
        if PlanColumn.TITLE in (columns := _columns(row))
    ]
    return max(found, key=lambda one: len(one.columns), default=None)


def _columns(row: list[str]) -> dict[PlanColumn, int]:
    words = [key(ASIDE.sub("", clean(text))) for text in row]
    taken: dict[PlanColumn, int] = {}
    for column, names in ALIASES.items():
        places = (words.index(key(name)) for name in names if key(name) in words)
        at = next((one for one in places if one not in taken.values()), None)
        if at is not None:
            taken[column] = at
    return taken


def _others(row: list[str], columns: dict[PlanColumn, int]) -> dict[int, str]:
    heads = {at: clean(text) for at, text in enumerate(row) if at not in columns.values()}
    return {at: text for at, text in heads.items() if text and key(text) not in IGNORED}
