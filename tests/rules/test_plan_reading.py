"""登记册里的写法: numbers, dates, titles and statuses as they are found, and what is flagged."""

from __future__ import annotations

from datetime import date

import pytest

from contingency_plans.doc_number import names, numbers_named, read_number
from contingency_plans.plan_dates import read_date
from contingency_plans.plan_flags import PlanFlag, flagged, read_flag
from contingency_plans.plan_kinds import classes_in, plan_kinds, subtypes_in
from contingency_plans.plan_status import read_status
from contingency_plans.plan_subtypes import SUBTYPES
from contingency_plans.plan_titles import loose_stem, read_title, stem_of, whole_title
from domain.words import IncidentClass

MENDED, UNREAD = "number_mended", "number_unread"


@pytest.mark.parametrize(
    ("cell", "text", "flag"),
    [
        ("仑政办〔2018〕96号", "仑政办〔2018〕96号", None),
        ("宜府办函[2017]133号", "宜府办函〔2017〕133号", None),
        ("明政办(２０１１)６５号", "明政办〔2011〕65号", None),
        ("京政发〔二○一二〕3号", "京政发〔2012〕3号", None),
        ("闵建管〔2018〕第 041 号", "闵建管〔2018〕41号", None),
        ("【2023】7号", "〔2023〕7号", MENDED),
        ("(2011)65号", "〔2011〕65号", MENDED),
        ("〔202115", "〔2021〕15号", MENDED),
        ("濮经开202157", "濮经开〔2021〕57号", MENDED),
        ("濮经开〔2021〕57号(原文“濮经开202157”)", "濮经开〔2021〕57号", MENDED),
        ("市政府令第123号", "市政府令第123号", None),
        ("〔21〕5号", "", UNREAD),
        ("青政办字〔2010〕161号、青政办字〔2011〕1号", "", UNREAD),
        ("见附件", "", UNREAD),
        ("无", "", None),
        ("  ", "", None),
    ],
)
def test_a_number_is_understood_kept_as_found_and_flagged_if_it_was_mended(cell, text, flag):
    found = read_number(cell)
    assert (found.text, found.flag and found.flag.value) == (text, flag)


def test_what_a_number_looked_like_is_kept():
    assert read_number("〔202115").found == "〔202115"
    assert read_number("濮经开〔2021〕57号(原文“濮经开202157”)").found == "濮经开202157"


def test_a_number_in_a_sentence_is_that_of_its_issuer_alone():
    [said] = numbers_named("原牟政办发〔2007〕1号同时废止")
    assert names(said, "牟政办发〔2007〕1号")
    assert not names(said, "牟政办函〔2007〕1号")
    assert not names(said, "〔2007〕1号")


@pytest.mark.parametrize(
    ("cell", "first", "last", "doubt"),
    [
        ("2020-04", "2020-04-01", "2020-04-30", None),
        ("2026", "2026-01-01", "2026-12-31", None),
        ("2020年4月 日", "2020-04-01", "2020-04-30", None),
        ("二○一○年十一月二十六日", "2010-11-26", "2010-11-26", None),
        ("二ΟΟ九年", "2009-01-01", "2009-12-31", None),
        ("二〇二〇年十月三十一日", "2020-10-31", "2020-10-31", None),
        ("2020/4/1", "2020-04-01", "2020-04-01", None),
        ("2020-04-01 00:00:00", "2020-04-01", "2020-04-01", None),
        ("20200401", "2020-04-01", "2020-04-01", None),
        ("2017年12月印发", "2017-12-01", "2017-12-31", None),
        ("43971", "2020-05-20", "2020-05-20", "mended"),
        ("2024110", "2024-01-10", "2024-01-10", "mended"),
        ("2024911日", "2024-09-11", "2024-09-11", "mended"),
        ("2024111", "2024-01-11", "2024-11-01", "ambiguous"),
    ],
)
def test_a_date_says_as_much_as_the_paper(cell, first, last, doubt):
    found = read_date(cell)
    assert (str(found.date.first), str(found.date.last)) == (first, last)
    assert (found.doubt and found.doubt.value) == doubt
    assert found.date.words == cell


@pytest.mark.parametrize("cell", ["2023-02-30", "年内", "99999", "1", "2020年4月1日至5月1日"])
def test_a_date_nobody_understands_is_none_and_said_so(cell):
    assert read_date(cell) == (None, "unread")


@pytest.mark.parametrize(
    ("title", "place", "label", "stem"),
    [
        ("鄞州区防汛应急预案(2023年修订版)", "宁波市鄞州区", "2023年修订版", "防汛应急预案"),
        ("宁波市鄞州区防汛应急预案（试行）", "宁波市鄞州区", "试行", "防汛应急预案"),
        ("关于印发《忠县地震应急预案》的通知", "忠县", "", "地震应急预案"),
        ("龙驹镇2023年防汛应急预案(暂行)", "重庆市万州区龙驹镇", "2023年 暂行", "防汛应急预案"),
        ("余杭区燃气事故应急预案", "杭州市余杭区", "", "燃气事故应急预案"),
        ("碧山镇人民政府防汛应急预案", "梁平区碧山镇", "", "防汛应急预案"),
        ("青岛市气象灾害应急预案(2010)", "青岛市", "2010", "气象灾害应急预案"),
        ("危险化学品(烟花爆竹)应急预案", "青岛市", "", "危险化学品(烟花爆竹)应急预案"),
        ("忠县应急预案修订稿", "忠县", "修订稿", "应急预案"),
    ],
)
def test_the_editions_of_a_plan_have_one_stem(title, place, label, stem):
    found = read_title(title, place)
    assert (found.label, found.stem) == (label, stem)
    again = read_title(whole_title(found.title, found.label), place)
    assert again == found


def test_an_overall_plan_is_one_by_its_old_name_and_its_new():
    old, new = (f"青岛市突发{word}总体应急预案" for word in ("公共事件", "事件"))
    assert stem_of(old, "青岛市") == stem_of(new, "青岛市")


def test_titles_that_may_be_one_plan_are_alike_when_passing_words_are_gone():
    assert loose_stem("城镇燃气突发事件应急预案") == loose_stem("燃气突发事件应急预案")
    assert loose_stem("地震应急预案") != loose_stem("防汛应急预案")


def said(cell):
    status = read_status(cell)
    numbers = [f"{n.before}{n.year}-{n.number}" for one in status.abolishes for n in one.numbers]
    return {
        "over": status.over,
        "on": status.over_on,
        "by": [year for one in status.by for year in one.years],
        "abolishes": numbers + [year for one in status.abolishes for year in one.years],
        "until": status.valid_until,
        "unread": list(status.unread),
    }


NOTHING = said("")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("现行有效", {}),
        ("2012修订；四个预案同文", {}),
        ("有效期延至2021-03-25；登记号QDCR-2020-0010003", {"until": date(2021, 3, 25)}),
        ("已废止", {"over": True}),
        ("废止日期2023-10-16", {"over": True, "on": date(2023, 10, 16)}),
        ("2023年10月16日废止", {"over": True, "on": date(2023, 10, 16)}),
        ("被2018版废止", {"over": True, "by": [2018]}),
        ("被2023年修订版替代", {"over": True, "by": [2023]}),
        ("2007年版同时废止", {"abolishes": [2007]}),
        ("慈政办发〔2014〕109号同时废止", {"abolishes": ["慈政办发2014-109"]}),
        (
            "青政办字〔2010〕161号同时废止；被2021版废止",
            {"over": True, "by": [2021], "abolishes": ["青政办字2010-161"]},
        ),
        ("以省里为准", {"unread": ["以省里为准"]}),
    ],
)
def test_a_status_says_what_is_over_and_what_it_does_away_with(cell, expected):
    assert said(cell) == NOTHING | expected


def test_a_draft_and_a_validity_in_years_are_heard():
    assert read_status("征求意见稿").draft
    assert read_status("有效期5年").valid_years == 5


def test_every_kind_a_title_may_mean_has_a_name():
    meant = {subtype for kind in plan_kinds() for subtype in kind.subtypes}
    assert meant <= SUBTYPES.keys()
    assert subtypes_in("宁波市防汛防台抗旱应急预案") == ("flood", "drought", "typhoon")
    assert subtypes_in("修水县处置重大森林火灾应急预案") == ("forest_fire",)
    assert classes_in("青岛市动物疫情应急预案") == (IncidentClass.PUBLIC_HEALTH,)


def test_a_flag_keeps_the_words_as_found():
    kept = flagged(PlanFlag.NUMBER_MENDED, " 〔202115 ")
    assert read_flag(kept) == (PlanFlag.NUMBER_MENDED, "〔202115")
    assert read_flag("文号缺括号") == (None, "文号缺括号")
