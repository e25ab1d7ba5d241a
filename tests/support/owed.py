"""One nil report of the desk, due at 16:30, and what is told of it."""

from __future__ import annotations

from datetime import timedelta

from domain.desk_duty import DeskDutyDone, DeskDutyRanOut, DeskDutySet
from tests.support.ladder import NINE, minute, unit_id

DUE = NINE + timedelta(hours=7, minutes=30)
SET = DeskDutySet(
    duty="J08",
    name="零报告",
    unit=unit_id("county"),
    occasion="2026-11-24",
    opens_at=NINE,
    due_at=DUE,
    nil_allowed=True,
    quiet=False,
    source="湖南省考核细则",
    words="",
    next_at=DUE,
)
RAN_OUT = DeskDutyRanOut(noticed_at=DUE, chimes=True, next_at=None)
NIL = DeskDutyDone(words="", number="", nil=True, done=minute(60), minutes_late=0, next_at=None)
