"""What becomes of each person of a sheet: who is meant, and which posts are taken."""

from __future__ import annotations

import pytest

from tests.support.sheets import (
    COUNTY,
    HE,
    PEOPLE,
    REGISTERED_PEOPLE,
    TOWN,
    ZHOU,
    a_csv,
    a_person,
    a_workbook,
    look,
    says,
    states,
    taken_in,
)

DATED = (*PEOPLE, "任职日期")


def the_rows(*rows, header=PEOPLE, people=REGISTERED_PEOPLE):
    return look(a_csv(header, *rows), people=people).rows


def the_row(*cells, **more):
    [row] = the_rows(cells, **more)
    return row


def test_somebody_nobody_knows_is_new():
    row = the_row("李四", "青石镇", "13900000009", "")
    assert (row.state.value, row.name, row.under) == ("new", "李四", "青石镇人民政府")
    assert row.does[0].profile.unit == TOWN.id


def test_a_person_is_known_by_unit_and_name_and_may_get_a_new_phone():
    row = the_row("周 敏", "临江区", "13900000088", "主班")
    assert (row.state.value, says(row)) == ("changed", "电话 13900000001 → 13900000088")
    assert row.does[0].person == ZHOU.id


def test_a_person_is_known_by_name_and_phone_in_a_new_unit():
    row = the_row("何志远", "临江区", "139-0000-0002", "副班")
    assert row.does[0].person == HE.id
    assert says(row).startswith("单位 青石镇人民政府 → 临江区人民政府；")


def test_two_of_one_name_in_one_unit_are_told_apart_by_their_phones():
    rows = [("张伟", "青石镇", "13900000005", ""), ("张伟", "青石镇", "13900000006", "")]
    first, second = the_rows(*rows)
    assert first.does[0].person != second.does[0].person
    people = taken_in(look(a_csv(PEOPLE, *rows)))[1]
    assert [row.state.value for row in the_rows(*rows, people=people)] == ["same", "same"]
    unclear = the_row("张伟", "青石镇", "", "副班", people=people)
    assert says(unclear) == "A列 姓名：该单位不止一人叫这个名字，请填手机号或系统编号"


def test_a_phone_that_another_line_still_has_is_not_taken_from_its_owner():
    rows = [("周敏", "临江区", "13900000077", ""), ("周敏", "临江区", "13900000001", "")]
    other, zhou = the_rows(*rows)
    assert (other.state.value, zhou.state.value) == ("new", "same")


def test_a_second_line_without_a_phone_is_the_same_person_in_another_post():
    rows = [("李四", "青石镇", "13900000009", "副镇长"), ("李四", "青石镇", "", "主班")]
    first, second = the_rows(*rows)
    assert first.does[0].person == second.does[0].person
    assert second.does[0].profile.phone == "13900000009"


def test_a_post_held_already_is_not_taken_again_and_a_new_one_is():
    assert the_row("周敏", "临江区", "", "主班").state.value == "same"
    row = the_row("周敏", "临江区", "", "主班；科长", "2026-11-01", header=DATED)
    assert [does.post for does in row.does] == ["科长"]
    assert says(row) == "任 科长（2026-11-01 起）"


def test_another_date_for_a_post_held_already_is_answered_and_not_done():
    row = the_row("周敏", "临江区", "", "主班", "2026-01-01", header=DATED)
    assert row.state.value == "same"
    assert says(row) == "已任 主班（2026-11-24 起），任职日期不改"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("", "青石镇", "13900000009", ""), "A列 姓名：必须填写"),
        (("李四", "", "13900000009", ""), "B列 单位：必须填写"),
        (("李四", "黑石镇", "", ""), "B列 单位：在册单位和本表中都没有“黑石镇”"),
        (("李四", "青石镇", "1390000000", ""), "C列 电话：电话写法不认识“1390000000”"),
        (
            ("李四", "青石镇", "", "主班", "去年"),
            "E列 任职日期：日期写法不认识“去年”，可写 2026-11-24",
        ),
        (
            ("李四", "青石镇", "", "主班", "2026-02-30"),
            "E列 任职日期：日期写法不认识“2026-02-30”，可写 2026-11-24",
        ),
        (("李四", "青石镇", "", "", "2026-02-03"), "D列 职务：必须填写"),
    ],
)
def test_a_wrong_cell_is_named_with_its_column_and_why(cells, message):
    row = the_row(*cells, header=DATED)
    assert (row.state.value, says(row)) == ("wrong", message)


def test_a_missing_column_is_named_without_a_letter():
    assert says(the_row("李四", "13900000009", header=("姓名", "手机"))) == "—列 单位：必须填写"


def test_the_same_line_twice_is_wrong_the_second_time():
    line = ("李四", "青石镇", "", "主班")
    first, second = the_rows(line, line)
    assert (first.state.value, says(second)) == ("new", "A列 姓名：与第 2 行重复")


def test_people_of_a_unit_with_a_wrong_cell_are_not_blamed_for_it():
    units = [("单位名称", "层级", "类别"), ("青石镇", "村级", ""), ("红旗厂", "", "企业")]
    people = [PEOPLE, ("李四", "青石镇"), ("王五", "红旗厂")]
    shown = look(a_workbook(单位=units, 人员=people))
    assert states(shown) == ["wrong", "wrong", "new", "new"]


def test_a_person_revised_by_id_keeps_what_the_line_leaves_blank():
    header = (*PEOPLE, "系统编号")
    row = the_row("周小敏", "", "", "", str(ZHOU.id), header=header)
    profile = row.does[0].profile
    assert (profile.name, profile.unit, profile.phone) == ("周小敏", COUNTY.id, "13900000001")
    unknown = the_row("周小敏", "", "", "", str(COUNTY.id), header=header)
    assert says(unknown) == "E列 系统编号：系统编号不在册；B列 单位：必须填写"


def test_the_same_sheet_taken_in_twice_changes_nothing():
    lines = [
        ("周敏", "临江区", "13900000088", "主班"),
        ("何志远", "临江区", "13900000002", "副班、科长"),
        ("李四", "青石镇", "", "主班"),
        ("李四", "青石镇", "", "副镇长"),
    ]
    content = a_csv(PEOPLE, *lines)
    people = taken_in(look(content))[1]
    again = look(content, people=people)
    assert states(again) == ["same"] * 4
    assert not again.changing


def test_a_phone_kept_by_the_register_is_not_asked_about_its_shape():
    odd = a_person("马奎", TOWN, "见值班表")
    row = the_row("马奎", "青石镇", "见值班表", "", people=[odd])
    assert row.state.value == "same"


def test_whoever_the_sheet_has_renamed_no_longer_answers_to_the_old_name():
    rows = [
        ("周小敏", "", "", "", str(ZHOU.id)),
        ("周敏", "临江区", "13900000066", "副班", ""),
    ]
    renamed, other = the_rows(*rows, header=(*PEOPLE, "系统编号"))
    assert renamed.does[0].person == ZHOU.id
    assert (other.state.value, other.does[0].person == ZHOU.id) == ("new", False)
