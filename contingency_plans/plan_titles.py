"""预案名称: the title without its edition, the edition, and the stem by which all versions of one plan are one plan."""

from __future__ import annotations

import re
from typing import NamedTuple

from contingency_plans.plan_typed import key, plain

QUOTED = re.compile(r"《([^《》]*(?:预案|方案|办法|规定)[^《》]*)》")
YEAR = r"(?:19|20)\d\d"
DRAFT_WORD = r"征求意见稿|意见征求稿|公开征求意见|送审稿|报审稿|讨论稿|草案|初稿|试用稿"
EDITION_WORD = (
    rf"{YEAR}年?度?(?:第?[一二三四五六七八九十\d]+次)?|{DRAFT_WORD}|试行|暂行|第[一二三四五六七八九十\d]+[版次]"
    r"|(?:最?新)?(?:修订|修正|修编|修改)(?:版|稿|本)?|新?版|简版|简本|发布稿|正式稿|(?:公开|精简)版|印发稿"
)
EDITION = rf"(?:(?:{EDITION_WORD})[\s、,·;]*)+"
BRACKETED = re.compile(rf"\(({EDITION})\)\s*$")
AT_END = re.compile(r"(?<=案)\s*((?:修订|修正|征求意见|送审)(?:版|稿|本)|试行稿?|暂行)$")
YEAR_INSIDE = re.compile(rf"({YEAR}年度?)(?=.*(?:预案|方案))")
DRAFT = re.compile(DRAFT_WORD)
PLACE_ENDS = "省市区县州盟旗镇乡"
OFFICE = re.compile(r"^(?:人民)?政府(?:办公[室厅])?|^(?:党工委|管理?委员?会|管委会)")
SAME_PLAN = (
    ("突发公共事件总体", "突发事件总体"),
    ("应急救援预案", "应急预案"),
    ("应急处置预案", "应急预案"),
)
LOOSE = re.compile(
    r"处置|突发性?|应急|救援|预案|事件|事故|灾难|公共|城市|城镇|专项|部门|工作|重大|特别|安全|生产|[()的与和及、]"
)


class PlanTitle(NamedTuple):
    """`label`: the edition, as the title names it."""

    title: str
    label: str
    stem: str


def read_title(cell: str, jurisdiction: str) -> PlanTitle:
    line = plain(cell)
    if (quoted := QUOTED.search(line)) and not line.startswith(quoted[1]):
        line = quoted[1]  # 关于印发《…》的通知
    editions: list[str] = []
    while (found := BRACKETED.search(line) or AT_END.search(line)) and found.start():
        editions.insert(0, found[1].strip())
        line = line[: found.start()].rstrip()
    title = line
    if inside := YEAR_INSIDE.search(line):
        editions.insert(0, inside[1])
        line = line[: inside.start()] + line[inside.end() :]
    return PlanTitle(title, " ".join(editions), stem_of(line, jurisdiction))


def whole_title(title: str, label: str) -> str:
    """As a register writes it: read again it is the same title and label."""
    outside = " ".join(one for one in label.split() if one not in title)
    return f"{title}({outside})" if outside else title


def stem_of(title: str, jurisdiction: str) -> str:
    """Without the place, which the title may write whole, in part or not at all; the plan is of one place anyway."""
    line = _without_place(key(title), jurisdiction)
    for written, meant in SAME_PLAN:
        line = line.replace(written, meant)
    return line


def loose_stem(stem: str) -> str:
    """What is left when words are gone that come and go between editions: two alike may be one plan."""
    return LOOSE.sub("", stem)


def label_year(label: str) -> int | None:
    found = re.search(YEAR, label)
    return int(found[0]) if found else None


def _without_place(line: str, jurisdiction: str) -> str:
    place = key(jurisdiction)
    after = (at + 1 for at, one in enumerate(place) if one in PLACE_ENDS)
    for start in (0, *after):
        named = place[start:]
        if len(named) > 1 and line.startswith(named) and len(line) > len(named):
            return OFFICE.sub("", line[len(named) :]) or line
    return line
