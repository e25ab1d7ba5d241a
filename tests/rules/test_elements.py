"""What a draft still lacks: a heading without a word is no element, and a final report needs all eleven."""

from __future__ import annotations

import pytest

from domain.elements import Element, missing, outline
from domain.words import Stage

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
