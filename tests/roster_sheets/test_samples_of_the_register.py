"""Lists of those who answer, and of duty phones, that offices send with their rosters, are read into the register."""

from __future__ import annotations

from domain.words import Tier
from tests.support.sheets import CITY, a_csv, a_unit, a_workbook, look, says, states

CITY_DESK = a_unit("云州市政府应急办", Tier.CITY)
DISTRICTS = [a_unit(f"{name}政府办公室", Tier.COUNTY) for name in ("临江区", "山阳区", "东岭县")]


def test_those_answerable_stand_in_groups_and_names_of_two_have_a_space_inside():  # R2
    def merge(workbook):
        workbook["名单"].merge_cells("A2:A4")

    rows = [
        ("分组", "责任主体", "第一责任人"),
        ("云州市", "云州市政府应急办", "贾志扬"),
        ("", "临江区政府办公室", "杜 胜"),
        ("", "山阳区政府办公室", "马　青"),
        ("东岭县", "东岭县政府办公室", "王耀武"),
    ]
    shown = look(a_workbook(merge, 名单=rows), [CITY_DESK, *DISTRICTS], [])
    assert states(shown) == ["new"] * 4
    assert [row.name for row in shown.rows] == ["贾志扬", "杜胜", "马青", "王耀武"]
    assert shown.unread == ["分组"]


def test_a_duty_room_and_its_phones_are_a_row_of_the_units():  # R3
    rows = ("单位", "值班电话", "传真"), ("云州市", "3246119", "3245119")
    [row] = look(a_csv(*rows)).rows
    assert says(row) == "值班电话 — → 3246119；传真 — → 3245119"


def test_phones_by_the_hour_are_two_units_of_one_duty():  # R4
    rows = [
        ("时段", "承办单位", "名称", "层级", "类别", "上级单位", "电话", "传真"),
        ("正常上班时间", "", "市应急办应急处置科", "单位", "部门", "云州市", "2308771", "2300728"),
        ("下班时间、节假日", "", "市政府值班室", "市级", "政府", "云州市", "2307722", "2307721"),
    ]
    shown = look(a_csv(*rows), [CITY], [])
    assert [row.does[0].profile.duty_phone for row in shown.rows] == ["2308771", "2307722"]
    assert shown.unread == ["时段", "承办单位"]
