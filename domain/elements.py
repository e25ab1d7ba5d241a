"""报告要素: the eleven elements of a written report, and which of them a text still lacks.

国务院办公厅《关于切实加强突发事件信息报告工作的通知》(2015-07-31) and the practice that follows it: what a first, a
follow-up and a final report must hold; the rest of a first report may follow as it becomes known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from domain.words import IncidentClass, Stage


class Element(StrEnum):
    """In the order of a report."""

    TIME = "time"  # 时间
    PLACE = "place"  # 地点
    SOURCE = "source"  # 信息来源
    CAUSE = "cause"  # 起因和性质
    COURSE = "course"  # 基本过程
    CONSEQUENCES = "consequences"  # 已造成的后果
    SCOPE = "scope"  # 影响范围
    TREND = "trend"  # 发展趋势
    RESPONSE = "response"  # 处置情况（含领导到位）
    MEASURES = "measures"  # 拟采取的措施
    ADVICE = "advice"  # 下一步工作建议
    UNIT_PROFILE = "unit_profile"  # 事故发生单位概况: 493号令 第十二条
    REPORTER = "reporter"  # 报告单位和联系方式: 食品安全
    RESCUE_INPUT = "rescue_input"  # 救援投入: 自然灾害
    NEEDS = "needs"  # 需求和困难: 自然灾害


ELEVEN = tuple(Element)[:11]
HEADINGS: dict[Element, str] = {
    Element.TIME: "时间",
    Element.PLACE: "地点",
    Element.SOURCE: "信息来源",
    Element.CAUSE: "起因和性质",
    Element.COURSE: "基本过程",
    Element.CONSEQUENCES: "已造成的后果",
    Element.SCOPE: "影响范围",
    Element.TREND: "发展趋势",
    Element.RESPONSE: "处置情况",
    Element.MEASURES: "拟采取的措施",
    Element.ADVICE: "下一步工作建议",
    Element.UNIT_PROFILE: "事故单位概况",
    Element.REPORTER: "报告单位",
    Element.RESCUE_INPUT: "救援投入",
    Element.NEEDS: "需求和困难",
}
STORY = frozenset({Element.TIME, Element.PLACE, Element.SOURCE, Element.COURSE})  # told once
REQUIRED: dict[Stage, frozenset[Element]] = {
    Stage.FIRST: frozenset(
        {Element.TIME, Element.PLACE, Element.SOURCE, Element.CONSEQUENCES, Element.RESPONSE}
    ),
    Stage.FOLLOW_UP: frozenset(
        {
            Element.CAUSE,
            Element.CONSEQUENCES,
            Element.SCOPE,
            Element.TREND,
            Element.RESPONSE,
            Element.MEASURES,
            Element.ADVICE,
        }
    ),
    Stage.FINAL: frozenset(ELEVEN),
}
MARKS = (*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五")
UNCHECKED = frozenset({"待核", "不详", "待查", "核实中"})
LINE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*([^：:\s]{2,8})[：:][^\S\n]*(.*)$", re.MULTILINE
)


def special(klass: IncidentClass, subtype: str) -> tuple[Element, ...]:
    """What this kind of incident asks for beside the eleven (493号令 第十二条, 食品安全, 自然灾害快报)."""
    if subtype == "food_poisoning":
        return (Element.REPORTER,)
    if klass is IncidentClass.NATURAL_DISASTER:
        return (Element.RESCUE_INPUT, Element.NEEDS)
    at_a_unit = klass is IncidentClass.ACCIDENT and subtype != "environment"
    return (Element.UNIT_PROFILE,) if at_a_unit else ()


def outline(
    known: Mapping[Element, str],
    stage: Stage = Stage.FIRST,
    more: tuple[Element, ...] = (),
) -> str:
    """A draft with a line for every element, filled where something is known. A follow-up does not tell the story again."""
    told = STORY if stage is Stage.FOLLOW_UP else frozenset()
    asked = [one for one in (*ELEVEN, *more) if one not in told]
    return "\n".join(
        f"{mark}、{HEADINGS[one]}：{known.get(one, '')}"
        for mark, one in zip(MARKS, asked, strict=False)
    )


def given(text: str) -> frozenset[Element]:
    """The elements with a word behind their heading. What is still being checked (待核) is not given."""
    said = {heading: words.strip() for heading, words in LINE.findall(text)}
    return frozenset(one for one in Element if _is_word(said.get(HEADINGS[one], "")))


def missing(text: str, stage: Stage, more: tuple[Element, ...] = ()) -> tuple[Element, ...]:
    """The required elements that are not given, in order. A text without headings lacks them all."""
    required = REQUIRED.get(stage, frozenset())
    asked = required | (frozenset(more) if required else frozenset())
    there = given(text)
    return tuple(one for one in Element if one in asked and one not in there)


def owed(sent: Iterable[tuple[Stage, str]], more: tuple[Element, ...] = ()) -> tuple[Element, ...]:
    """What the reports sent on one hop still owe: asked for by one of them, and given by none."""
    texts = list(sent)
    there = frozenset[Element]().union(*(given(text) for _, text in texts))
    asked = {one for stage, text in texts for one in missing(text, stage, more)}
    return tuple(one for one in Element if one in asked and one not in there)


def _is_word(words: str) -> bool:
    return bool(words) and words not in UNCHECKED
