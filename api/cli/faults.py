"""What `verify` found, in words for whoever has to act on it."""

from __future__ import annotations

import re

from api.cli.sealing_words import OF_SEALING
from api.cli.words import in_language

FAULTS = (  # what desk.log.verify says, and how an officer reads it
    (r"unreadable: (.*)", "读不出：{0}"),
    (r"missing: the next event is (\d+)", "缺失：其后一条是第{0}号"),
    (r"the event is not the one that was hashed", "内容与写入时的散列不符，被改动过"),
    (r"the chain does not lead here", "链在此断开"),
    (r"version (\d+) of its stream follows (\d+)", "所属流的第{0}版接在第{1}版之后"),
    (r"recorded before the event in front of it", "记录时间早于前一条"),
    (r"guards missing: (.*)", "防改触发器缺失或被改：{0}"),
    (r"the tail is cut: (\d+) events were given out", "尾部被截：曾写入{0}条"),
    (r"the tail is cut: event (\d+) was acknowledged", "尾部被截：第{0}号曾有回执"),
    (r"the chain is not the one that was acknowledged", "链值与回执不符"),
    (r"a receipt names another chain", "库内回执的链值不符"),
    (r"the due index differs from the log in (\d+) deadlines", "时限索引与日志有{0}处不符"),
)
OF_TRAIL = (  # what desk.trail.verify says
    (r"missing: the next reading is (\d+)", "缺失：其后一条是第{0}条"),
    (r"what it is found by is not what it says", "检索用的栏目与内容不符，被改动过"),
    (r"it is not what event (\d+) names", "与日志第{0}号所记不符，被改动过"),
    (r"event (\d+) names another trail", "日志第{0}号所记的是另一份阅览记录"),
    (r"the file is gone: event (\d+) names it", "文件不见了：日志第{0}号记有它"),
    (
        r"the tail is cut: event (\d+) names (\d+) readings",
        "尾部被截：日志第{0}号记有{1}条",
    ),
    (r"the tail is cut: (\d+) readings were given out", "尾部被截：曾写入{0}条"),
)


def fault_words(reason: str) -> str:
    for pattern, words in (*FAULTS, *OF_TRAIL, *OF_SEALING):
        if found := re.fullmatch(pattern, reason, re.DOTALL):
            return in_language(words.format(*found.groups()), reason)
    return reason
