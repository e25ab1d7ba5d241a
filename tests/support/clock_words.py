"""A clock of one hour from nine, as a test is given it."""

from __future__ import annotations

from datetime import timedelta

from domain.deadline_events import DeadlineSet
from domain.escalation_policy import Escalation
from domain.rule import Bindingness, Citation, ClockStart, Form
from domain.words import Level, Line, Stage
from tests.support.ladder import NINE, minute, unit_id

HOUR = timedelta(hours=1)
SET = DeadlineSet(
    incident=unit_id("incident"),
    rule="C02",
    line=Line.WORK_SAFETY,
    preset=None,
    reporting_entity=unit_id("works"),
    recipient=unit_id("county emergency"),
    stage=Stage.FIRST,
    channel=None,
    occasion="",
    form=Form.CLOCK,
    start_kind=ClockStart.RECEIVED,
    start=minute(0),
    limit_seconds=3600,
    due_at=NINE + HOUR,
    late_after=NINE + HOUR,
    uncounted=None,
    level_at_start=Level.UNKNOWN,
    level_known=None,
    bindingness=Bindingness.SHALL,
    confirmed=True,
    citation=Citation(document="生产安全事故报告和调查处理条例", article="第九条"),
    escalation=Escalation(policy="statutory"),
    next_at=NINE + HOUR,
)
