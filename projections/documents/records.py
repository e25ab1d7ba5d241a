"""交接班记录、值班表: papers without a number of their own, told row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from desk.register import SHANGHAI
from domain.handover import Handover, Item, Side
from domain.roster import PlannedShift
from domain.shift import DutyPost, Shift
from projections.documents.official import WEEKDAYS, at_words, time_words
from projections.documents.paper_text import fit
from projections.handover_items import Wording

POSTS = tuple(DutyPost)  # the columns of a roster


def handover_record(
    handover: Handover, outgoing: Shift, relief: Shift, wording: Wording
) -> dict[str, Any]:
    """As it was offered, how each item was answered, and who signed when."""
    offer = handover.offer
    rows = [_item(n, one, handover, wording) for n, one in enumerate(offer.items, start=1)]
    told = {
        "title": "交接班记录",
        "outgoing": _side(outgoing, wording),
        "relief": _side(relief, wording),
        "devices": "，".join(
            f"{wording.word(one.device)}{wording.word(one.condition)}" for one in offer.devices
        ),
        "clock": _clock(handover, wording),
        "signatures": "；".join(_signatures(handover, wording)) or "未签字，未交接",
    }
    return {name: fit(words) for name, words in told.items()} | {"rows": _fit(rows)}


def _side(shift: Shift, wording: Wording) -> str:
    seats = "，".join(f"{wording.word(one.post)}{wording.name(one.person)}" for one in shift.seats)
    return f"{at_words(shift.starts)}至{at_words(shift.ends)}：{seats}"


def _clock(handover: Handover, wording: Wording) -> str:
    offset, by = handover.offer.clock_offset_seconds, handover.offer.compared_by
    if offset is None:
        return "未校"
    return f"与标准时间相差{offset}秒" + (f"，校对人{wording.name(by)}" if by else "")


def _signatures(handover: Handover, wording: Wording) -> Iterator[str]:
    for one in handover.signatures:
        side = "交班" if one.side is Side.OUTGOING else "接班"
        yield f"{side}{wording.name(one.person)}，{time_words(one.signed)}"


def _item(number: int, item: Item, handover: Handover, wording: Wording) -> list[str]:
    due = at_words(item.due_at) if item.due_at else ""
    disputed = handover.disputes.get(item.key)
    answer = "接收" if item.key in handover.accepted else "未答复"
    said = f"异议：{disputed}" if disputed else answer
    return [str(number), wording.word(item.kind), item.text, due, said]


def roster(first: date, shifts: Iterable[PlannedShift], wording: Wording) -> dict[str, Any]:
    """Of the month that begins on `first`: its shifts in order."""
    rows = [_shift(one, wording) for one in shifts]
    return {"title": f"{first.year}年{first.month}月值班表", "rows": _fit(rows)}


def _shift(shift: PlannedShift, wording: Wording) -> list[str]:
    day, ends = _day(shift), shift.ends.astimezone(SHANGHAI)
    later = (ends.date() - day).days
    until = ("", "次日")[later] if later < 2 else f"{ends.month}月{ends.day}日"
    return [
        f"{day.month}月{day.day}日",
        WEEKDAYS[day.weekday()],
        f"{shift.starts.astimezone(SHANGHAI):%H:%M}至{until}{ends:%H:%M}",
        *(_held(shift, post, wording) for post in POSTS),
    ]


def _held(shift: PlannedShift, post: DutyPost, wording: Wording) -> str:
    return "、".join(wording.name(one.person) for one in shift.seats if one.post is post)


def _day(shift: PlannedShift) -> date:
    return shift.starts.astimezone(SHANGHAI).date()


def _fit(rows: list[list[str]]) -> list[list[str]]:
    return [[fit(cell) for cell in row] for row in rows]
