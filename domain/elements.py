"""报告要素: the eleven elements of a written report, and which of them a text still lacks.

国务院办公厅《关于切实加强突发事件信息报告工作的通知》(2015-07-31) and the practice that follows it: what a first, a
follow-up and a final report must hold; the rest of a first report may follow as it becomes known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from domain.words import Stage


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
}
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
    Stage.FINAL: frozenset(Element),
}
LINE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*([^：:\s]{2,8})[：:][^\S\n]*(.*)$", re.MULTILINE
)


def outline(known: Mapping[Element, str]) -> str:
    """A draft with a line for every element, filled where something is known."""
    numbers = "一二三四五六七八九十"
    marks = (*numbers, "十一")
    return "\n".join(
        f"{mark}、{HEADINGS[one]}：{known.get(one, '')}"
        for mark, one in zip(marks, Element, strict=True)
    )


def missing(text: str, stage: Stage) -> tuple[Element, ...]:
    """The required elements without a word behind their heading, in order. A text without headings lacks them all."""
    said = {heading: words.strip() for heading, words in LINE.findall(text)}
    required = REQUIRED.get(stage, frozenset())
    return tuple(one for one in Element if one in required and not said.get(HEADINGS[one]))
