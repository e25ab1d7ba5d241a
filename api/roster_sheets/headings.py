"""What the words above a column, or beside a row, of a roster mean: a day, a shift, a post, or nothing we keep."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from api.sheets.cells import clean, half_width, key
from domain.shift import DutyPost

CHARS_MAX = 40  # longer is a sentence
ASIDE = re.compile(r"[(（【\[].*?[)）】\]]|[*:：]|\s")
AND_MORE = re.compile(r"(?<=.)(?:及|和|与|、|/|\n).*")  # 带班领导及电话 names the leader
DAY = re.compile(r"(?:值班|带班)?日期(?:时间|星期)?|值班日|年月日|月日|date|day")
TIME = re.compile(r"(?:值班|带班)?时间|time")
SHIFT = re.compile(r"(?:起止|班次)时间|(?:值班)?时段|班[次别时种]|值班类别|shift|hours")
WEEKDAY = re.compile(r"星期|周|周[几次]|礼拜|weekday")
NOT_A_NAME = re.compile(
    r".*(?:电话|手机|手机号|号码|方式|传真|职务|职位|职称|单位|部门|科室|处室|主体|备注|说明|地点|签[名字]|记录"
    r"|天气|等级|情况|批准人|审批|制表|(?:分管|主管|包联|包片|联系|审批|签发)领导|phone|mobile|fax|post|unit|notes?|changes?|approvedby)|序号|编号|no\."
)
OF_SHIFT = re.compile(r"(?<!值)[早中晚白夜日]班|大夜|小夜|白天|夜间|晚间|全天|上午|下午")
POSTS: tuple[tuple[str, DutyPost | None], ...] = (  # the first that is found
    (r"总带班|总值班|总负责|总指挥|overall", DutyPost.OVERALL_LEADER),
    (r"驻地|二线带班|备勤领导|oncall", DutyPost.DUTY_LEADER_ON_CALL),
    (r"带班|代班|领导|责任领导|leader", DutyPost.DUTY_LEADER_ON_SITE),
    (r"备班|备勤|备员|后备|机动|替班|standby", DutyPost.STANDBY),
    (r"副班|副值|辅班|跟班|岗$|second", DutyPost.SECOND_OFFICER),
    (r"主班|主值|正班|值班长|值班主任|值班组长|leadofficer", DutyPost.LEAD_OFFICER),
    (
        r"值班[员人]|值守|值班干部|值班同志|值班$|姓名|人员|干部|责任人|officers?$|^name|people",
        None,
    ),
)


class Kind(StrEnum):
    DAY = "day"
    WEEKDAY = "weekday"
    TIME = "time"  # of the days, or of the hours where another column has the days
    SHIFT = "shift"
    PEOPLE = "people"
    ASIDE = "aside"


KINDS = {
    Kind.DAY: DAY,
    Kind.TIME: TIME,
    Kind.SHIFT: SHIFT,
    Kind.WEEKDAY: WEEKDAY,
    Kind.ASIDE: NOT_A_NAME,
}


class Heading(NamedTuple):
    """`post`: None where the first named is the lead officer. `shift`: of a column of its own, as typed."""

    kind: Kind
    post: DutyPost | None = None
    shift: str = ""


@lru_cache(maxsize=4_096)
def heading_of(text: str) -> Heading | None:
    """None: blank, a sentence, or no word of a roster."""
    typed = half_width(clean(text))
    word = AND_MORE.sub("", ASIDE.sub("", typed)).casefold()
    if not word or len(typed) > CHARS_MAX:
        return None
    kind = next((one for one, pattern in KINDS.items() if pattern.fullmatch(word)), None)
    return Heading(kind) if kind else _of_people(typed, word)


def _of_people(typed: str, word: str) -> Heading | None:
    shift = typed if OF_SHIFT.search(word) else ""
    for pattern, post in POSTS:
        if re.search(pattern, word):
            return Heading(Kind.PEOPLE, post, shift)
    return Heading(Kind.PEOPLE, None, shift) if shift else None


def under(upper: Heading | None, lower: Heading | None) -> Heading | None:
    """Of two header rows: 白班 over 主班, 带班领导 over 姓名."""
    if upper is None or upper.kind is not Kind.PEOPLE or lower is None:
        return lower or upper
    if lower.kind is not Kind.PEOPLE:
        return lower
    return Heading(Kind.PEOPLE, lower.post or upper.post, lower.shift or upper.shift)


def is_serial(text: str) -> bool:
    return key(text) in ("序号", "编号", "no.", "")
