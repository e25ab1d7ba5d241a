"""What a message says: who must do what by when, whether it is real, and how to take it over. Fits one SMS."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from desk.register import SHANGHAI
from domain.notice import RingCause
from domain.words import Stage
from escalation.channels.modem_text import SMS_MAX, units
from escalation.ringing import Owed, Ringing

OFFICE, EXERCISE, TEST = "【首报】", "【演练】", "【试叫】"
STAGES = {
    Stage.FIRST: "首报",
    Stage.FOLLOW_UP: "续报",
    Stage.FINAL: "终报",
    Stage.SUPPLEMENT: "补报",
}
CAUSES = {
    RingCause.STEP: "",
    RingCause.GRAVE: "重大事件 ",
    RingCause.PROMISE_OVER: "承诺时间已到 ",
    RingCause.PASSED_ON: "已换班，请接手 ",
    RingCause.SIGNATURE: "请签发报告 ",
    RingCause.SIGNATURE_OVER: "报告待签超时 ",
    RingCause.ABSENCE: "",
}
BY_REPLY = "。回复1我来办(10分钟)"
BY_CALL = "。请即回电值班室应答"
UNTITLED, ABSENT = "突发事件", "到岗时间已过未到岗："
ASKS = "：，"
CUT = "…"
LOST = "(或已办)"  # due before the log was put back; one SMS has no room for more
NAME_MAX = 8


class Words(NamedTuple):
    subject: str
    short: str
    long: str


def words_of(ringing: Ringing, *, link: str = "", replies: bool = False) -> Words:
    before = _mark(ringing) + CAUSES[ringing.cause]
    title, must = _title(ringing), _must(ringing)
    answer = _answer(link, replies, before + CUT + must)
    long = (before + title, f"{ringing.name} {must.lstrip(ASKS)}".strip(), _ways(link, replies))
    return Words(
        subject=f"{_mark(ringing)}叫应 {title}",
        short=_fitting(before, title, must + answer),
        long="\n".join(long),
    )


def storm_words(some: Sequence[Ringing], *, link: str = "", replies: bool = False) -> Words:
    """One message for many: how many, and where to look."""
    mark = _mark(some[0])
    matters = len({one.about for one in some})
    kind = "件事" if any(one.absent for one in some) else "起事件"
    owed = [one.owed for one in some if one.owed]
    first = f"，最早{_hm(min(one.due_at for one in owed))}前" if owed else ""
    text = f"{mark}{len(some)}条叫应，涉{matters}{kind}{first}，请看值班台或致电值班室"
    titles = dict.fromkeys(_title(one) for one in some)
    long = "\n".join((text, *titles, _ways(link, replies)))
    return Words(f"{mark}叫应 {len(some)}条", text + _answer(link, replies, text), long)


def trial_words(channel: str, at: datetime) -> Words:
    text = f"{OFFICE}{TEST}{channel} {_hm(at)} 不是真事，收到无须处理"
    return Words(f"{OFFICE}{TEST}{channel}", text, text)


def _title(ringing: Ringing) -> str:
    if ringing.absent:
        return f"{ABSENT}{'、'.join(ringing.absent)}"
    return ringing.title or UNTITLED


def _mark(ringing: Ringing) -> str:
    return OFFICE + EXERCISE if ringing.waking.exercise else OFFICE


def _must(ringing: Ringing) -> str:
    if ringing.absent:
        himself = ringing.name in ringing.absent
        return "，请立即到岗或致电值班室" if himself else "，请安排人员到岗"
    if ringing.owed is None:
        return "，请知悉并到位"
    more = f"，共{ringing.clocks}项" if ringing.clocks > 1 else ""
    return f"：{_report(ringing.owed)}{more}"


def _report(owed: Owed) -> str:
    who, whom = owed.who[:NAME_MAX], owed.whom[:NAME_MAX]
    lost = LOST if owed.lost else ""
    return f"{who}报{whom}{STAGES[owed.stage]}，{_hm(owed.due_at)}前{lost}"


def _answer(link: str, replies: bool, before: str) -> str:
    """The link where it fits one SMS, else by reply, else by calling back."""
    by_hand = BY_REPLY if replies else BY_CALL
    linked = f"。应答 {link}"
    fits = link and units(before + linked) <= SMS_MAX
    return linked if fits else by_hand


def _ways(link: str, replies: bool) -> str:
    """A long message has room for both."""
    linked = f"应答 {link}，或" if link else ""
    return linked + (BY_REPLY if replies else BY_CALL).lstrip("。")


def _fitting(before: str, title: str, after: str) -> str:
    """The title gives way, not what must be done by when."""
    if units(before + title + after) <= SMS_MAX:
        return before + title + after
    while title and units(before + title + CUT + after) > SMS_MAX:
        title = title[:-1]
    return before + title + CUT + after


def _hm(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%H:%M")
