"""What a draft still lacks: a heading without a word is no element, and a final report needs all eleven."""

from __future__ import annotations

import pytest

from domain.elements import Element, given, missing, outline, owed, special
from domain.words import IncidentClass, Stage

KNOWN = {
    Element.TIME: "11月24日02时45分，03时01分接报",
    Element.PLACE: "青石镇远帆化工厂区",
    Element.SOURCE: "青石镇值班室电话",
    Element.CONSEQUENCES: "被困2人",
}


def test_an_outline_has_a_line_for_each_and_says_what_is_known():
    text = outline(KNOWN)
    assert text.splitlines()[0] == "一、时间：11月24日02时45分，03时01分接报"
    assert text.splitlines()[10] == "十一、下一步工作建议："
    assert len(text.splitlines()) == 11


def test_a_first_report_lacks_what_nobody_has_written_yet():
    assert missing(outline(KNOWN), Stage.FIRST) == (Element.RESPONSE,)
    whole = outline(KNOWN | {Element.RESPONSE: "消防到场，副区长已到岗"})
    assert missing(whole, Stage.FIRST) == ()


@pytest.mark.parametrize(("stage", "count"), [(Stage.FOLLOW_UP, 6), (Stage.FINAL, 7)])
def test_later_reports_ask_for_more(stage, count):
    assert len(missing(outline(KNOWN), stage)) == count


def test_words_without_headings_and_headings_of_another_hand():
    assert missing("化工厂爆炸，正在处置。", Stage.FIRST) == (
        Element.TIME,
        Element.PLACE,
        Element.SOURCE,
        Element.CONSEQUENCES,
        Element.RESPONSE,
    )
    assert missing("1. 时间: 今晨\n地点：青石镇", Stage.FIRST)[0] is Element.SOURCE
    assert missing("", Stage.SUPPLEMENT) == ()


def test_a_follow_up_does_not_tell_the_story_again():
    lines = outline(KNOWN, Stage.FOLLOW_UP).splitlines()
    assert len(lines) == 7
    assert lines[0] == "一、起因和性质："
    assert not [one for one in lines if "时间" in one or "基本过程" in one]


@pytest.mark.parametrize(
    ("klass", "subtype", "more"),
    [
        (IncidentClass.ACCIDENT, "mine", (Element.UNIT_PROFILE,)),
        (IncidentClass.ACCIDENT, "environment", ()),
        (IncidentClass.PUBLIC_HEALTH, "food_poisoning", (Element.REPORTER,)),
        (IncidentClass.NATURAL_DISASTER, "flood", (Element.RESCUE_INPUT, Element.NEEDS)),
        (IncidentClass.SOCIAL_SECURITY, "", ()),
    ],
)
def test_some_kinds_of_incident_ask_for_more(klass, subtype, more):
    assert special(klass, subtype) == more
    assert set(more) <= set(missing(outline(KNOWN), Stage.FIRST, more))
    assert outline(KNOWN, more=more).count("\n") == 10 + len(more)


@pytest.mark.parametrize("unchecked", ["待核", "不详", " 待查 ", "核实中"])
def test_what_is_still_being_checked_is_not_given(unchecked):
    assert Element.PLACE in missing(f"地点：{unchecked}", Stage.FIRST)
    assert given("地点：青石镇") == {Element.PLACE}


def test_what_one_report_left_out_a_later_one_supplies():
    first, later = outline(KNOWN), outline({Element.RESPONSE: "消防到场"}, Stage.FOLLOW_UP)
    assert owed([(Stage.FIRST, first)]) == (Element.RESPONSE,)
    still = owed([(Stage.FIRST, first), (Stage.FOLLOW_UP, later)])
    assert Element.RESPONSE not in still
    assert Element.TREND in still
    assert owed([]) == ()


def test_what_a_kind_of_incident_asks_for_is_owed_only_where_it_is_asked():
    whole = outline(dict.fromkeys(Element, "已核实"))
    more = (Element.UNIT_PROFILE,)
    assert owed([(Stage.FINAL, whole)], more) == more
    assert owed([(Stage.FINAL, whole)]) == ()
    assert missing("", Stage.SUPPLEMENT, more) == ()
