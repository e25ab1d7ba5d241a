"""A real register, dirty as it was found: what it becomes row by row, and the same in every kind of file."""

from __future__ import annotations

import pytest

from api.plan_sheets.refusals import NoPlanList
from api.plan_sheets.report import as_data
from contingency_plans.plan_register import RowStanding
from tests.plan_sheets.conftest import FOUND, as_csv, as_xlsx, found_rows, looked_at


def test_its_plans_versions_and_what_replaces_what_are_found(found):
    data = as_data(found)
    assert (data["rows"], data["plans"], data["versions"]) == (108, 102, 108)
    assert data["standings"]["new_version"] == 6
    assert [(one["row"], one["by_row"]) for one in data["replaced"]] == [
        (3, 2), (57, None), (65, 89), (70, 64), (73, 74), (74, 75), (89, 90), (93, 92),
    ]  # fmt: skip
    assert data["undecided"] == []
    assert data["shared_numbers"] == {"忠府办发〔2022〕31号": 3, "青政办字〔2012〕35号": 4}


def test_what_was_mended_or_not_understood_is_flagged_with_its_row_and_as_found(found):
    flags = [(one["row"], one["flag"], one["found"]) for one in as_data(found)["flags"]]
    assert flags == [
        (8, "tier_unread", "开发区"),
        (13, "number_mended", "濮经开202157"),
        (13, "tier_unread", "开发区"),
        (14, "number_mended", "〔201746"),
        (16, "number_mended", "〔202115"),
        (22, "number_mended", "〔202532"),
        (26, "number_mended", "〔201165"),
        (27, "tier_unread", "开发区"),
        (100, "tier_unread", "开发区"),
        (103, "number_mended", "〔202025"),
    ]


def test_the_same_file_again_changes_nothing(standing):
    again = looked_at(FOUND, standing)
    assert again.count(RowStanding.SAME) == 108
    assert not again.changing
    assert again.shelf == standing.plans


ROWS = found_rows()
HEADED = {
    "jurisdiction": "行政区域", "jurisdiction_level": "级别", "title": "应急预案名称（全称）*",
    "plan_type": "预案种类", "category": "突发事件类别", "owner_or_issuer": "牵头单位",
    "issue_date": "印发时间", "doc_no": "发文字号", "publish_date": "公开日期",
    "status_or_replaces": "时效性", "note": "备注",
}  # fmt: skip


def otherwise_headed():
    head, *rows = ROWS
    order = sorted(range(len(head)), key=lambda at: head[at], reverse=True)
    named = [["某市应急预案目录"], [], ["序号", *(HEADED[head[at]] for at in order)]]
    return named + [[str(n), *(row[at] for at in order)] for n, row in enumerate(rows, 1)]


@pytest.mark.parametrize(
    "content",
    [
        as_csv(ROWS, "gb18030"),
        as_csv(ROWS, "utf-16"),
        as_xlsx(ROWS),
        as_csv(otherwise_headed()),
        as_xlsx(otherwise_headed()),
    ],
    ids=["gbk", "utf-16", "xlsx", "other columns", "other columns, xlsx"],
)
def test_another_file_of_the_same_rows_is_the_same_register(content, standing):
    shown = looked_at(content, standing, "目录.xlsx" if content[:2] == b"PK" else "目录.csv")
    assert len(shown.rows) == 108
    assert not shown.changing


def test_titles_alone_are_a_register_and_what_is_guessed_is_said():
    shown = looked_at(as_csv([["预案名称"], ["江门市地震应急预案"], ["某镇防汛应急预案"]]))
    assert [one.outcome.profile.subtypes for one in shown.rows] == [("earthquake",), ("flood",)]
    assert all(one.flags for one in shown.rows)


def test_what_says_nothing_of_a_plan_is_told_and_unknown_columns_go_with_the_notes():
    shown = looked_at(
        as_xlsx([["预案名称", "联系人"], ["甲市地震应急预案", "张三"], ["", "李四"], ["说明：略"]])
    )
    assert [one.outcome.version.note for one in shown.rows] == ["联系人：张三"]
    assert shown.lines.noted == ("联系人",)
    assert shown.lines.unread == [(3, "李四"), (4, "说明：略")]


@pytest.mark.parametrize("rows", [[["a", "b"], ["1", "2"]], [["文号"], ["甲〔2020〕1号"]]])
def test_a_sheet_without_titles_is_no_register(rows):
    with pytest.raises(NoPlanList):
        looked_at(as_csv(rows))
